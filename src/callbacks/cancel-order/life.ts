import { integerOf } from "../../core/integer.js";
import type { JsonObject } from "../../core/json.js";
import type { CancelsOrder } from "../../core/order-life.js";

/** By the system, and as a notice: nobody is asked. */
const bySystem = { applicant_type: "99", need_audit: "false" };

export const life: CancelsOrder = {
  kind: "cancels",
  facts: (payload) => ({
    cancelId: String(payload.cancel_id ?? ""),
    cancelType: Number(integerOf(payload.cancel_type) ?? 0),
    isNotice: payload.need_audit !== true,
    keepsOrder: integerOf(payload.after_sale_type) === 3,
    isPartial: isPartial(payload),
  }),
  plans: {
    unpaid: {
      variant: "before-payment",
      set: bySystem,
      title: { zh: "未支付，系统取消", en: "never paid, cancelled by the system" },
    },
    "create-failed": {
      variant: "create-failed",
      set: bySystem,
      title: { zh: "创单失败，取消并退款", en: "the create failed, cancelled and refunded" },
    },
    unconfirmed: {
      variant: "after-payment",
      set: bySystem,
      title: { zh: "一步创单没有接单结果，系统取消", en: "one-step without a confirmation, cancelled by the system" },
    },
    "confirm-deadline": {
      variant: "after-payment",
      set: bySystem,
      title: { zh: "超过接单时限，系统取消", en: "past the confirm deadline, cancelled by the system" },
    },
  },
  offers: {
    unpaid: ["before-payment"],
    paid: ["after-payment", "audit", "partial-refund", "refund-only", "negotiated"],
  },
};

/** 12 and 22 are partial refunds, within and outside the rules. */
function isPartial({ refund_type: type }: JsonObject): boolean {
  const refundType = integerOf(type);
  return refundType === 12 || refundType === 22;
}
