import type { CaseResult, Totals } from "../core/event.js";
import { type Message, sayMessage } from "../core/text.js";
import { totalsOf } from "../core/totals.js";

export type Suite = { readonly name: string; readonly cases: readonly CaseResult[]; readonly totals: Totals };

/** The suites in the order in which they first finished a case. */
export function suitesOf(cases: readonly CaseResult[]): readonly Suite[] {
  return [...groupBy(cases, (result) => result.suite)].map(([name, own]) => ({
    name,
    cases: own,
    totals: totalsOf(own),
  }));
}

export type Skipped = { readonly reason: Message; readonly cases: readonly CaseResult[] };

/** Skipped cases by their reason, the commonest first. */
export function skippedByReason(cases: readonly CaseResult[]): readonly Skipped[] {
  const skipped = cases.filter((result) => result.verdict === "skipped");
  return [...groupBy(skipped, (result) => sayMessage("en", reasonOf(result)))]
    .flatMap(([, own]) => (own[0] ? [{ reason: reasonOf(own[0]), cases: own }] : []))
    .sort((a, b) => b.cases.length - a.cases.length);
}

/** Why a case was skipped or broken; every such case says it. */
export function reasonOf({ reason }: CaseResult): Message {
  return reason ?? { text: { zh: "没有给出原因。", en: "No reason was given." } };
}

function groupBy(cases: readonly CaseResult[], keyOf: (result: CaseResult) => string): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>();
  for (const result of cases) {
    const group = groups.get(keyOf(result));
    if (group) group.push(result);
    else groups.set(keyOf(result), [result]);
  }
  return groups;
}
