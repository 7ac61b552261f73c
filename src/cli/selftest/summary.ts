import type { Finding } from "../../core/finding.js";
import { isAlwaysRight, type Tally } from "./run-selftest.js";
import type { DesignOutcome, FaultOutcome, Sighting } from "./verdicts.js";

/** What was held against the suites and what came of it, over all seeds. Subjects that were not reached are left out. */
export type Summary = {
  readonly designs: readonly DesignSummary[];
  readonly faults: readonly FaultSummary[];
  readonly falseAlarms: number;
  readonly killed: number;
};

export type DesignSummary = {
  readonly tally: Tally;
  readonly passed: number;
  readonly skipped: number;
  readonly notes: number;
  readonly alarms: readonly Sighting[];
  readonly obstacles: DesignOutcome["obstacles"];
};

export type FaultSummary = {
  readonly tally: Tally;
  readonly isKilled: boolean;
  /** By suite; a suite that killed it under one seed only has not killed it. */
  readonly kills: ReadonlyMap<string, Sighting | undefined>;
  readonly others: readonly string[];
};

export function summarise(tallies: readonly Tally[]): Summary {
  const reached = tallies.filter(({ outcomes }) => outcomes.length > 0);
  const designs = reached.filter(({ subject }) => subject.kind === "design").map(designSummary);
  const faults = reached.filter(({ subject }) => subject.kind === "fault").map(faultSummary);
  return {
    designs,
    faults,
    falseAlarms: designs.reduce((sum, { alarms, obstacles }) => sum + alarms.length + obstacles.length, 0),
    killed: faults.filter(({ isKilled }) => isKilled).length,
  };
}

function designSummary(tally: Tally): DesignSummary {
  const outcomes = tally.outcomes.filter((outcome): outcome is DesignOutcome => outcome.kind === "design");
  const sum = (count: (outcome: DesignOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    tally,
    passed: sum(({ passed }) => passed),
    skipped: sum(({ skipped }) => skipped),
    notes: sum(({ notes }) => notes),
    alarms: outcomes.flatMap(({ alarms }) => alarms),
    obstacles: outcomes.flatMap(({ obstacles }) => obstacles),
  };
}

function faultSummary(tally: Tally): FaultSummary {
  const outcomes = tally.outcomes.filter((outcome): outcome is FaultOutcome => outcome.kind === "fault");
  const kills = new Map<string, Sighting | undefined>();
  for (const { suites } of outcomes)
    for (const { suite, kill } of suites) {
      const isSteady = !kills.has(suite) || kills.get(suite) !== undefined;
      kills.set(suite, isSteady ? kill : undefined);
    }
  return {
    tally,
    isKilled: isAlwaysRight(tally),
    kills,
    others: [...new Set(outcomes.flatMap(({ others }) => others))],
  };
}

/** The rule that killed a fault first. */
export function killerOf({ kills }: FaultSummary): Finding | undefined {
  return [...kills.values()].find((kill) => kill !== undefined)?.finding;
}
