import { sequence } from "./sequence.js";

/** What a merchant must not accept, and how it refuses. */
export const negativeRules = [
  sequence({
    id: "negative/accepted-invalid",
    severity: "error",
    title: { zh: "不能接受缺少关键字段的请求", en: "A request without its key fields is not accepted" },
    explanation: {
      zh: "创单缺少或写错 order_id、rate_plan_id、biz_type、日期、number_of_units、number_of_guests、daily_rates(2021)、total_amount 或 contact_info，日期不存在，离店不晚于入住（钟点房可以同日），房间数不大于 0；取消缺少 order_id、cancel_id、cancel_type、biz_type、after_sale_type 或 refund_type，都不能返回 0。其他字段只给警告。",
      en: "Not to be answered 0: a create that lacks or mistypes order_id, rate_plan_id, biz_type, a date, number_of_units, number_of_guests, daily_rates (2021), total_amount or contact_info; an impossible date; a check-out not after check-in (hourly rooms may leave on the day); no room; a cancel that lacks order_id, cancel_id, cancel_type, biz_type, after_sale_type or refund_type. For all other fields it is a warning.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
  sequence({
    id: "negative/accepted-unlawful",
    severity: "warning",
    title: { zh: "最好不接受自相矛盾的金额和日期", en: "Contradicting amounts and dates are better refused" },
    explanation: {
      zh: "格式正确但违反一条规律：总价不等于每晚价格之和乘以间数、促销后为负、退款超过已付、夜晚不连续。接受它不违反文档，但说明没有核对。",
      en: "Valid by the schema, but one law is broken: the total is not the sum of the nights times the rooms, a promotion below zero, a refund above what was paid, nights that do not join. Accepting it breaks no document, but shows that nothing is checked.",
    },
    doc: { page: "create-order", field: "total_amount" },
  }),
  sequence({
    id: "negative/undocumented-refusal",
    severity: "warning",
    title: { zh: "拒绝用含义相符的错误码", en: "A refusal uses the code that means it" },
    explanation: {
      zh: "拒绝所用的码在表里有另外的含义，例如日期错误返回 8（价格不一致）。平台按码的含义提示用户。",
      en: "The refusal uses a code to which the table gives another meaning, such as 8 (price differs) for a date error. The platform tells the guest what the code means.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
];
