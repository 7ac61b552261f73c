import type { CaseResult } from "../core/event.js";
import type { Finding, Severity } from "../core/finding.js";
import { type Hurt, hurtOf } from "./hurt.js";

/** All findings of one rule at one severity. */
export type RuleGroup = {
  readonly rule: string;
  readonly severity: Severity;
  readonly hurt: Hurt;
  readonly entries: readonly { readonly result: CaseResult; readonly finding: Finding }[];
  /** Each case once, in the order of the run. */
  readonly cases: readonly CaseResult[];
};

export const severities: readonly Severity[] = ["error", "warning", "info"];

/** Errors first; among equals what hurts the guest most, then what shows in most cases, then by id. */
export function groupByRule(cases: readonly CaseResult[]): readonly RuleGroup[] {
  const groups = new Map<string, RuleGroup["entries"][number][]>();
  for (const result of cases) {
    for (const finding of result.findings) {
      const key = `${finding.severity} ${finding.rule}`;
      groups.set(key, [...(groups.get(key) ?? []), { result, finding }]);
    }
  }
  return [...groups.values()].flatMap(groupOf).sort(compare);
}

function groupOf(entries: RuleGroup["entries"]): readonly RuleGroup[] {
  const finding = entries[0]?.finding;
  if (!finding) return [];
  const { rule, severity } = finding;
  const cases = [...new Set(entries.map((entry) => entry.result))];
  return [{ rule, severity, hurt: hurtOf(rule).hurt, entries, cases }];
}

function compare(a: RuleGroup, b: RuleGroup): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    hurtOf(a.rule).rank - hurtOf(b.rule).rank ||
    b.cases.length - a.cases.length ||
    (a.rule < b.rule ? -1 : 1)
  );
}
