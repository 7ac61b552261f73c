import type { JsonObject } from "../../core/json.js";

/**
 * The code that a payload asks for by a value agreed on with the reference merchant, like the test cards of a payment
 * provider: NNN of the rate plan or order id `9000000000000000NNN`; 0 when it asks for none.
 */
export function agreedCode({ rate_plan_id: ratePlanId, order_out_id: orderOutId }: JsonObject): number {
  return codeIn(ratePlanId) || codeIn(orderOutId);
}

function codeIn(id: unknown): number {
  return Number(/^9000000000000000(\d{3})$/.exec(String(id))?.[1] ?? 0);
}
