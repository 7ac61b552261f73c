import type { WorkerResult } from "./drive.js";
import { createHistogram, type Histogram, merge, percentile } from "./histogram.js";
import type { LoadJob } from "./job.js";
import { countShared, type OrderCounts } from "./ledger.js";
import type { Stage } from "./schedule.js";
import { mergeTallies, type Tally } from "./tally.js";

/** What a load run came to, over all workers. */
export type LoadResult = {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly isInterrupted: boolean;
  readonly tally: Tally;
  readonly orders: OrderCounts & {
    /** Share their id of the merchant with an earlier order. */
    readonly shared: number;
    /** Without any answer, forgotten, or sharing an id: the guest paid and has no booking of their own. */
    readonly lost: number;
  };
  readonly latency: Histogram;
  readonly stages: readonly { readonly stage: Stage | undefined; readonly latency: Histogram }[];
  readonly generator: {
    readonly workers: number;
    /** Of the busiest worker's time, from 0 to 1. */
    readonly utilization: number;
    /** How late requests went out although a connection was free, in microseconds (open loop only). */
    readonly lag: Histogram;
    readonly cpuMs: number;
    /** The figures may say more about this machine than about the merchant. */
    readonly isBottleneck: boolean;
  };
};

type Circumstances = Pick<LoadResult, "startedAt" | "isInterrupted"> & { readonly cpuMs: number };

export function mergeResults(
  { pace, workers }: Pick<LoadJob, "pace" | "workers">,
  results: readonly WorkerResult[],
  { startedAt, isInterrupted, cpuMs }: Circumstances,
): LoadResult {
  const stages = (pace.kind === "open" ? pace.stages : [undefined]).map((stage, at) => ({
    stage,
    latency: sum(results.flatMap(({ histograms }) => histograms.stages[at] ?? [])),
  }));
  const lag = sum(results.map(({ histograms }) => histograms.lag));
  const counts = results.map(({ orders }) => orders);
  const add = (name: keyof OrderCounts): number => counts.reduce((total, one) => total + one[name], 0);
  const shared = countShared(results.map(({ ownIds }) => ownIds));
  const utilization = Math.max(...results.map((result) => result.utilization));
  const durationMs = Math.max(...results.map((result) => result.durationMs));
  return {
    startedAt,
    durationMs,
    isInterrupted,
    tally: mergeTallies(results.map(({ tally }) => tally)),
    orders: {
      sent: add("sent"),
      accepted: add("accepted"),
      refused: add("refused"),
      unanswered: add("unanswered"),
      twice: add("twice"),
      forgotten: add("forgotten"),
      shared,
      lost: add("unanswered") + add("forgotten") + shared,
    },
    latency: sum(stages.map(({ latency }) => latency)),
    stages,
    generator: {
      workers,
      utilization,
      lag,
      cpuMs,
      isBottleneck: durationMs >= tellingMs && (utilization > busy || percentile(lag, 99) > lateMicroseconds),
    },
  };
}

/** A thread that is busy all of this share of the time has no more to give. */
const busy = 0.9;
const lateMicroseconds = 10_000;
/** A shorter run is mostly its own start: connections are opened and code is compiled. */
const tellingMs = 1000;

function sum(histograms: readonly Histogram[]): Histogram {
  const total = createHistogram();
  for (const histogram of histograms) merge(total, histogram);
  return total;
}
