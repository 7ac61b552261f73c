import type { JsonObject, JsonValue } from "../../../core/json.js";
import { amountJson, amountOf, beforeTax } from "../../hotel/amount.js";
import { rowsOf } from "../../hotel/breach.js";
import type { Touched } from "../../hotel/touched.js";
import { discountOf, priceAfterPromotion, ratesOf, timesRooms } from "../rates.js";

/** Discounts, prices after promotion and before tax, currencies and totals, from the prices and rooms as they are now. */
export function settlePrices(order: JsonObject, touched: Touched): JsonObject {
  const currency = typeof order.currency === "string" ? order.currency : "CNY";
  const rates = touched.at("/daily_rates")
    ? order.daily_rates
    : ratesOf(order).map((rate, i) => settleRate(rate, currency, `/daily_rates/${i}`, touched));
  return settleTotals({ ...order, daily_rates: rates ?? [] }, touched);
}

function settleRate(rate: JsonObject, currency: string, pointer: string, touched: Touched): JsonObject {
  const original = amountOf(rate.original_amount);
  if (original === undefined || touched.at(pointer)) return rate;
  const isFree = (field: string): boolean => rate[field] !== undefined && !touched.at(`${pointer}/${field}`);
  const isDiscountFree = rate.promotion_info !== undefined && !touched.within(`${pointer}/promotion_info`);
  const discounted = isDiscountFree ? { ...rate, promotion_info: shrinkDiscounts(rate, original) } : rate;
  const settled: Record<string, JsonValue> = {};
  const after = original - discountOf(discounted);
  if (isFree("after_promotion_amount") && after >= 0n) settled.after_promotion_amount = amountJson(after);
  if (isFree("amount_before_tax")) settled.amount_before_tax = amountJson(beforeTax(original, currency));
  if (isFree("currency")) settled.currency = currency;
  return { ...discounted, ...settled };
}

/** Discounts that exceed a price which was set lower shrink in proportion. */
function shrinkDiscounts(rate: JsonObject, price: bigint): JsonValue {
  const sum = discountOf(rate);
  if (sum <= price || price < 0n) return rate.promotion_info ?? [];
  return rowsOf(rate.promotion_info).map((row) => ({
    ...row,
    promotion_discount: amountJson(((amountOf(row.promotion_discount) ?? 0n) * price) / sum),
  }));
}

function settleTotals(order: JsonObject, touched: Touched): JsonObject {
  const totals: Readonly<Record<string, bigint | undefined>> = {
    total_amount: timesRooms(order, (rate) => amountOf(rate.original_amount)),
    total_after_promotion_amount: timesRooms(order, priceAfterPromotion),
    amount_before_tax: timesRooms(order, (rate) => amountOf(rate.amount_before_tax)),
  };
  const settled = Object.entries(totals).flatMap(([field, total]) =>
    total === undefined || total < 0n || order[field] === undefined || touched.at(`/${field}`)
      ? []
      : [[field, amountJson(total)] as const],
  );
  return { ...order, ...Object.fromEntries(settled) };
}
