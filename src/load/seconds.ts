import { coarseBits, createHistogram, merge } from "./histogram.js";
import type { Second } from "./meter.js";

/** Adds up the seconds of several workers, each of which tells its own in turn. */
export type Seconds = {
  add(worker: number, second: Second): void;
  /** The worker tells no more; nobody waits for it any longer. */
  end(worker: number): void;
};

/** `onSecond` hears each second once, in order, as soon as every worker that still runs has told it. */
export function collectSeconds(workers: number, onSecond: (second: Second) => void): Seconds {
  const told = new Array<number>(workers).fill(0);
  const open = new Map<number, Second[]>();
  let next = 0;
  const flush = (): void => {
    for (let parts = open.get(next); parts && told.every((count) => count > next); parts = open.get(next)) {
      open.delete(next);
      next += 1;
      onSecond(sumOf(parts));
    }
  };
  return {
    add(worker, second) {
      const at = told[worker] ?? 0;
      told[worker] = at + 1;
      open.set(at, [...(open.get(at) ?? []), second]);
      flush();
    },
    end(worker) {
      told[worker] = Number.POSITIVE_INFINITY;
      flush();
    },
  };
}

function sumOf(parts: readonly Second[]): Second {
  const latency = createHistogram(coarseBits);
  const sum = { succeeded: 0, refused: 0, failed: 0, sent: 0, inFlight: 0 };
  for (const part of parts) {
    merge(latency, part.latency);
    for (const name of ["succeeded", "refused", "failed", "sent", "inFlight"] as const) sum[name] += part[name];
  }
  return { ...sum, latency };
}
