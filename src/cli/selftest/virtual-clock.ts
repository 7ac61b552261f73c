import { AsyncLocalStorage } from "node:async_hooks";
import { setMaxListeners } from "node:events";
import type { Clock } from "../../core/ports.js";

/** A clock whose time passes only while everybody who works sleeps. */
export type VirtualClock = Clock & {
  /** Work during which no time passes but while it sleeps on this clock itself. */
  busy<T>(work: () => Promise<T>): Promise<T>;
};

type Sleeper = { readonly due: number; readonly order: number; readonly wake: () => void };

/** One piece of work, and how many sleeps it is in. */
type Worker = { sleeping: number };

/** How many turns of the event loop without a new sleeper mean that nothing else is left to do. */
const quietTurns = 3;

/** What passes between two readings. */
const tickMs = 1e-6;

/** Real time after which work that does nothing counts as stuck. */
const stuckMs = 30_000;

/**
 * Once nothing is left to do it jumps to the earliest sleeper. Sleepers wake in the order of their times, one at a time, so
 * that a run on it always takes the same course.
 */
export function virtualClock(epochMs: number): VirtualClock {
  const sleepers = new Set<Sleeper>();
  const workers = new Set<Worker>();
  const current = new AsyncLocalStorage<Worker>();
  let passed = 0;
  let ticks = 0;
  let order = 0;
  let activity = 0;
  let isPumping = false;

  async function pump(): Promise<void> {
    isPumping = true;
    while (sleepers.size > 0) {
      await quiet();
      const next = earliest(sleepers);
      if (!next) break;
      passed = Math.max(passed, next.due);
      next.wake();
    }
    isPumping = false;
  }

  /** Decompression, digests and modules that are loaded take real time, and no time of this clock. */
  async function quiet(): Promise<void> {
    let seen = activity;
    let since = performance.now();
    for (let turn = 0; turn < quietTurns; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (activity !== seen) since = performance.now();
      if (activity !== seen || (isAnyAwake(workers) && performance.now() - since < stuckMs)) turn = -1;
      seen = activity;
    }
  }

  async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const worker = current.getStore();
    activity++;
    if (worker) worker.sleeping++;
    try {
      await new Promise<void>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = (): void => {
          activity++;
          sleepers.delete(sleeper);
          signal?.removeEventListener("abort", stop);
        };
        const stop = (): void => {
          leave();
          reject(signal?.reason);
        };
        const wake = (): void => {
          leave();
          resolve();
        };
        const sleeper: Sleeper = { due: passed + Math.max(0, ms), order: order++, wake };
        if (signal) {
          // However many sleep, it is one piece of news to each.
          setMaxListeners(0, signal);
          signal.addEventListener("abort", stop, { once: true });
        }
        sleepers.add(sleeper);
        if (!isPumping) void current.exit(pump);
      });
    } finally {
      if (worker) worker.sleeping--;
    }
  }

  return {
    now: () => epochMs + passed,
    // Never the same twice, so that what happens within one moment still has an order.
    elapsed() {
      ticks += tickMs;
      return passed + ticks;
    },
    sleep,
    async busy(work) {
      const worker: Worker = { sleeping: 0 };
      workers.add(worker);
      try {
        return await current.run(worker, work);
      } finally {
        workers.delete(worker);
        activity++;
      }
    },
  };
}

function isAnyAwake(workers: ReadonlySet<Worker>): boolean {
  for (const { sleeping } of workers) if (sleeping === 0) return true;
  return false;
}

function earliest(sleepers: ReadonlySet<Sleeper>): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleepers)
    if (!first || sleeper.due < first.due || (sleeper.due === first.due && sleeper.order < first.order))
      first = sleeper;
  return first;
}
