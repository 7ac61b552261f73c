import { addDays, daysBetween, isDate } from "../../../core/calendar.js";
import type { Law, LawBreach } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import { breach } from "../../hotel/breach.js";
import { isHourly, ratesOf } from "../rates.js";

export const nights: Law = {
  id: "laws/nights",
  title: {
    zh: "从入住到离店每晚一条价格，日期前后相接",
    en: "One price per night from check-in to check-out, without gaps",
  },
  check(order) {
    const { check_in_date: checkIn, check_out_date: checkOut } = order;
    if (!isDate(checkIn) || !isDate(checkOut)) return [];
    const rates = ratesOf(order);
    const days = daysBetween(checkIn, checkOut);
    if (days < 0 || (days === 0 && !isHourly(order)))
      return [
        breach(
          "/check_out_date",
          {
            zh: "离店日期 {checkOut} 不晚于入住日期 {checkIn}。",
            en: "The check-out date {checkOut} is not after the check-in date {checkIn}.",
          },
          { checkIn, checkOut },
        ),
      ];
    return isHourly(order) ? checkHourly(rates, checkIn, checkOut) : checkNights(rates, checkIn, days);
  },
};

function checkNights(rates: readonly JsonObject[], checkIn: string, days: number): readonly LawBreach[] {
  if (rates.length !== days) return [wrongCount(rates.length, days)];
  return rates.flatMap((rate, i) => checkPeriod(rate, i, addDays(checkIn, i), addDays(checkIn, i + 1)));
}

/** An hourly room has one price, whose period may begin and end on the same day. */
function checkHourly(rates: readonly JsonObject[], checkIn: string, checkOut: string): readonly LawBreach[] {
  if (rates.length !== 1) return [wrongCount(rates.length, 1)];
  return rates.flatMap((rate, i) => checkPeriod(rate, i, checkIn, checkOut));
}

function wrongCount(count: number, days: number): LawBreach {
  return breach(
    "/daily_rates",
    {
      zh: "daily_rates 有 {count} 条，而这次入住需要 {days} 条。",
      en: "daily_rates has {count} entries where this stay needs {days}.",
    },
    { count, days },
  );
}

function checkPeriod(rate: JsonObject, index: number, start: string, end: string): readonly LawBreach[] {
  const wanted = { period_start_date: start, period_end_date: end };
  return Object.entries(wanted).flatMap(([field, expected]) => {
    const stated = rate[field];
    if (!isDate(stated) || stated === expected) return [];
    return breach(
      `/daily_rates/${index}/${field}`,
      {
        zh: "{field} 为 {stated}，按入住日期应为 {expected}。",
        en: "{field} is {stated}; counted from check-in it is {expected}.",
      },
      { field, stated, expected },
    );
  });
}
