import assert from "node:assert/strict";
import { callbacks } from "../../src/callbacks/registry.js";
import { isAlwaysRight, runSelftest, type Tally } from "../../src/cli/selftest/run-selftest.js";
import { allSubjects, type Subject } from "../../src/cli/selftest/subject.js";

/** The subjects of one kind, dealt out evenly; `share` counts from 1. */
export function shareOf(kind: Subject["kind"], share: number, shares: number): readonly Subject[] {
  return allSubjects()
    .filter((subject) => subject.kind === kind)
    .filter((_, index) => index % shares === share - 1);
}

/** Holds the suites against the subjects, all of which they must be right about. */
export async function assertRight(subjects: readonly Subject[]): Promise<void> {
  const { signal } = new AbortController();
  const { tallies, isInterrupted } = await runSelftest(subjects, [1], { registry: callbacks, signal }, () => {});
  assert.equal(isInterrupted, false);
  assert.equal(tallies.filter(({ outcomes }) => outcomes.length === 1).length, subjects.length);
  assert.deepEqual(tallies.filter((tally) => !isAlwaysRight(tally)).map(described), []);
}

/** What is wrong, in a line. */
function described({ subject: { name }, outcomes }: Tally): string {
  const [outcome] = outcomes;
  if (outcome?.kind === "fault") return `${name} survived; reported instead: ${outcome.others.join(", ") || "nothing"}`;
  const alarms = outcome?.alarms.map(({ caseId, finding }) => `${caseId} ${finding.severity} ${finding.rule}`) ?? [];
  return `${name}: ${[...alarms, ...(outcome?.obstacles.map(({ text }) => text.en) ?? [])].join("; ")}`;
}
