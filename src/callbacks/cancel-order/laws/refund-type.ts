import type { Law } from "../../../core/callback.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";

export const refundType: Law = {
  id: "laws/refund-type",
  title: { zh: "整单退没有罚金", en: "A full refund has no penalty" },
  check(cancellation) {
    const type = amountOf(cancellation.refund_type);
    const penalty = amountOf(cancellation.penalty);
    if ((type !== 11n && type !== 21n) || penalty === undefined || penalty === 0n) return [];
    return [
      breach(
        "/penalty",
        {
          zh: "refund_type 为 {type}（整单退），penalty 却是 {penalty}。",
          en: "refund_type is {type} (in full), yet the penalty is {penalty}.",
        },
        { type, penalty },
      ),
    ];
  },
};
