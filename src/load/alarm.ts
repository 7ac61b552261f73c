import { performance } from "node:perf_hooks";

/** Wakes once, at a fraction of a millisecond. */
export type Alarm = {
  /** Does nothing while it is set already. */
  set(waitMs: number): void;
  clear(): void;
  /** How long it turned the event loop without anything to do, in ms. */
  idleMs(): number;
};

export function createAlarm(onDue: () => void): Alarm {
  let idleMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let spin: NodeJS.Immediate | undefined;
  return {
    set(waitMs) {
      if (timer || spin) return;
      if (waitMs >= 1) {
        timer = setTimeout(() => {
          timer = undefined;
          onDue();
        }, Math.floor(waitMs));
        return;
      }
      // A timer counts whole milliseconds: the rest of the last one is waited for turn by turn.
      const since = performance.now();
      spin = setImmediate(() => {
        spin = undefined;
        idleMs += performance.now() - since;
        onDue();
      });
    },
    clear() {
      clearTimeout(timer);
      clearImmediate(spin);
    },
    idleMs: () => idleMs,
  };
}
