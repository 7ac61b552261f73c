import type { Clock } from "../../src/core/ports.js";

export type FakeClock = Clock & {
  /** What `sleep` was asked for, in order. */
  readonly sleeps: readonly number[];
  advance(ms: number): void;
};

/** A clock that moves only when somebody sleeps on it or `advance` is called; sleeping takes no real time. */
export function fakeClock(epochMs = Date.UTC(2026, 10, 22, 7, 30, 12)): FakeClock {
  const sleeps: number[] = [];
  let passed = 0;
  return {
    sleeps,
    now: () => epochMs + passed,
    elapsed: () => passed,
    async sleep(ms, signal) {
      if (signal?.aborted) throw signal.reason;
      sleeps.push(ms);
      passed += ms;
    },
    advance(ms) {
      passed += ms;
    },
  };
}
