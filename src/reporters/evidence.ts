import type { CaseResult, ReportedExchange } from "../core/event.js";
import type { Finding } from "../core/finding.js";

/**
 * The exchange that shows best what went wrong: the last one with such a finding of its own; of a debt, the last whose answer
 * promised an operation; else the case's last.
 */
export function evidenceOf(
  result: CaseResult,
  findings: readonly Finding[],
  exchanges: ReadonlyMap<string, ReportedExchange>,
): ReportedExchange | undefined {
  const own = result.exchanges.flatMap((id) => exchanges.get(id) ?? []);
  const rules = new Set(findings.map((finding) => finding.rule));
  const isDebt = findings.some(({ part }) => part === "callback-debt");
  return (
    own.findLast((exchange) => exchange.findings.some((finding) => rules.has(finding.rule))) ??
    (isDebt ? own.findLast(({ platform }) => platform.action.startsWith("wait-")) : undefined) ??
    own.at(-1)
  );
}
