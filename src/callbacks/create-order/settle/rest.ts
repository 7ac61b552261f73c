import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { amountJson, amountOf } from "../../hotel/amount.js";
import { rowsOf } from "../../hotel/breach.js";
import type { Touched } from "../../hotel/touched.js";
import { commission } from "../pay-info.js";
import { readRemark, remarkOf } from "../remark.js";

/** Guests, payment and the platform's remark follow the rooms, the prices and the ids. */
export function settleRest(order: JsonObject, touched: Touched): JsonObject {
  return settleRemark(settlePayment(settleGuests(order, touched), touched), touched);
}

/** At least one guest a room and at most two, unless the number was set; the guest list is never longer than the number. */
function settleGuests(order: JsonObject, touched: Touched): JsonObject {
  if (!touched.at("/number_of_units") && !touched.at("/number_of_guests")) return order;
  const rooms = amountOf(order.number_of_units);
  const stated = amountOf(order.number_of_guests);
  if (rooms === undefined || stated === undefined || rooms < 1n) return order;
  const fitting = stated < rooms ? rooms : stated > rooms * 2n ? rooms * 2n : stated;
  const guests = touched.at("/number_of_guests") ? stated : fitting;
  const list = order.occupancies;
  const isTooLong = Array.isArray(list) && BigInt(list.length) > guests && guests > 0n;
  return {
    ...order,
    number_of_guests: amountJson(guests),
    ...(isTooLong && !touched.within("/occupancies") ? { occupancies: list.slice(0, Number(guests)) } : {}),
  };
}

function settlePayment(order: JsonObject, touched: Touched): JsonObject {
  const pay = order.pay_info;
  const paid = amountOf(order.total_after_promotion_amount) ?? amountOf(order.total_amount);
  if (!isObject(pay) || touched.at("/pay_info")) return order;
  const settled: Record<string, JsonValue> = {};
  if (Array.isArray(pay.commissions) && paid !== undefined && !touched.within("/pay_info/commissions"))
    settled.commissions = rowsOf(pay.commissions).map((row) => settleCommission(row, paid));
  const createdAt = amountOf(order.create_order_time_unix);
  const paidAt = amountOf(pay.pay_time_unix);
  if (createdAt !== undefined && paidAt !== undefined && paidAt < createdAt && !touched.at("/pay_info/pay_time_unix"))
    settled.pay_time_unix = amountJson(createdAt + 60n);
  return { ...order, pay_info: { ...pay, ...settled } };
}

function settleCommission(row: JsonObject, paid: bigint): JsonObject {
  const rate = amountOf(row.rate);
  return rate === undefined || row.amount === undefined ? row : { ...row, amount: commission(paid, rate) };
}

function settleRemark(order: JsonObject, touched: Touched): JsonObject {
  const text = order.remark_from_douyin;
  const parts = typeof text === "string" && !touched.at("/remark_from_douyin") ? readRemark(text) : undefined;
  return parts ? { ...order, remark_from_douyin: remarkOf(order, parts) } : order;
}
