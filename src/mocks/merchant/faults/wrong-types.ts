import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { onAcceptance, onData } from "../hooks.js";
import { creates } from "./scope.js";

const schema = { rules: ["schema/"], suites: ["create-order", "cancel-order"] };
const createSchema = { rules: ["schema/"], suites: ["create-order"] };
const echo = { rules: ["create-order/order-id-echo"], suites: ["create-order"] };

/** Right fields of the wrong type. */
export const typeFaults: readonly Fault[] = [
  {
    id: "error-code-string",
    title: { zh: "error_code 是字符串", en: "Sends error_code as a string" },
    summary: { zh: '返回 "0" 而不是 0。', en: 'Answers "0" instead of 0.' },
    expected: { ...schema, suites: ["create-order"] },
    hooks: onData((data) => ({ ...data, error_code: String(data.error_code) })),
  },
  {
    id: "error-code-boolean",
    title: { zh: "error_code 是布尔值", en: "Sends error_code as a boolean" },
    summary: { zh: "用 false 表示没有错误。", en: "false stands for no error." },
    expected: { ...schema, suites: ["create-order"] },
    hooks: onData((data) => ({ ...data, error_code: data.error_code !== 0 })),
  },
  {
    id: "error-code-missing",
    title: { zh: "成功时不返回 error_code", en: "Leaves error_code out on success" },
    summary: { zh: "值为 0 的字段被序列化省略了。", en: "The serialiser leaves out fields whose value is 0." },
    expected: { ...schema, suites: ["create-order"] },
    hooks: onAcceptance(({ error_code: _, ...data }) => data),
  },
  {
    id: "description-object",
    title: { zh: "description 是对象", en: "Sends description as an object" },
    summary: { zh: "描述信息返回了多语言对象。", en: "The description is an object of languages." },
    expected: schema,
    hooks: onData((data) => ({ ...data, description: { zh: "成功", en: "success" } })),
  },
  {
    id: "order-id-number",
    title: { zh: "order_id 是数字", en: "Sends order_id as a number" },
    summary: {
      zh: "订单号按长整型返回，位数虽对，类型不对。",
      en: "The id is returned as a long: the digits are right, the type is not.",
    },
    callbacks: creates,
    expected: echo,
    hooks: onData((data) => ({ ...data, order_id: digits(data.order_id) })),
  },
  {
    id: "order-id-rounded",
    title: { zh: "order_id 丢了精度", en: "Rounds order_id" },
    summary: {
      zh: "19 位订单号经过双精度浮点，末几位变成了别的数字。",
      en: "The 19 digits went through a double, and the last ones changed.",
    },
    callbacks: creates,
    expected: echo,
    hooks: onData((data) => ({ ...data, order_id: rounded(data.order_id) })),
  },
  {
    id: "order-id-missing",
    title: { zh: "应答不带 order_id", en: "Leaves order_id out" },
    summary: { zh: "没有原样返回抖音订单号。", en: "Douyin's order id is not repeated." },
    callbacks: creates,
    expected: echo,
    hooks: onData(({ order_id: _, ...data }) => data),
  },
  {
    id: "order-id-own",
    title: { zh: "order_id 填成了自己的订单号", en: "Puts its own id into order_id" },
    summary: {
      zh: "order_id 和 order_out_id 都是商家的订单号。",
      en: "order_id and order_out_id both hold the merchant's id.",
    },
    callbacks: creates,
    expected: echo,
    hooks: onAcceptance((data) => ({ ...data, order_id: data.order_out_id ?? "" })),
  },
  {
    id: "order-out-id-number",
    title: { zh: "order_out_id 是数字", en: "Sends order_out_id as a number" },
    summary: { zh: "自增主键直接作为订单号返回。", en: "The auto-increment key is returned as it is." },
    callbacks: creates,
    expected: createSchema,
    hooks: onAcceptance((data) => ({ ...data, order_out_id: 10_000 + Number(String(data.order_out_id).slice(-4)) })),
  },
  {
    id: "confirm-info-string",
    title: { zh: "confirm_info 是 JSON 字符串", en: "Sends confirm_info as a string of JSON" },
    summary: { zh: "从数据库取出的 JSON 字段没有解析。", en: "The JSON column of the database was not parsed." },
    callbacks: creates,
    expected: createSchema,
    hooks: onConfirmInfo((info) => stringifyJson(info)),
  },
  {
    id: "confirm-info-array",
    title: { zh: "confirm_info 是数组", en: "Sends confirm_info as an array" },
    summary: { zh: "按多间房返回了数组。", en: "One entry per room is returned." },
    callbacks: creates,
    expected: createSchema,
    hooks: onConfirmInfo((info) => [info]),
  },
  {
    id: "confirm-mode-string",
    title: { zh: "confirm_mode 是字符串", en: "Sends confirm_mode as a string" },
    summary: { zh: '返回 "1" 而不是 1。', en: 'Answers "1" instead of 1.' },
    callbacks: creates,
    expected: createSchema,
    hooks: onConfirmInfo((info) => ({ ...info, confirm_mode: String(info.confirm_mode) })),
  },
  {
    id: "confirm-number-number",
    title: { zh: "hotel_confirm_number 是数字", en: "Sends hotel_confirm_number as a number" },
    summary: { zh: "确认号按整数返回。", en: "The confirmation number is returned as an integer." },
    callbacks: creates,
    expected: createSchema,
    hooks: onConfirmInfo((info) => ({ ...info, hotel_confirm_number: 20_260_001 })),
  },
];

function onConfirmInfo(edit: (info: JsonObject) => JsonValue): Fault["hooks"] {
  return onAcceptance((data) =>
    isObject(data.confirm_info) ? { ...data, confirm_info: edit(data.confirm_info) } : data,
  );
}

function digits(value: JsonValue | undefined): JsonValue {
  return typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : (value ?? null);
}

/** The digits of the double nearest to the id. */
function rounded(value: JsonValue | undefined): JsonValue {
  return typeof value === "string" && /^\d+$/.test(value) ? BigInt(Number(value)).toString() : (value ?? null);
}
