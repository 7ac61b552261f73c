import { integerOf } from "../../../core/integer.js";
import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../../../core/json.js";
import { encodeAs } from "../../../core/json-text.js";
import { amount } from "../amount.js";
import { design, type LawfulDesign } from "../design.js";
import { dataOf, onAcceptance, onBody, onText } from "../hooks.js";

/** What the answer's JSON looks like. */
export const answerDesigns: readonly LawfulDesign[] = [
  design(
    "numeric-ids",
    { zh: "自己的订单号全是数字（字符串）", en: "Own order ids are strings of digits" },
    { merchant: { numericLookingIds: true } },
  ),
  design(
    "thirteen-for-all",
    { zh: "所有拒绝都答 13", en: "Answers 13 for every refusal" },
    { merchant: { thirteenForAll: true } },
  ),
  design(
    "extra-fields",
    { zh: "应答带文档之外的字段", en: "Answers carry fields beyond the documents" },
    {
      hooks: onBody((body) => ({
        success: dataOf(body).error_code === 0,
        ...body,
        data: { ...dataOf(body), trace_id: "7f3a9c", supplier: { code: "PMS-01", tags: ["hotel"] } },
      })),
    },
  ),
  design(
    "terse",
    { zh: "应答不带 description", en: "Answers carry no description" },
    { hooks: onBody((body) => ({ data: without(dataOf(body), "description") })) },
  ),
  design(
    "zero-values",
    { zh: "序列化时带上空串和 0", en: "The serialiser writes empty strings and zeros" },
    {
      hooks: onAcceptance((data) =>
        data.cancel_mode === undefined ? { ...data, description: "" } : { refund_fee_amount: 0, reason: "", ...data },
      ),
    },
  ),
  design(
    "explicit-nulls",
    { zh: "可选字段写作 null", en: "Writes null for optional fields it leaves out" },
    {
      hooks: onAcceptance((data) =>
        data.cancel_mode === undefined
          ? { member_info: null, ...data }
          : { cancel_result: null, refund_fee_amount: null, reason: null, ...data },
      ),
    },
  ),
  design(
    "charges-fee",
    { zh: "支付后取消收取手续费", en: "Charges a fee for cancellations after payment" },
    {
      hooks: onAcceptance((data, { payload }) => {
        const fee = Math.min(amount(payload.penalty), amount(payload.refund_amount));
        const isCharged = integerOf(payload.cancel_type) === 2 && data.cancel_result === 1 && fee > 0;
        return isCharged ? { ...data, refund_fee_amount: fee } : data;
      }),
    },
  ),
  design(
    "pretty-json",
    { zh: "应答缩进排版", en: "Answers are indented" },
    { hooks: onText((_, body) => `${stringifyJson(body, 2)}\n`) },
  ),
  design(
    "escaped-json",
    { zh: "应答把中文写成 \\u 转义", en: "Answers write Chinese as \\u escapes" },
    { hooks: onText((_, body) => encodeAs({ data: { ...dataOf(body), description: "处理完成" } }, "escaped")) },
  ),
  design("sorted-keys", { zh: "应答字段按字母排序", en: "Answers have their keys sorted" }, { hooks: onBody(sorted) }),
];

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function sorted(value: JsonValue): JsonValue {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
