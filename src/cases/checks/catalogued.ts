import type { RuleBase } from "../../core/rule.js";

/** A rule of a list by its id. Throws for one that is not there. */
export function ruleOf(rules: readonly RuleBase[], id: string): RuleBase {
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`No rule ${id}.`);
  return rule;
}
