import type { Failure } from "../core/exchange.js";
import type { Finding } from "../core/finding.js";
import type { Histogram } from "./histogram.js";

/** A kind of finding: how often it came, and the first one. */
export type FindingCount = { readonly finding: Finding; count: number };

export type Counts = {
  /** Requests that went out. */
  sent: number;
  /** Answered on HTTP 200 with `error_code` 0. */
  succeeded: number;
  /** Answered with anything else that could be read. */
  refused: number;
  /** No answer that could be read. */
  failed: number;
  /** On their way when the run was stopped. */
  abandoned: number;
  /** Due in time, but not sent before the end: every connection was waiting for the merchant. */
  unsent: number;
  /** Follow-ups of orders that were never accepted. */
  skipped: number;
  repeats: number;
  follows: number;
  bytesSent: number;
  bytesReceived: number;
};

export type Histograms = {
  /** Latencies by stage. */
  readonly stages: readonly Histogram[];
  /** How late requests went out although a connection was free. */
  readonly lag: Histogram;
};

/** What was counted, as plain data. */
export type Tally = {
  readonly counts: Counts;
  readonly codes: Record<string, number>;
  readonly statuses: Record<string, number>;
  readonly failures: Record<string, number>;
  /** The first failure of each kind. */
  readonly firstFailures: Record<string, Failure>;
  readonly findings: FindingCount[];
};

function newTally(): Tally {
  const counts = {
    sent: 0,
    succeeded: 0,
    refused: 0,
    failed: 0,
    abandoned: 0,
    unsent: 0,
    skipped: 0,
    repeats: 0,
    follows: 0,
    bytesSent: 0,
    bytesReceived: 0,
  };
  return { counts, codes: {}, statuses: {}, failures: {}, firstFailures: {}, findings: [] };
}

export type TallyBook = {
  readonly tally: Tally;
  count(kind: "codes" | "statuses", value: number | string): void;
  countFailure(failure: Failure): void;
  countFindings(findings: readonly Finding[]): void;
};

export function createTallyBook(): TallyBook {
  const tally = newTally();
  return {
    tally,
    count: (kind, value) => add(tally[kind], String(value), 1),
    countFailure(failure) {
      add(tally.failures, failure.kind, 1);
      tally.firstFailures[failure.kind] ??= failure;
    },
    countFindings(found) {
      for (const finding of found) addFinding(tally.findings, finding, 1);
    },
  };
}

export function mergeTallies(tallies: readonly Tally[]): Tally {
  const merged = newTally();
  for (const { counts, codes, statuses, failures, firstFailures, findings } of tallies) {
    for (const name of Object.keys(counts) as (keyof Counts)[]) merged.counts[name] += counts[name];
    addAll(merged.codes, codes);
    addAll(merged.statuses, statuses);
    addAll(merged.failures, failures);
    for (const [kind, failure] of Object.entries(firstFailures)) merged.firstFailures[kind] ??= failure;
    for (const { finding, count } of findings) addFinding(merged.findings, finding, count);
  }
  return merged;
}

function addAll(into: Record<string, number>, from: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(from)) add(into, name, count);
}

function add(into: Record<string, number>, name: string, count: number): void {
  into[name] = (into[name] ?? 0) + count;
}

function addFinding(into: FindingCount[], finding: Finding, count: number): void {
  const { rule, severity } = finding;
  const known = into.find((one) => one.finding.rule === rule && one.finding.severity === severity);
  if (known) known.count += count;
  else into.push({ finding, count });
}
