import type { JsonValue } from "../core/json.js";
import { AppError } from "../core/problem.js";

/** Milliseconds from a number or a text of digits. Throws `AppError` naming `source`. */
export function parseTimestamp(value: JsonValue, source: string): number {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= 0) return number;
  throw new AppError({
    code: "timestamp-malformed",
    category: "usage",
    text: {
      zh: "{source} 必须是毫秒时间戳，例如 1700000000123。",
      en: "{source} must be a time in milliseconds, for instance 1700000000123.",
    },
    args: { source },
  });
}
