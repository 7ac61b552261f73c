import { clipped, excerpt } from "../../../core/excerpt.js";
import type { JsonValue } from "../../../core/json.js";
import { isRoundedId } from "../../../core/rounded-id.js";
import type { AnswerRule } from "../../../core/rule.js";
import type { Text } from "../../../core/text.js";
import { doc, isSuccess } from "./answer-facts.js";

export const orderIdEcho: AnswerRule = {
  kind: "answer",
  id: "create-order/order-id-echo",
  severity: "error",
  part: "response",
  title: { zh: "原样返回 order_id", en: "order_id comes back unchanged" },
  explanation: {
    zh: "data.order_id 必须与请求中的完全一致，且是字符串。19 位的订单号超过 2 的 53 次方，经过 JavaScript 数字、PHP 浮点数或 double 会丢位，请始终按字符串处理。拒绝时也要返回。",
    en: "data.order_id must be the request's, digit for digit, as a string. A 19-digit id is past 2^53 and loses digits in a JavaScript number, a PHP float or a double, so keep it as text throughout. A refusal carries it too.",
  },
  doc: doc("order_id"),
  needs: [],
  check({ payload, data }, report) {
    const expected = payload.order_id;
    const actual = data.order_id;
    if (typeof expected !== "string" || actual === expected) return;
    report({
      pointer: "/data/order_id",
      expected,
      actual: clipped(actual),
      message: { text: echoText(actual, expected), args: { expected, actual: excerpt(actual) } },
    });
  },
};

function echoText(actual: JsonValue | undefined, expected: string): Text {
  if (actual === undefined || actual === null) {
    return {
      zh: "应答没有 data.order_id，应原样返回请求中的 {expected}。",
      en: "The answer has no data.order_id; it should repeat the request's, {expected}.",
    };
  }
  if (isRoundedId(actual, expected)) {
    return {
      zh: "data.order_id 是 {actual}，请求中是 {expected}：订单号被当作浮点数四舍五入了。请全程按字符串处理。",
      en: "data.order_id is {actual}, but the request said {expected}: the id was rounded as a floating-point number. Keep it as a string throughout.",
    };
  }
  if (typeof actual !== "string") {
    return {
      zh: "data.order_id 是 {actual}，应为字符串 {expected}。请加上引号，按字符串输出。",
      en: "data.order_id is {actual}; it should be the string {expected}. Write it in quotes.",
    };
  }
  return {
    zh: "data.order_id 是 {actual}，请求中是 {expected}。请原样返回请求中的订单号。",
    en: "data.order_id is {actual}, but the request said {expected}. Return the request's id unchanged.",
  };
}

export const outIdOnSuccess: AnswerRule = {
  kind: "answer",
  id: "create-order/out-id-on-success",
  severity: "error",
  part: "response",
  title: { zh: "成功时返回 order_out_id", en: "Success carries order_out_id" },
  explanation: {
    zh: "error_code 为 0 时必须返回商家自己的订单号 order_out_id，之后的取消和退款都靠它找到订单。",
    en: "With error_code 0 the merchant's own order id, order_out_id, is required: later cancels and refunds find the order by it.",
  },
  doc: doc("order_out_id"),
  needs: ["/error_code", "/order_out_id"],
  check({ data }, report) {
    if (!isSuccess(data)) return;
    const outId = data.order_out_id;
    if (typeof outId === "string" && outId.trim() !== "") return;
    report({
      pointer: "/data/order_out_id",
      expected: "string",
      actual: clipped(outId),
      message: {
        text: {
          zh: "error_code 为 0，但 order_out_id 为空或没有返回。成功时必须返回商家订单号。",
          en: "error_code is 0, but order_out_id is empty or missing. Success must carry the merchant's order id.",
        },
      },
    });
  },
};
