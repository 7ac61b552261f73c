import { chinaText } from "../core/moment.js";
import type { Random } from "../core/ports.js";

/** A request id in the shape of Douyin's own: China time as `yyyyMMddHHmmss`, then 18 hex digits in upper case. */
export function newLogid(now: number, random: Random): string {
  const stamp = chinaText(now).slice(0, 19).replace(/\D/g, "");
  const digits = Array.from({ length: 18 }, () => random.integer(0, 15).toString(16));
  return stamp + digits.join("").toUpperCase();
}
