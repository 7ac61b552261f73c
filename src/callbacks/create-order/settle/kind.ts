import { addDays, isDate } from "../../../core/calendar.js";
import type { JsonObject } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import type { Touched } from "../../hotel/touched.js";
import { ratesOf } from "../rates.js";

/** A booking gets the presale order it redeems; an order that turns hourly gets its hours, one that turns full-day loses them. */
export function settleKind(order: JsonObject, touched: Touched): JsonObject {
  return settleSalesType(settleSourceOrder(order, touched), touched);
}

function settleSourceOrder(order: JsonObject, touched: Touched): JsonObject {
  const isNeeded = touched.at("/biz_type") && amountOf(order.biz_type) === 2012n;
  if (!isNeeded || order.source_order_id !== undefined || touched.at("/source_order_id")) return order;
  return { ...order, source_order_id: sourceOf(String(order.order_id)) };
}

/** Another id of the same length, made of the order's own digits. */
function sourceOf(orderId: string): string {
  return orderId.slice(0, 2) + [...orderId.slice(2)].toReversed().join("");
}

function settleSalesType(order: JsonObject, touched: Touched): JsonObject {
  if (!touched.at("/sales_type") || touched.at("/daily_rates")) return order;
  const rates = ratesOf(order);
  const first = rates[0];
  const checkIn = order.check_in_date;
  if (!first || !isDate(checkIn)) return order;
  const salesType = amountOf(order.sales_type);
  const next = addDays(checkIn, 1);
  if (salesType === 2n) {
    if (rates.length === 1 && first.usage_duration !== undefined) return order;
    const hours = { period_start_time: `${checkIn} 14:00`, period_end_time: `${checkIn} 18:00`, usage_duration: 4 };
    return withFirstRate(order, touched, next, { ...first, period_end_date: next, ...hours });
  }
  if (salesType !== 1n || order.check_out_date !== checkIn) return order;
  return withFirstRate(order, touched, next, { ...first, period_end_date: next });
}

/** What the tester set on the first night stays. */
function withFirstRate(order: JsonObject, touched: Touched, checkOut: string, rate: JsonObject): JsonObject {
  const set = ratesOf(order)[0] ?? {};
  const kept = Object.entries(set).filter(([field]) => touched.at(`/daily_rates/0/${field}`));
  return {
    ...order,
    check_out_date: touched.at("/check_out_date") ? (order.check_out_date ?? checkOut) : checkOut,
    daily_rates: [{ ...rate, ...Object.fromEntries(kept) }],
  };
}
