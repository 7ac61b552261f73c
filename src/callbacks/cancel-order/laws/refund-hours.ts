import { isMinute, minutesBetween } from "../../../core/calendar.js";
import type { Law, LawBreach } from "../../../core/callback.js";
import type { JsonObject, JsonValue } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";
import { breach } from "../../hotel/breach.js";
import { detailsOf } from "../details.js";

export const refundHours: Law = {
  id: "laws/refund-hours",
  title: {
    zh: "钟点房的退款明细有起止时间，相差 1 到 23 的整小时",
    en: "Refund details of an hourly room have a start and an end, 1 to 23 whole hours apart",
  },
  check(cancellation, { variant } = {}) {
    const rows = detailsOf(cancellation);
    if (variant === "hourly" && rows.length === 0)
      return [breach("/refund_order_detail", needed, { field: "refund_order_detail" })];
    return rows.flatMap((row, i) => checkRow(row, `/refund_order_detail/${i}`, variant === "hourly"));
  },
};

function checkRow(row: JsonObject, pointer: string, isNeeded: boolean): readonly LawBreach[] {
  const { period_start_time: startTime, period_end_time: endTime } = row;
  if (startTime === undefined && endTime === undefined && !isNeeded) return [];
  const missing = ["period_start_time", "period_end_time"].filter((field) => row[field] === undefined);
  if (missing.length > 0) return missing.map((field) => breach(`${pointer}/${field}`, needed, { field }));
  const [start, end] = [minuteOf(startTime), minuteOf(endTime)];
  if (start === undefined || end === undefined) return [];
  const minutes = minutesBetween(start, end);
  if (minutes < 60 || minutes > 23 * 60 || minutes % 60 !== 0)
    return [breach(`${pointer}/period_end_time`, wrongSpan, { start, end })];
  const { period_start_date: startDate, period_end_date: endDate } = row;
  const isInside =
    (startDate === undefined || start.slice(0, 10) === startDate) &&
    (endDate === undefined || end.slice(0, 10) <= String(endDate));
  return isInside ? [] : [breach(`${pointer}/period_start_time`, outside, { start, end })];
}

/** `2025-11-27T15:00:00` without its seconds, in the form of the calendar. */
function minuteOf(value: JsonValue | undefined): string | undefined {
  const minute = typeof value === "string" && value.endsWith(":00") ? value.slice(0, -3).replace("T", " ") : undefined;
  return isMinute(minute) ? minute : undefined;
}

const needed: Text = { zh: "钟点房的取消必须有 {field}。", en: "The cancellation of an hourly room needs {field}." };
const wrongSpan: Text = {
  zh: "从 {start} 到 {end} 不是 1 到 23 的整小时。",
  en: "From {start} to {end} is not a whole number of hours between 1 and 23.",
};
const outside: Text = {
  zh: "售后时间 {start} 到 {end} 不在这条明细的起止日期之内。",
  en: "The time from {start} to {end} lies outside the dates of this entry.",
};
