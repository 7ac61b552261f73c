import type { CaseResult, Totals } from "./event.js";

/** Adds up finished cases: the only place where verdicts and findings are counted. */
export function totalsOf(cases: readonly CaseResult[]): Totals {
  const having = (verdict: CaseResult["verdict"]) => cases.filter((result) => result.verdict === verdict).length;
  const findings = cases.flatMap((result) => result.findings);
  const at = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    cases: cases.length,
    passed: having("passed"),
    failed: having("failed"),
    skipped: having("skipped"),
    broken: having("broken"),
    findings: { error: at("error"), warning: at("warning"), info: at("info") },
  };
}
