import type { JsonObject } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import { renderFinding } from "../../core/render-finding.js";
import type { Lang } from "../../core/text.js";
import { ranks } from "../../engine/verdict.js";
import { type Histogram, percentile } from "../../load/histogram.js";
import type { LoadJob, Pace } from "../../load/job.js";
import type { Second } from "../../load/meter.js";
import type { LoadResult } from "../../load/result.js";
import type { FindingCount, Tally } from "../../load/tally.js";
import { errorShare, type LoadVerdict, type Threshold } from "./verdict.js";

export type LoadReport = {
  readonly callback: string;
  readonly job: LoadJob;
  readonly result: LoadResult;
  readonly seconds: readonly SecondRow[];
  readonly verdict: LoadVerdict;
  readonly thresholds: readonly Threshold[];
};

/** One second as it is shown and plotted; latencies in ms. */
export type SecondRow = {
  /** Counted from 1. */
  readonly second: number;
  readonly sent: number;
  readonly succeeded: number;
  readonly refused: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
};

export function secondRow(number: number, { latency, ...counts }: Second): SecondRow {
  return {
    second: number,
    ...counts,
    p50: percentile(latency, 50) / 1000,
    p99: percentile(latency, 99) / 1000,
    max: latency.max / 1000,
  };
}

/** The line of NDJSON for one second. */
export function progressJson(row: SecondRow): JsonObject {
  return { type: "progress", ...row };
}

/** The last line of NDJSON: the whole run. */
export function summaryJson(report: LoadReport, lang: Lang): JsonObject {
  const { callback, job, result, seconds, verdict, thresholds } = report;
  const { tally, orders, latency, stages, generator, durationMs } = result;
  const { counts } = tally;
  return {
    type: "summary",
    version: 1,
    command: "load",
    callback,
    seed: job.payload.seed,
    variant: job.payload.variant ?? null,
    startedAt: utcText(result.startedAt),
    durationMs: rounded(durationMs),
    verdict,
    pace: paceJson(job.pace),
    connections: job.connections,
    workers: job.workers,
    duplicates: job.shares.duplicates,
    cancels: job.shares.cancels,
    insecure: job.insecure,
    requests: {
      ...countsJson(counts),
      perSecond: rounded((counts.sent / durationMs) * 1000),
      errorShare: errorShare(result),
    },
    orders: { ...orders },
    latencyMs: latencyJson(latency),
    codes: { ...tally.codes },
    statuses: { ...tally.statuses },
    failures: { ...tally.failures },
    findings: sortedFindings(tally).map(({ finding, count }) => ({ ...renderFinding(finding, lang), count })),
    bytes: { sent: counts.bytesSent, received: counts.bytesReceived },
    steps: stages.map((step) => ({
      ratePerSecond: step.stage?.perSecond ?? null,
      durationMs: step.stage?.durationMs ?? null,
      requests: step.latency.total,
      latencyMs: latencyJson(step.latency),
    })),
    seconds: seconds.map((row) => ({ ...row })),
    generator: {
      workers: generator.workers,
      utilization: rounded(generator.utilization),
      lagMs: { p50: percentile(generator.lag, 50) / 1000, p99: percentile(generator.lag, 99) / 1000 },
      cpuMs: rounded(generator.cpuMs),
      isBottleneck: generator.isBottleneck,
    },
    thresholds: thresholds.map((threshold) => ({ ...threshold })),
  };
}

/** Gravest first, then the most frequent. */
export function sortedFindings({ findings }: Tally): readonly FindingCount[] {
  return findings.toSorted((a, b) => ranks[a.finding.severity] - ranks[b.finding.severity] || b.count - a.count);
}

function countsJson({ bytesSent: _, bytesReceived: __, ...counts }: Tally["counts"]): JsonObject {
  return { ...counts };
}

function latencyJson(histogram: Histogram): JsonObject {
  const at = (percent: number): number => percentile(histogram, percent) / 1000;
  const { total, sum, max } = histogram;
  return {
    mean: total === 0 ? 0 : rounded(sum / total / 1000),
    p50: at(50),
    p90: at(90),
    p99: at(99),
    p999: at(99.9),
    max: max / 1000,
  };
}

function paceJson(pace: Pace): JsonObject {
  const requests = pace.requests ?? null;
  if (pace.kind === "closed") return { kind: "closed", durationMs: pace.durationMs ?? null, requests };
  return {
    kind: "open",
    requests,
    steps: pace.stages.map(({ perSecond, durationMs }) => ({ ratePerSecond: perSecond, durationMs })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
