import { isAtLeast } from "../../engine/verdict.js";
import { percentile } from "../../load/histogram.js";
import type { LoadResult } from "../../load/result.js";
import type { ExitCode } from "../exit.js";
import type { Limits, LoadOptions } from "./flags.js";

export type LoadVerdict = "pass" | "fail" | "error" | "inconclusive" | "interrupted";

/** A limit that was asked for, and what came. Latencies in ms, errors as a share. */
export type Threshold = {
  readonly name: "max-p99" | "max-errors";
  readonly limit: number;
  readonly actual: number;
  readonly isMet: boolean;
};

export function thresholdsOf(result: LoadResult, { maxP99Ms, maxErrors }: Limits): readonly Threshold[] {
  const met = (name: Threshold["name"], limit: number | undefined, actual: number): readonly Threshold[] =>
    limit === undefined ? [] : [{ name, limit, actual, isMet: actual <= limit }];
  return [
    ...met("max-p99", maxP99Ms, percentile(result.latency, 99) / 1000),
    ...met("max-errors", maxErrors, errorShare(result)),
  ];
}

/** What was not answered with `error_code` 0, of all that was sent or should have been. */
export function errorShare({ tally: { counts } }: LoadResult): number {
  const all = counts.sent - counts.abandoned + counts.unsent;
  return all === 0 ? 0 : (counts.refused + counts.failed + counts.unsent) / all;
}

export function verdictOf(result: LoadResult, { failOn, limits }: Pick<LoadOptions, "failOn" | "limits">): LoadVerdict {
  const { tally, orders, isInterrupted } = result;
  const { counts, findings, failures } = tally;
  if (isInterrupted) return "interrupted";
  const unreachable = (failures.refused ?? 0) + (failures.dns ?? 0) + (failures.tls ?? 0);
  if (counts.sent > 0 && unreachable === counts.sent) return "error";
  const isBroken = findings.some(({ finding }) => isAtLeast(finding.severity, failOn));
  if (isBroken || orders.twice > 0 || orders.lost > 0) return "fail";
  if (thresholdsOf(result, limits).some(({ isMet }) => !isMet)) return "fail";
  return counts.succeeded === 0 ? "inconclusive" : "pass";
}

/** An interrupted run ends with the code of its signal, whatever stands here. */
export const exitOf: Readonly<Record<LoadVerdict, ExitCode>> = {
  pass: 0,
  fail: 1,
  error: 3,
  inconclusive: 5,
  interrupted: 130,
};
