import { setMaxListeners } from "node:events";
import type { Clock } from "../core/ports.js";
import { monotonicMs } from "./monotonic.js";

export function realClock(): Clock {
  return {
    now: () => Date.now(),
    elapsed: monotonicMs,
    async sleep(ms, signal) {
      if (signal?.aborted) throw signal.reason;
      // Node warns of more than ten that wait for one signal.
      if (signal) setMaxListeners(0, signal);
      try {
        await sleepLong(Math.max(0, ms), signal);
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    },
  };
}

/** Node fires a timer of more than 2^31 − 1 ms at once. */
const longestTimerMs = 2_147_483_647;

async function sleepLong(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { setTimeout: delay } = await import("node:timers/promises");
  for (let left = ms; ; left -= longestTimerMs) {
    await delay(Math.min(left, longestTimerMs), undefined, signal ? { signal } : undefined);
    if (left <= longestTimerMs) return;
  }
}
