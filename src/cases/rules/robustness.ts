import { sequence } from "./sequence.js";

/** What unusual input must not bring about. */
export const robustnessRules = [
  sequence({
    id: "robustness/server-error",
    severity: "error",
    part: "transport",
    title: { zh: "任何输入都不能让服务出错", en: "No input makes the server fail" },
    explanation: {
      zh: "文档内或略有偏差的输入不能得到 5xx、挂起或断开：缺少的选填字段、null、文档允许的空字符串、未知字段和枚举值、境外电话、很长的备注、1、2、9 间房、1 和 30 晚、钟点房 1 和 23 小时、月末年末和闰日、错误的类型、缺失的字段，以及签名正确但不是 JSON 的请求体。",
      en: "No documented or mildly wrong input gets a 5xx, a hang or a dropped connection: absent optional fields, nulls, empty strings where documented, unknown fields and enum values, foreign phones, a long remark, 1, 2 or 9 rooms, 1 and 30 nights, hourly rooms of 1 and 23 hours, month and year ends, the leap day, wrong types, missing fields, and a body that is not JSON but validly signed.",
    },
    doc: { page: "spi", field: "response.status" },
  }),
];
