import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { Random } from "../../core/ports.js";
import { amountJson } from "../hotel/amount.js";
import { longId } from "../hotel/digits.js";
import { type Optionally, optionally, present } from "../hotel/presence.js";
import { type BookedOrder, bookedOrder } from "./booked-order.js";
import { planRefund, type RefundPlan } from "./refund.js";
import { decide, traitsOf } from "./traits.js";

/** A coherent cancellation of the earlier order, or of one made up; fields in the document's order. */
export function sample(variant: string, context: SampleContext): JsonObject {
  const { random, merchant, nowSeconds } = context;
  const traits = traitsOf(variant, merchant.mainland);
  const maybe = optionally(random.fork("optional"), traits.fill, traits.needed);
  const order = bookedOrder(context, variant, traits.isHourly);
  const decision = decide(random.fork("decision"), traits);
  const plan = planRefund(random.fork("refund-plan"), order, decision.refund);
  const hasOutId = traits.cancelType !== 3 && order.orderOutId !== undefined;

  return present({
    order_id: order.orderId,
    cancel_id: longId(random.fork(`cancel-id ${variant}`)),
    order_out_id: hasOutId ? maybe("order_out_id", 1, () => order.orderOutId ?? "") : undefined,
    refund_amount: maybe("refund_amount", 0.5, () => amountJson(plan.amount)),
    user_refund_amount: maybe("user_refund_amount", 0.5, () => amountJson(plan.amount)),
    penalty: maybe("penalty", plan.penalty > 0n ? 1 : 0.4, () => amountJson(plan.penalty)),
    currency: maybe("currency", order.currency === undefined ? 0.6 : 1, () => order.currency ?? "CNY"),
    cancel_reason: maybe("cancel_reason", 0.8, () =>
      reason(random.fork("reason"), decision.applicant, traits.cancelType),
    ),
    cancel_order_time_unix: maybe("cancel_order_time_unix", 0.9, () => nowSeconds - random.fork("made").integer(1, 60)),
    cancel_type: traits.cancelType,
    biz_type: order.bizType,
    need_audit: maybe("need_audit", 1, () => decision.needAudit),
    applicant_type: maybe("applicant_type", 0.8, () => decision.applicant),
    negotiate_refund: maybe("negotiate_refund", 0.5, () => traits.isNegotiated),
    after_sale_type: traits.afterSaleType,
    refund_type: decision.refundType,
    refund_order_detail:
      plan.nights.length > 0
        ? maybe("refund_order_detail", 0.7, () => refundDetails(order, plan, traits.isHourly, maybe))
        : undefined,
  });
}

function refundDetails(
  order: BookedOrder,
  plan: RefundPlan,
  isHourly: boolean,
  maybe: Optionally,
): readonly JsonObject[] {
  const field = (name: string): string => `refund_order_detail[].${name}`;
  const hasDates = maybe(field("period_start_date"), 0.9, () => true) ?? isHourly;
  return plan.nights.map(({ night, perRoom }) => {
    const chance = night.from === undefined ? 0 : 1;
    return present({
      rate_plan_id: order.ratePlanId,
      daily_refund_amount: amountJson(perRoom),
      period_start_date: hasDates ? night.start : undefined,
      period_end_date: hasDates ? night.end : undefined,
      period_start_time: maybe(field("period_start_time"), chance, () => second(night.from ?? `${night.start} 14:00`)),
      period_end_time: maybe(field("period_end_time"), chance, () =>
        second(night.to ?? leaveTime(night.start, night.end)),
      ),
    });
  });
}

/** An hourly stay that ends on its own day had no times of its own when the earlier order was not hourly. */
function leaveTime(start: string, end: string): string {
  return start === end ? `${start} 18:00` : `${end} 12:00`;
}

/** The form of the cancel sample: `2025-11-27T15:00:00`. */
function second(minute: string): string {
  return `${minute.replace(" ", "T")}:00`;
}

function reason(random: Random, applicant: number, cancelType: 1 | 2 | 3): string {
  if (cancelType === 3) return "创单失败,系统自动取消";
  if (applicant === 99) return "超时未支付,系统自动取消";
  if (applicant === 3) return random.pick(["商家满房", "酒店临时停业"]);
  return random.pick(["用户取消", "行程有变", "订错日期,需要重新预订", "价格更优惠,重新下单"]);
}
