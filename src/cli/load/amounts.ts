import { parseDuration } from "../../config/duration.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { Stage } from "../../load/schedule.js";

/** `30s`, `5m`, `500ms`, or bare milliseconds, as milliseconds. Throws `AppError`. */
export function durationFlag(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw malformed(flag, text, { zh: "一段时间，例如 30s、5m 或 500ms", en: "a time like 30s, 5m or 500ms" });
}

/** `200/s` or `200`, `600/m`, as requests a second. Throws `AppError`. */
export function rateFlag(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(?:\/(s|m|h))?$/.exec(text.trim());
  const perSecond = Number(match?.[1]) / ({ s: 1, m: 60, h: 3600 }[match?.[2] ?? "s"] ?? 1);
  if (match && perSecond > 0 && perSecond <= 1_000_000) return perSecond;
  throw malformed(flag, text, { zh: "一个速率，例如 200/s", en: "a rate like 200/s" });
}

/** `5%` (or `5`) as 0.05. Throws `AppError`. */
export function percentFlag(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(text.trim());
  const part = Number(match?.[1]) / 100;
  if (match && part <= 1) return part;
  throw malformed(flag, text, { zh: "一个百分比，例如 5%", en: "a share like 5%" });
}

/** `50/s:30s,150/s:30s`. Throws `AppError`. */
export function stepsFlag(flag: string, text: string): readonly Stage[] {
  return text.split(",").map((step) => {
    const [rate = "", duration = "", ...rest] = step.split(":");
    if (rest.length > 0 || duration === "") {
      throw malformed(flag, text, { zh: "若干级，例如 50/s:30s,150/s:30s", en: "steps like 50/s:30s,150/s:30s" });
    }
    return { perSecond: rateFlag(flag, rate), durationMs: durationFlag(flag, duration.trim()) };
  });
}

function malformed(flag: string, text: string, wanted: Text): AppError {
  return new AppError({
    code: "load-flag",
    category: "usage",
    text: { zh: `{flag} 需要${wanted.zh}，而不是 {text}。`, en: `{flag} needs ${wanted.en}, not {text}.` },
    args: { flag, text },
  });
}
