import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../core/ports.js";
import { realClock } from "./clock.js";

/** Longer waits are deadlines, not delays of an answer that somebody waits for. In ms. */
const longestHeldMs = 20_000;

/** The real clock, but a wait for a deadline does not keep the process alive: a test run ends when its tests do. */
export function backgroundClock(): Clock {
  const clock = realClock();
  return {
    ...clock,
    async sleep(ms, signal) {
      if (ms <= longestHeldMs) return clock.sleep(ms, signal);
      signal?.throwIfAborted();
      const capped = Math.min(ms, 2_147_483_647);
      await delay(capped, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : error;
      });
    },
  };
}
