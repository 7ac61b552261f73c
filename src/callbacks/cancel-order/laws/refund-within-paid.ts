import type { EarlierOrder, Law, LawBreach } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";

export const refundWithinPaid: Law = {
  id: "laws/refund-within-paid",
  title: {
    zh: "退款不超过已付金额，退用户的不超过退款；支付前取消没有退款",
    en: "No refund above what was paid, none to the user above the refund, none at all before payment",
  },
  check(cancellation, { earlier } = {}) {
    return [...checkUnpaid(cancellation), ...checkUserPart(cancellation), ...checkPaid(cancellation, earlier)];
  },
};

const money = ["refund_amount", "user_refund_amount", "penalty"];

function checkUnpaid(cancellation: JsonObject): readonly LawBreach[] {
  if (amountOf(cancellation.cancel_type) !== 1n) return [];
  return money.flatMap((field) => {
    const stated = amountOf(cancellation[field]);
    if (stated === undefined || stated === 0n) return [];
    return breach(
      `/${field}`,
      {
        zh: "支付前取消（cancel_type 为 1）没有付过钱，{field} 却是 {stated}。",
        en: "Nothing was paid before payment (cancel_type 1), yet {field} is {stated}.",
      },
      { field, stated },
    );
  });
}

function checkUserPart(cancellation: JsonObject): readonly LawBreach[] {
  const user = amountOf(cancellation.user_refund_amount);
  const refund = amountOf(cancellation.refund_amount);
  if (user === undefined || refund === undefined || user <= refund) return [];
  return [
    breach(
      "/user_refund_amount",
      {
        zh: "user_refund_amount 为 {user}，超过了 refund_amount 的 {refund}。",
        en: "user_refund_amount is {user}, above the refund_amount of {refund}.",
      },
      { user, refund },
    ),
  ];
}

function checkPaid(cancellation: JsonObject, earlier: EarlierOrder | undefined): readonly LawBreach[] {
  const refund = amountOf(cancellation.refund_amount);
  const paid = earlier && paidFor(earlier.payload);
  if (refund === undefined || paid === undefined || refund <= paid) return [];
  return [
    breach(
      "/refund_amount",
      {
        zh: "refund_amount 为 {refund}，超过了订单已付的 {paid}。",
        en: "refund_amount is {refund}, above the {paid} that was paid for the order.",
      },
      { refund, paid },
    ),
  ];
}

function paidFor(order: JsonObject): bigint | undefined {
  return amountOf(order.total_after_promotion_amount) ?? amountOf(order.total_amount);
}
