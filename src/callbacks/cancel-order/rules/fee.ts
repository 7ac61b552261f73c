import { clipped, excerpt } from "../../../core/excerpt.js";
import type { Severity } from "../../../core/finding.js";
import type { JsonValue } from "../../../core/json.js";
import type { AnswerContext, AnswerRule } from "../../../core/rule.js";
import type { Text, TextArgs } from "../../../core/text.js";
import { amountOf, doc, isDocSample } from "./answer-facts.js";

export const feeInRange: AnswerRule = {
  kind: "answer",
  id: "cancel-order/fee-in-range",
  severity: "error",
  part: "response",
  title: { zh: "手续费在合理范围内", en: "The fee is within its range" },
  explanation: {
    zh: "refund_fee_amount 是大于等于 0 的整数，单位分。支付前取消（cancel_type 1）没有手续费；手续费不能超过退款金额与罚金之和，超过退款金额给警告；创单失败的取消（cancel_type 3）收手续费也给警告，因为订单从未成立。请求没有 refund_amount 时不检查上限。",
    en: "refund_fee_amount is an integer of at least 0, in fen. Before payment (cancel_type 1) there is no fee; it must not exceed refund_amount plus penalty, and above refund_amount it is a warning; so is any fee on the cancel of a create that failed (cancel_type 3), which never became an order. Without refund_amount in the request there is no upper check.",
  },
  doc: doc("refund_fee_amount"),
  needs: [],
  check(context, report) {
    const raw = context.data.refund_fee_amount;
    if (raw === undefined) return;
    const breach = feeBreach(raw, context);
    if (!breach) return;
    const { expected, text, severity, args } = breach;
    report({
      pointer: "/data/refund_fee_amount",
      expected,
      actual: clipped(raw),
      ...(severity ? { severity } : {}),
      message: { text, args: { fee: excerpt(raw), ...args } },
    });
  },
};

type FeeBreach = {
  readonly expected: JsonValue;
  readonly text: Text;
  readonly args?: TextArgs;
  readonly severity?: Severity;
};

function feeBreach(raw: JsonValue, context: AnswerContext): FeeBreach | undefined {
  const fee = typeof raw === "number" || typeof raw === "bigint" ? amountOf(raw) : undefined;
  if (fee === undefined) return { expected: "integer", text: notInteger };
  if (fee < 0n) return { expected: { minimum: 0 }, text: negative };
  if (fee === 0n) return undefined;
  const { payload } = context;
  const mild = isDocSample(context) ? { severity: "warning" as const } : {};
  if (payload.cancel_type === 1) return { expected: 0, text: beforePayment, ...mild };
  const refund = amountOf(payload.refund_amount);
  const penalty = amountOf(payload.penalty) ?? 0n;
  if (refund !== undefined && fee > refund + penalty)
    return { expected: { maximum: refund + penalty }, text: aboveAll, args: { refund, penalty }, ...mild };
  if (payload.cancel_type === 3) return { expected: 0, text: neverMade, severity: "warning" };
  if (refund === undefined || fee <= refund) return undefined;
  const args = { refund, penalty };
  return { expected: { maximum: refund }, text: aboveRefund, args, severity: "warning" };
}

const notInteger: Text = {
  zh: "refund_fee_amount 是 {fee}，应为整数，单位分。",
  en: "refund_fee_amount is {fee}; it should be an integer, in fen.",
};

const negative: Text = {
  zh: "refund_fee_amount 是 {fee}，手续费不能为负。没有手续费时请不要返回。",
  en: "refund_fee_amount is {fee}; a fee cannot be negative. Leave it out when there is none.",
};

const beforePayment: Text = {
  zh: "支付前取消（cancel_type 1）没有手续费，refund_fee_amount 却是 {fee}。请不要返回或填 0。",
  en: "There is no fee before payment (cancel_type 1), yet refund_fee_amount is {fee}. Leave it out or give 0.",
};

const neverMade: Text = {
  zh: "cancel_type 3 的订单创建失败，客人没有得到房间，refund_fee_amount 却是 {fee}。请不要返回或填 0。",
  en: "With cancel_type 3 the create had failed and the guest never had a room, yet refund_fee_amount is {fee}. Leave it out or give 0.",
};

const aboveAll: Text = {
  zh: "refund_fee_amount 是 {fee}，超过了退款金额 {refund} 与罚金 {penalty} 之和（分）。",
  en: "refund_fee_amount is {fee}, more than refund_amount {refund} plus penalty {penalty} (fen).",
};

const aboveRefund: Text = {
  zh: "refund_fee_amount 是 {fee}，超过了退款金额 {refund}（分），但未超过加上罚金 {penalty} 之和。请确认金额。",
  en: "refund_fee_amount is {fee}, more than refund_amount {refund} (fen), though not more than with the penalty {penalty}. Check the amount.",
};
