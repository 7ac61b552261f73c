import { monotonicMs } from "./monotonic.js";

export type Deadline = {
  pause(): void;
  resume(): void;
  stop(): void;
  /** Expires now when it is due: for work that keeps the event loop from its timers. */
  check(): void;
};

/** Calls `onExpired` once `ms` have run, the pauses not counted. */
export function startDeadline(ms: number, onExpired: () => void): Deadline {
  let left = ms;
  let since = monotonicMs();
  let timer: NodeJS.Timeout | undefined = setTimeout(onExpired, left);
  return {
    pause() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      left -= monotonicMs() - since;
    },
    resume() {
      if (timer !== undefined) return;
      since = monotonicMs();
      timer = setTimeout(onExpired, Math.max(0, left));
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
    check() {
      if (timer === undefined || monotonicMs() - since < left) return;
      clearTimeout(timer);
      timer = undefined;
      onExpired();
    },
  };
}
