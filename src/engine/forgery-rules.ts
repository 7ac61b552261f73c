import type { Exchange } from "../core/exchange.js";
import { integerOf } from "../core/integer.js";
import { isObject, type JsonObject } from "../core/json.js";
import type { TransportRule } from "../core/rule.js";
import { scopeOf } from "./scope.js";
import { answered, answeredOk } from "./transport/answered.js";

/** What one answer to a forged request shows; that it left no order behind takes another delivery. */
export const forgedAccepted: TransportRule = {
  kind: "transport",
  id: "signature/forged-accepted",
  severity: "error",
  part: "response",
  title: { zh: "伪造的请求不得成功", en: "A forged request never succeeds" },
  explanation: {
    zh: "签名缺失、密钥不对、请求体或参数被改动的请求不得返回 0：否则任何人都能伪造订单。请对原始请求体字节计算签名并比较 x-life-sign 或 URL 中的 sign，不符就拒绝。",
    en: "A request without a signature, signed with another secret, or altered in body or query must not be answered 0: anybody could make orders. Compute the signature over the raw body bytes, compare it with x-life-sign or the URL's sign, and refuse when it differs.",
  },
  doc: { page: "spi-signature", field: "x-life-sign" },
  check(exchange, report) {
    if (!isForgedAnswer(exchange) || integerOf(dataOf(exchange)?.error_code) !== 0) return;
    report({
      pointer: "/data/error_code",
      expected: { not: 0 },
      actual: 0,
      message: {
        text: {
          zh: "签名被破坏的请求（{form}）得到了 error_code 0。请验签，不符就拒绝。",
          en: "A request with a spoilt signature ({form}) was answered with error_code 0. Check the signature and refuse when it differs.",
        },
        args: { form: exchange.signature },
      },
    });
  },
};

export const forgedHasEffect: TransportRule = {
  kind: "transport",
  id: "signature/forged-has-effect",
  severity: "error",
  part: "response",
  title: { zh: "被拒绝的伪造请求没有任何效果", en: "A refused forgery has no effect" },
  explanation: {
    zh: "验签必须在一切处理之前：拒绝伪造请求时不能带 order_out_id，也不能留下订单。",
    en: "The signature is checked before anything else: the refusal of a forgery carries no order_out_id and leaves no order behind.",
  },
  doc: { page: "spi-signature", field: "x-life-sign" },
  check(exchange, report) {
    const data = dataOf(exchange);
    if (!isForgedAnswer(exchange) || !data || integerOf(data.error_code) === 0) return;
    const made = data.order_out_id;
    if (typeof made !== "string" || made.trim() === "" || made === exchange.payload?.order_out_id) return;
    report({
      pointer: "/data/order_out_id",
      expected: null,
      actual: made,
      message: {
        text: {
          zh: "伪造的请求被拒绝，应答里却有 order_out_id，说明订单已经生成。请先验签再处理。",
          en: "The forged request was refused, yet the answer carries an order_out_id: an order was made. Check the signature before anything else.",
        },
      },
    });
  },
};

export const crashed: TransportRule = {
  kind: "transport",
  id: "signature/crashed",
  severity: "error",
  part: "transport",
  title: { zh: "验签失败不能变成服务错误", en: "A failed signature check is no server error" },
  explanation: {
    zh: "签名错误时应明确拒绝：HTTP 200 加非 0 的 error_code，或 400、401、403。5xx 或空应答说明验签代码抛出了异常。",
    en: "A wrong signature is refused in so many words: HTTP 200 with a non-zero error_code, or 400, 401, 403. A 5xx or an empty answer means that the check threw.",
  },
  doc: { page: "spi-signature", field: "x-life-sign" },
  check(exchange, report) {
    const answer = answered(exchange);
    if (!answer || scopeOf(exchange) !== "forged") return;
    const isEmpty = answer.status === 200 && answer.text?.trim() === "";
    if (!isEmpty && answer.status < 500) return;
    report({
      pointer: "",
      expected: [200, 400, 401, 403],
      actual: isEmpty ? "" : answer.status,
      message: {
        text: isEmpty
          ? {
              zh: "签名被破坏的请求（{form}）得到了空应答。请用非 0 的 error_code 或 401 明确拒绝。",
              en: "A request with a spoilt signature ({form}) got an empty answer. Refuse it with a non-zero error_code or 401.",
            }
          : {
              zh: "签名被破坏的请求（{form}）得到了 HTTP {status}。请用非 0 的 error_code 或 401 明确拒绝。",
              en: "A request with a spoilt signature ({form}) got HTTP {status}. Refuse it with a non-zero error_code or 401.",
            },
        args: { form: exchange.signature, status: answer.status },
      },
    });
  },
};

export const forgeryRules: readonly TransportRule[] = [forgedAccepted, forgedHasEffect, crashed];

function isForgedAnswer(exchange: Exchange): boolean {
  return scopeOf(exchange) === "forged" && answeredOk(exchange) !== undefined;
}

function dataOf(exchange: Exchange): JsonObject | undefined {
  const json = answeredOk(exchange)?.json;
  const data = isObject(json) ? json.data : undefined;
  return isObject(data) ? data : undefined;
}
