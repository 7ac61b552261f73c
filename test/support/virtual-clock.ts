import type { Clock } from "../../src/core/ports.js";

type Waiter = { readonly due: number; readonly wake: () => void };

export type VirtualClock = Clock & {
  /** While it is held, nobody wakes. */
  hold(isHeld: boolean): void;
  /** Resolves once time has passed `ms` from now, but does not make it pass. */
  passing(ms: number, signal: AbortSignal): Promise<void>;
  /** Time leaps over work under way only when nothing is heard of it for long: a module may be loading on another thread. */
  during<T>(work: Promise<T>): Promise<T>;
};

/** Virtual ms that a request may have to wait for; what is further away is a leap. */
const leapMs = 5000;
/** Rounds of real milliseconds that a leap waits for work under way. */
const mostRounds = 40;

/**
 * A clock whose time passes only while somebody sleeps: once everything else has had its turn, it jumps to the earliest
 * sleeper. Several sleepers wake in the order of their times, as they would on a real clock.
 */
export function virtualClock(epochMs = Date.UTC(2026, 10, 22, 7, 30, 12)): VirtualClock {
  const sleepers = new Set<Waiter>();
  const watchers = new Set<Waiter>();
  let passed = 0;
  let underWay = 0;
  let isPumping = false;
  let isStill = false;

  async function pump(): Promise<void> {
    isPumping = true;
    let rounds = 0;
    while (sleepers.size > 0 && !isStill) {
      // Bodies and digests are read meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 4));
      for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
      if (isStill) break;
      const [next] = [...sleepers].sort((a, b) => a.due - b.due);
      if (!next) break;
      if (underWay > 0 && next.due - passed > leapMs && rounds++ < mostRounds) continue;
      rounds = 0;
      passed = Math.max(passed, next.due);
      for (const watcher of watchers) if (watcher.due < passed) watcher.wake();
      next.wake();
    }
    isPumping = false;
  }

  function join(waiters: Set<Waiter>, ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiters.delete(waiter);
        signal?.removeEventListener("abort", stop);
      };
      const stop = () => {
        leave();
        reject(signal?.reason);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const waiter: Waiter = { due: passed + ms, wake };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener("abort", stop, { once: true });
      waiters.add(waiter);
    });
  }

  return {
    now: () => epochMs + passed,
    elapsed: () => passed,
    sleep(ms, signal) {
      const slept = join(sleepers, ms, signal);
      if (!isPumping && !isStill) void pump();
      return slept;
    },
    hold(isHeld) {
      isStill = isHeld;
      if (!isHeld && !isPumping) void pump();
    },
    passing: (ms, signal) => join(watchers, ms, signal),
    async during(work) {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
      }
    },
  };
}
