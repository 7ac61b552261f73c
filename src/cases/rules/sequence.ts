import type { DescribedRule } from "../../core/rule.js";

/** A rule that a suite judges over several messages. */
export function sequence(
  rule: Omit<DescribedRule, "kind" | "part"> & Partial<Pick<DescribedRule, "part">>,
): DescribedRule {
  return { kind: "sequence", part: "sequence", ...rule };
}
