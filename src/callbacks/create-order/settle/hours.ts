import { addMinutes, isDate, isMinute, minutesBetween } from "../../../core/calendar.js";
import type { JsonObject } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import type { Touched } from "../../hotel/touched.js";
import { isHourly, ratesOf } from "../rates.js";

const minutesADay = 1440;

/** Start, end and hours of use follow each other, and the check-out follows an end past midnight. */
export function settleHours(order: JsonObject, touched: Touched): JsonObject {
  if (!isHourly(order) || touched.at("/daily_rates")) return order;
  const rates = ratesOf(order).map((rate, i) => settleUse(rate, `/daily_rates/${i}`, touched));
  const end = rates[0]?.period_end_time;
  const settled = { ...order, daily_rates: rates };
  if (!isMinute(end) || !touched.within("/daily_rates") || touched.at("/check_out_date")) return settled;
  const { check_out_date: checkOut } = order;
  const lastDay = end.slice(0, 10);
  if (!isDate(checkOut) || lastDay <= checkOut) return settled;
  const fitted = rates.map((rate, i) =>
    touched.at(`/daily_rates/${i}/period_end_date`) ? rate : { ...rate, period_end_date: lastDay },
  );
  return { ...settled, check_out_date: lastDay, daily_rates: fitted };
}

function settleUse(rate: JsonObject, pointer: string, touched: Touched): JsonObject {
  const { period_start_time: start, period_end_time: end } = rate;
  const hours = amountOf(rate.usage_duration);
  const isSet = (field: string): boolean => touched.at(`${pointer}/${field}`);
  if (!["period_start_time", "period_end_time", "usage_duration"].some(isSet) || !isMinute(start)) return rate;
  if (!isSet("period_end_time")) {
    if (hours === undefined || hours < 1n || hours > 23n) return rate;
    return { ...rate, period_end_time: addMinutes(start, Number(hours) * 60) };
  }
  if (!isMinute(end) || isSet("usage_duration")) return rate;
  const minutes = minutesBetween(start, end);
  const isWhole = minutes >= 60 && minutes < minutesADay && minutes % 60 === 0;
  return isWhole ? { ...rate, usage_duration: minutes / 60 } : rate;
}
