import { coarseBits, createHistogram, type Histogram, record } from "./histogram.js";
import type { Counts, Histograms } from "./tally.js";

/** One second of a worker, as counted when it ended. */
export type Second = {
  readonly succeeded: number;
  readonly refused: number;
  readonly failed: number;
  readonly sent: number;
  readonly inFlight: number;
  readonly latency: Histogram;
};

/** Keeps latencies by stage and by second. All times in microseconds. */
export type Meter = {
  readonly histograms: Histograms;
  answered(stage: number, latency: number): void;
  /** The latency of what is never sent is at least the time that it has waited. */
  unsent(stage: number, waited: number): void;
  late(lag: number): void;
  /** What was counted since it was asked the last time. */
  takeSecond(inFlight: number): Second;
};

export function createMeter(stageCount: number, counts: Readonly<Counts>): Meter {
  const stages = Array.from({ length: stageCount }, () => createHistogram());
  const lag = createHistogram();
  let latency = createHistogram(coarseBits);
  let before = { succeeded: 0, refused: 0, failed: 0, sent: 0 };
  const unsent = (stage: number, waited: number): void => {
    const histogram = stages[stage];
    if (histogram) record(histogram, waited);
  };
  return {
    histograms: { stages, lag },
    unsent,
    answered(stage, took) {
      unsent(stage, took);
      record(latency, took);
    },
    late: (by) => record(lag, by),
    takeSecond(inFlight) {
      const { succeeded, refused, failed, sent } = counts;
      const second = {
        succeeded: succeeded - before.succeeded,
        refused: refused - before.refused,
        failed: failed - before.failed,
        sent: sent - before.sent,
        inFlight,
        latency,
      };
      before = { succeeded, refused, failed, sent };
      latency = createHistogram(coarseBits);
      return second;
    },
  };
}
