import { loadCases } from "../../cases/registry.js";
import { demoCredentials } from "../../config/demo-credentials.js";
import type { Case } from "../../core/case.js";
import { allDefinitions, allRules } from "../catalogue-sources.js";
import type { Context } from "../command.js";
import { examine, type Laboratory } from "./examine.js";
import { keepingMakers, keepingRegistry } from "./shared.js";
import type { Subject } from "./subject.js";
import { isRight, type Outcome, outcomeOf } from "./verdicts.js";

/** A subject with what was said of it under each seed that is done. */
export type Tally = { readonly subject: Subject; readonly outcomes: readonly Outcome[] };

export type SelftestRun = {
  readonly tallies: readonly Tally[];
  readonly isInterrupted: boolean;
};

/** Holds the suites against each subject under each seed. */
export async function runSelftest(
  subjects: readonly Subject[],
  seeds: readonly number[],
  context: Pick<Context, "registry" | "signal">,
  onProgress: (done: number, subject: Subject) => void,
): Promise<SelftestRun> {
  const registry = keepingRegistry(context.registry);
  const cases = await loadCases();
  const rules = new Map((await allRules(await allDefinitions({ registry }))).map((rule) => [rule.id, rule]));
  const tallies = subjects.map((subject) => ({ subject, outcomes: [] as Outcome[] }));
  let done = 0;
  for (const seed of seeds) {
    const makerOf = keepingMakers(demoCredentials.clientSecret);
    const laboratory: Laboratory = { registry, rules, makerOf, seed, signal: context.signal };
    if (done === 0) await warmUp(subjects, cases, laboratory);
    for (const { subject, outcomes } of tallies) {
      onProgress(done++, subject);
      const outcome = await outcomeOf(subject, cases, laboratory);
      if (!outcome) return { tallies, isInterrupted: true };
      outcomes.push(outcome);
    }
  }
  return { tallies, isInterrupted: false };
}

/** Loads what is loaded on first use, which takes real time and no time of the clock that merchants are examined on. */
async function warmUp([first]: readonly Subject[], cases: readonly Case[], laboratory: Laboratory): Promise<void> {
  if (first) await examine(first, cases.slice(0, 3), laboratory);
}

/** Right under every seed. */
export function isAlwaysRight({ outcomes }: Tally): boolean {
  return outcomes.every(isRight);
}
