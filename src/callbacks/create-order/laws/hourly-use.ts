import { isMinute, minutesBetween } from "../../../core/calendar.js";
import type { Law, LawBreach } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";
import { isHourly, ratesOf } from "../rates.js";

export const hourlyUse: Law = {
  id: "laws/hourly-use",
  title: {
    zh: "钟点房有起止时间点，使用时长为 1 到 23 的整小时并等于两者之差",
    en: "An hourly room has its start and end, 1 to 23 whole hours apart, and states that duration",
  },
  check(order) {
    return ratesOf(order).flatMap((rate, i) => checkRate(rate, `/daily_rates/${i}`, isHourly(order)));
  },
};

function checkRate(rate: JsonObject, pointer: string, isNeeded: boolean): readonly LawBreach[] {
  const missing = isNeeded ? hourlyFields.filter((field) => rate[field] === undefined) : [];
  if (missing.length > 0) return missing.map((field) => breach(`${pointer}/${field}`, needed, { field }));
  const { period_start_time: start, period_end_time: end } = rate;
  if (!isMinute(start) || !isMinute(end)) return [];
  const minutes = minutesBetween(start, end);
  if (minutes < 60 || minutes > 23 * 60 || minutes % 60 !== 0)
    return [breach(`${pointer}/period_end_time`, wrongSpan, { start, end })];
  const duration = amountOf(rate.usage_duration);
  if (duration !== undefined && duration !== BigInt(minutes / 60))
    return [breach(`${pointer}/usage_duration`, wrongDuration, { duration, start, end, hours: minutes / 60 })];
  if (start.slice(0, 10) !== rate.period_start_date || end.slice(0, 10) > String(rate.period_end_date))
    return [breach(`${pointer}/period_start_time`, outside, { start, end })];
  return [];
}

const hourlyFields = ["period_start_time", "period_end_time", "usage_duration"];

const needed: Text = { zh: "钟点房必须有 {field}。", en: "An hourly room needs {field}." };
const wrongSpan: Text = {
  zh: "从 {start} 到 {end} 不是 1 到 23 的整小时。",
  en: "From {start} to {end} is not a whole number of hours between 1 and 23.",
};
const wrongDuration: Text = {
  zh: "usage_duration 为 {duration}，而从 {start} 到 {end} 是 {hours} 小时。",
  en: "usage_duration is {duration}, but from {start} to {end} it is {hours} hours.",
};
const outside: Text = {
  zh: "使用时间 {start} 到 {end} 不在这条价格的起止日期之内。",
  en: "The use from {start} to {end} lies outside the dates of this price.",
};
