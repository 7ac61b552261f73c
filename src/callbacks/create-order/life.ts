import { integerOf } from "../../core/integer.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import type { CreatesOrder } from "../../core/order-life.js";

export const life: CreatesOrder = {
  kind: "creates",
  facts: (payload) => ({
    orderId: textOf(payload.order_id),
    isConfirmable: integerOf(payload.biz_type) !== 2011,
    isPaid: isObject(payload.pay_info),
    amount: paidAmount(payload),
    currency: textOf(payload.currency) || "CNY",
    checkIn: textOf(payload.check_in_date),
    checkOut: textOf(payload.check_out_date),
    rooms: payload.number_of_units ?? null,
    ratePlanId: textOf(payload.rate_plan_id),
  }),
};

function paidAmount({ total_after_promotion_amount: after, total_amount: total }: JsonObject): JsonValue {
  return after ?? total ?? null;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
