/**
 * Calendar arithmetic on the documents' own text forms, `yyyy-MM-dd` and `yyyy-MM-dd HH:mm`, in whole days and minutes.
 * Douyin's days are China's (UTC+8, no summer time).
 */

const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** The day in China at a moment given in milliseconds since the epoch. */
export function chinaDate(epochMs: number): string {
  return dateOf(Math.floor((epochMs + chinaOffsetMs) / dayMs));
}

/** Midnight in China before a moment, both in milliseconds since the epoch. */
export function startOfChinaDay(epochMs: number): number {
  return Math.floor((epochMs + chinaOffsetMs) / dayMs) * dayMs - chinaOffsetMs;
}

/** True for the text `yyyy-MM-dd` of a day that exists. */
export function isDate(text: unknown): text is string {
  if (typeof text !== "string") return false;
  const day = dayNumber(text);
  return day !== undefined && dateOf(day) === text;
}

/** True for the text `yyyy-MM-dd HH:mm` of a minute that exists, 24-hour clock. */
export function isMinute(text: unknown): text is string {
  return typeof text === "string" && text[10] === " " && isDate(text.slice(0, 10)) && isClock(text.slice(11));
}

/** True for `HH:mm`, 24-hour clock. */
export function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function addDays(date: string, days: number): string {
  return dateOf(toDay(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return toDay(to) - toDay(from);
}

export function addMinutes(minute: string, minutes: number): string {
  const total = toMinute(minute) + minutes;
  const day = Math.floor(total / 1440);
  return `${dateOf(day)} ${clockOf(total - day * 1440)}`;
}

export function minutesBetween(from: string, to: string): number {
  return toMinute(to) - toMinute(from);
}

/** `HH:mm` of a minute of the day. */
export function clockOf(minuteOfDay: number): string {
  return `${pad(Math.floor(minuteOfDay / 60), 2)}:${pad(minuteOfDay % 60, 2)}`;
}

function toMinute(minute: string): number {
  return toDay(minute.slice(0, 10)) * 1440 + Number(minute.slice(11, 13)) * 60 + Number(minute.slice(14, 16));
}

function toDay(date: string): number {
  const day = dayNumber(date);
  if (day === undefined) throw new Error(`Not a date: ${date}`);
  return day;
}

/** Days since 1970-01-01 in the Gregorian calendar, counted in 400-year eras that begin in March. */
function dayNumber(date: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return undefined;
  const [month, day] = [Number(match[2]), Number(match[3])];
  const year = Number(match[1]) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function dateOf(dayNumber: number): string {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return `${pad(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
