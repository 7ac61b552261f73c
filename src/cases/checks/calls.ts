import type { Delivered } from "../../core/case.js";
import type { JsonValue } from "../../core/json.js";
import type { OperationArrived } from "../../core/platform-port.js";

/** The operations that speak of a delivery: of its order, and for a cancel of its own `cancel_id` (in either spelling) too. */
export function callsAbout(delivered: Delivered, calls: readonly OperationArrived[]): readonly OperationArrived[] {
  const payload = delivered.plain ?? delivered.exchange.payload ?? {};
  const orders = [payload.order_id, payload.order_out_id, delivered.data?.order_out_id].filter(isId);
  const { cancel_id: cancelId } = payload;
  return calls.filter(({ operation, body = {} }) => {
    const { order_id: orderId } = body;
    if (!isId(orderId) || !orders.includes(orderId)) return false;
    const isAudit = operation === "cancel-audit";
    if (!isId(cancelId)) return !isAudit;
    return isAudit && (body.cancel_Id ?? body.cancel_id ?? cancelId) === cancelId;
  });
}

function isId(value: JsonValue | undefined): value is string {
  return typeof value === "string" && value !== "";
}
