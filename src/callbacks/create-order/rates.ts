import type { JsonObject } from "../../core/json.js";
import { amountOf } from "../hotel/amount.js";
import { rowsOf } from "../hotel/breach.js";

/** The entries of `daily_rates`. */
export function ratesOf(order: JsonObject): readonly JsonObject[] {
  return rowsOf(order.daily_rates);
}

export function isHourly(order: JsonObject): boolean {
  return amountOf(order.sales_type) === 2n;
}

/** Sum of the promotion discounts of one night; 0 without promotions. */
export function discountOf(rate: JsonObject): bigint {
  return rowsOf(rate.promotion_info).reduce((sum, row) => sum + (amountOf(row.promotion_discount) ?? 0n), 0n);
}

/** The price of one night after promotions, as stated or as it follows; undefined without a price. */
export function priceAfterPromotion(rate: JsonObject): bigint | undefined {
  const stated = amountOf(rate.after_promotion_amount);
  if (stated !== undefined) return stated;
  const original = amountOf(rate.original_amount);
  return original === undefined ? undefined : original - discountOf(rate);
}

/** Sum over the nights times the rooms; undefined when a part of it is no integer. */
export function timesRooms(order: JsonObject, priceOf: (rate: JsonObject) => bigint | undefined): bigint | undefined {
  const rooms = amountOf(order.number_of_units);
  if (rooms === undefined) return undefined;
  let sum = 0n;
  for (const rate of ratesOf(order)) {
    const price = priceOf(rate);
    if (price === undefined) return undefined;
    sum += price;
  }
  return sum * rooms;
}
