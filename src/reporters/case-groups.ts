import type { CaseResult, Totals } from "../core/event.js";
import type { Message, TextArgs } from "../core/text.js";
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

/** Cases that share a reason; where only its values differ, the reason names them all. */
export type WithReason = { readonly reason: Message; readonly cases: readonly CaseResult[] };

/** Skipped cases by their reason, the commonest first. */
export function skippedByReason(cases: readonly CaseResult[]): readonly WithReason[] {
  return byReason(cases.filter((result) => result.verdict === "skipped"));
}

/** Cases that could not be carried out, by their reason. */
export function brokenByReason(cases: readonly CaseResult[]): readonly WithReason[] {
  return byReason(cases.filter((result) => result.verdict === "broken"));
}

function byReason(cases: readonly CaseResult[]): readonly WithReason[] {
  return [...groupBy(cases, (result) => reasonOf(result).text.en)]
    .map(([, own]) => ({ reason: joined(own.map(reasonOf)), cases: own }))
    .sort((a, b) => b.cases.length - a.cases.length);
}

const maxValues = 20;

/** One sentence for several that differ in their values alone. */
function joined(reasons: readonly Message[]): Message {
  const { text } = reasons[0] ?? noReason;
  const names = [...new Set(reasons.flatMap(({ args = {} }) => Object.keys(args)))];
  if (names.length === 0) return { text };
  const args = names.map((name) => {
    const values = [...new Set(reasons.flatMap((reason) => reason.args?.[name] ?? []))].sort(byNumberOrText);
    const [first] = values;
    if (values.length === 1 && first !== undefined) return [name, first] as const;
    const shown = values.slice(0, maxValues).join(", ");
    return [name, values.length > maxValues ? `${shown} …` : shown] as const;
  });
  return { text, args: Object.fromEntries(args) };
}

/** Why a case was skipped or broken; every such case says it. */
export function reasonOf({ reason }: CaseResult): Message {
  return reason ?? noReason;
}

function byNumberOrText(a: TextArgs[string], b: TextArgs[string]): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1;
}

const noReason: Message = { text: { zh: "没有给出原因。", en: "No reason was given." } };

function groupBy(cases: readonly CaseResult[], keyOf: (result: CaseResult) => string): Map<string, CaseResult[]> {
  const groups = new Map<string, CaseResult[]>();
  for (const result of cases) {
    const group = groups.get(keyOf(result));
    if (group) group.push(result);
    else groups.set(keyOf(result), [result]);
  }
  return groups;
}
