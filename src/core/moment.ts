import { chinaDate, clockOf } from "./calendar.js";

const dayMs = 86_400_000;
const chinaOffsetMs = 8 * 3_600_000;

/** A moment in ISO 8601, UTC, with milliseconds: `2026-11-22T07:30:12.345Z`. */
export function utcText(epochMs: number): string {
  return `${chinaText(epochMs - chinaOffsetMs)}Z`;
}

/** The same moment on a Chinese wall clock, without an offset: `2026-11-22T15:30:12.345`. */
export function chinaText(epochMs: number): string {
  const ofDay = Math.floor(epochMs + chinaOffsetMs) % dayMs;
  const seconds = (ofDay % 60_000) / 1000;
  return `${chinaDate(epochMs)}T${clockOf(Math.floor(ofDay / 60_000))}:${seconds.toFixed(3).padStart(6, "0")}`;
}
