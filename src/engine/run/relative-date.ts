import { addDays, chinaDate, isDate } from "../../core/calendar.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";

/** `value` with every `{ "$today": n }` in it replaced by the text of that day. */
export function resolveDates(value: JsonValue, now: number): JsonValue {
  if (Array.isArray(value)) return value.map((item) => resolveDates(item, now));
  if (!isObject(value)) return value;
  if (typeof value.$today === "number") return dateText(value, value.$today, now);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolveDates(inner, now)]));
}

function dateText(relative: JsonObject, days: number, now: number): string {
  const from = isObject(relative.after) ? String(resolveDates(relative.after, now)) : chinaDate(now);
  const day = firstFrom(addDays(from, days), relative.to);
  return typeof relative.at === "string" ? `${day} ${relative.at}` : day;
}

function firstFrom(start: string, kind: JsonValue | undefined): string {
  if (kind === undefined) return start;
  let day = start;
  while (!isKind(day, kind)) day = addDays(day, 1);
  return day;
}

function isKind(day: string, kind: JsonValue): boolean {
  if (kind === "month-end") return addDays(day, 1).endsWith("-01");
  if (kind === "year-end") return day.endsWith("-12-31");
  return day.endsWith("-02-29") && isDate(day);
}
