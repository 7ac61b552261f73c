import type { JsonObject } from "../../core/json.js";
import { amountOf } from "../hotel/amount.js";
import { rowsOf } from "../hotel/breach.js";

/** The entries of `refund_order_detail`. */
export function detailsOf(cancellation: JsonObject): readonly JsonObject[] {
  return rowsOf(cancellation.refund_order_detail);
}

/** Sum of the nightly refunds for one room; undefined without entries or with one that is no integer. */
export function refundPerRoom(cancellation: JsonObject): bigint | undefined {
  const amounts = detailsOf(cancellation).map((row) => amountOf(row.daily_refund_amount));
  if (amounts.length === 0) return undefined;
  return amounts.reduce<bigint | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0n,
  );
}
