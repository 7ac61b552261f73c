import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CallbackDefinition, Law } from "../../../src/core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../../src/core/json.js";
import type { AnswerRule } from "../../../src/core/rule.js";
import { compileSchema } from "./compile-schema.js";

/**
 * A made-up third callback. Everything about it lies in this folder: if it needs a change anywhere else, adding a real
 * callback would too.
 */
const payNotify: CallbackDefinition = {
  id: "pay-notify",
  title: { zh: "支付结果通知（虚构）", en: "Pay notify (made up)" },
  summary: { zh: "只存在于测试中的回调。", en: "A callback that exists in tests only." },
  request: compileSchema("request.schema.json"),
  response: compileSchema("response.schema.json"),
  idempotencyKey: "pay_id",
  sameAnswer: ["/data/receipt_number"],
  ownId: "/data/receipt_number",
  afterRetries: { zh: "抖音放弃通知。", en: "Douyin gives the notice up." },
  variants: [
    { name: "single", title: { zh: "一笔", en: "One part" }, summary: { zh: "一笔付清。", en: "Paid at once." } },
    { name: "split", title: { zh: "分笔", en: "Split" }, summary: { zh: "分几笔付清。", en: "Paid in parts." } },
    {
      name: "doc-sample",
      title: { zh: "文档示例", en: "Sample" },
      summary: { zh: "示例原文。", en: "The sample as printed." },
      isDocSample: true,
    },
  ],
  defaultVariant: "single",
  docSample: readFileSync(join(import.meta.dirname, "doc-sample.request.txt"), "utf8"),
  sample(variant, { random, leaf, nowSeconds }) {
    const parts = Array.from({ length: variant === "split" ? random.integer(2, 4) : 1 }, () => ({
      amount: random.integer(1, 90_000),
    }));
    return {
      pay_id: `P${random.fork("pay").integer(1, 1e15)}`,
      order_id: `O${random.fork("order").integer(1, 1e15)}`,
      pay_amount: sumOf(parts),
      parts,
      channel_code: leaf("channel_code") ?? 1,
      payer_phone: "13800138000",
      pay_time_unix: nowSeconds,
    };
  },
  settle(payload, touched) {
    if (touched.includes("/pay_amount") || !Array.isArray(payload.parts)) return payload;
    return { ...payload, pay_amount: sumOf(payload.parts) };
  },
  laws: [sumLaw()],
  rules: [receiptRule()],
  answer({ payload, memory, mistakes = [] }) {
    if (mistakes.length > 0) return { data: { error_code: 13, description: "invalid" } };
    const key = String(payload.pay_id);
    const earlier = memory.recall("pay-notify", key);
    if (earlier) return earlier;
    const answer = { data: { error_code: 0, description: "success", receipt_number: memory.nextOrderOutId() } };
    memory.remember("pay-notify", key, answer);
    return answer;
  },
  platform({ data }) {
    return data.error_code === 0
      ? {
          action: "accept",
          reason: { text: { zh: "通知送达。", en: "The notice arrived." } },
          rule: "pay-notify/receipt",
        }
      : { action: "retry", reason: { text: { zh: "会重试。", en: "It is sent again." } }, rule: "pay-notify/receipt" };
  },
};

export default payNotify;

function sumOf(parts: readonly JsonValue[]): number {
  return parts.reduce<number>((sum, part) => sum + Number(isObject(part) ? part.amount : 0), 0);
}

function sumLaw(): Law {
  return {
    id: "laws/parts",
    title: { zh: "各笔之和等于支付金额", en: "The parts add up" },
    check({ parts, pay_amount: paid }: JsonObject) {
      if (!Array.isArray(parts) || sumOf(parts) === paid) return [];
      return [{ pointer: "/pay_amount", message: { text: { zh: "金额不符。", en: "The parts do not add up." } } }];
    },
  };
}

function receiptRule(): AnswerRule {
  return {
    id: "pay-notify/receipt",
    kind: "answer",
    severity: "error",
    part: "response",
    title: { zh: "成功时有收据号", en: "Success carries a receipt number" },
    explanation: { zh: "收据号用于对账。", en: "The receipt number is needed to settle accounts." },
    doc: { page: "pay-notify", field: "response.receipt_number" },
    needs: ["/error_code"],
    check({ data }, report) {
      if (data.error_code !== 0 || data.receipt_number) return;
      const message = { text: { zh: "缺少 receipt_number。", en: "receipt_number is missing." } };
      report({ pointer: "/data/receipt_number", expected: "a number", actual: data.receipt_number ?? null, message });
    },
  };
}
