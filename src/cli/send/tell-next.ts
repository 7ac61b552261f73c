import type { Message } from "../../core/text.js";
import type { NextAttempt } from "../../engine/retry.js";

/** What the platform does next, and how long that takes here where its waits are divided. */
export function tellNext(next: NextAttempt, timeScale: number): Message {
  const { text, args } = next.reason;
  if (next.type !== "wait" || next.ms === 0 || timeScale === 1) return next.reason;
  const here = Number((next.ms / 1000 / timeScale).toPrecision(3));
  return {
    text: { zh: `${text.zh}${scaled.zh}`, en: `${text.en} ${scaled.en}` },
    args: { ...args, here, timeScale },
  };
}

const scaled = {
  zh: "按 --time-scale {timeScale}，这里等 {here} 秒。",
  en: "With --time-scale {timeScale} that is {here} s here.",
};
