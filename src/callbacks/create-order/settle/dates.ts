import { addDays, daysBetween, isDate } from "../../../core/calendar.js";
import type { JsonObject, JsonValue } from "../../../core/json.js";
import type { Touched } from "../../hotel/touched.js";
import { isHourly, ratesOf } from "../rates.js";

/** A stay longer than this is not what a lone new check-out date meant: the whole stay moves instead. */
const longestStay = 30;

/** Check-in, check-out and the nights in between follow each other. Dates that don't exist were meant so, and move nothing. */
export function settleDates(order: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  if (isHourly(order)) return moveHourly(order, touched, before);
  if (!isAffected(touched) || !isDate(order.check_in_date) || !isDate(order.check_out_date)) return order;
  const dates = touched.at("/daily_rates") ? datesOfRates(order, touched) : datesOfStay(order, touched, before);
  const settled = { ...order, check_in_date: dates.checkIn, check_out_date: dates.checkOut };
  return touched.at("/daily_rates") ? settled : { ...settled, daily_rates: fitRates(order, dates, touched) };
}

type Dates = { readonly checkIn: string; readonly checkOut: string };

function isAffected(touched: Touched): boolean {
  return ["/check_in_date", "/check_out_date", "/daily_rates"].some(touched.within);
}

/** The whole list was set: it says when the stay is. */
function datesOfRates(order: JsonObject, touched: Touched): Dates {
  const rates = ratesOf(order);
  const start = rates[0]?.period_start_date;
  const end = rates.at(-1)?.period_end_date;
  const checkIn = String(order.check_in_date);
  const checkOut = String(order.check_out_date);
  return {
    checkIn: !touched.at("/check_in_date") && isDate(start) ? start : checkIn,
    checkOut: !touched.at("/check_out_date") && isDate(end) ? end : checkOut,
  };
}

function datesOfStay(order: JsonObject, touched: Touched, before: JsonObject): Dates {
  const checkIn = String(order.check_in_date);
  const checkOut = String(order.check_out_date);
  const nights = ratesOf(order).length;
  const isInSet = touched.at("/check_in_date");
  const isOutSet = touched.at("/check_out_date");
  if (isInSet && isOutSet) return { checkIn, checkOut };
  if (isInSet) return { checkIn, checkOut: addDays(checkIn, nights) };
  if (!isOutSet) return { checkIn, checkOut: addDays(checkIn, nights) };
  const days = daysBetween(checkIn, checkOut);
  const fits = days >= 1 && days <= longestStay && nights === ratesOf(before).length;
  return fits ? { checkIn, checkOut } : { checkIn: addDays(checkOut, -nights), checkOut };
}

/** One rate a night; a night more costs what the last one costs. */
function fitRates(order: JsonObject, { checkIn, checkOut }: Dates, touched: Touched): readonly JsonValue[] {
  const rates = ratesOf(order);
  const last = rates.at(-1);
  const days = daysBetween(checkIn, checkOut);
  if (!last || days < 1) return rates;
  const set = rates.findLastIndex((_, i) => touched.within(`/daily_rates/${i}`)) + 1;
  return Array.from({ length: Math.max(days, set) }, (_, i) => {
    const start = addDays(checkIn, i);
    return moveRate(rates[i] ?? last, start, addDays(start, 1), `/daily_rates/${i}`, touched);
  });
}

function moveHourly(order: JsonObject, touched: Touched, before: JsonObject): JsonObject {
  const checkIn = hourlyCheckIn(order, touched, before);
  const { check_in_date: oldIn, check_out_date: oldOut } = before;
  if (!isDate(checkIn) || !isDate(oldIn) || !isDate(oldOut) || touched.at("/daily_rates")) return order;
  const checkOut = touched.at("/check_out_date")
    ? order.check_out_date
    : checkIn === oldIn
      ? order.check_out_date
      : addDays(checkIn, Math.min(1, daysBetween(oldIn, oldOut)));
  if (!isDate(checkOut)) return order;
  const rates = ratesOf(order).map((rate, i) => moveRate(rate, checkIn, checkOut, `/daily_rates/${i}`, touched));
  return { ...order, check_in_date: checkIn, check_out_date: checkOut, daily_rates: rates };
}

/** A lone new check-out takes the check-in with it when the hours would no longer fit. */
function hourlyCheckIn(order: JsonObject, touched: Touched, before: JsonObject): JsonValue | undefined {
  const { check_in_date: checkIn, check_out_date: checkOut } = order;
  if (touched.at("/check_in_date") || !touched.at("/check_out_date")) return checkIn;
  if (!isDate(checkIn) || !isDate(checkOut) || !isDate(before.check_out_date)) return checkIn;
  const crossed = daysBetween(checkIn, before.check_out_date);
  const days = daysBetween(checkIn, checkOut);
  return days >= crossed && days <= 1 ? checkIn : addDays(checkOut, -crossed);
}

/** The rate on other dates; its times of day, where it has any, move along. */
function moveRate(rate: JsonObject, start: string, end: string, pointer: string, touched: Touched): JsonObject {
  const oldStart = rate.period_start_date;
  const { period_start_time: startTime, period_end_time: endTime } = rate;
  const moved: Record<string, JsonValue> = { period_start_date: start, period_end_date: end };
  if (isDate(oldStart)) {
    const days = daysBetween(oldStart, start);
    if (typeof startTime === "string") moved.period_start_time = moveMinute(startTime, days);
    if (typeof endTime === "string") moved.period_end_time = moveMinute(endTime, days);
  }
  const free = Object.entries(moved).filter(([field]) => !touched.at(`${pointer}/${field}`));
  return { ...rate, ...Object.fromEntries(free) };
}

function moveMinute(minute: string, days: number): string {
  const date = minute.slice(0, 10);
  return isDate(date) ? addDays(date, days) + minute.slice(10) : minute;
}
