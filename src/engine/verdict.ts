import type { Failure, JudgedExchange } from "../core/exchange.js";
import type { Finding, Severity } from "../core/finding.js";

export type Verdict = "pass" | "fail" | "error";

/** `--fail-on` */
export type FailOn = "error" | "warning";

/** True when nobody could be asked: that says nothing about how the merchant keeps the contract. */
export function isUnreachable({ kind, detail }: Failure): boolean {
  return kind === "refused" || kind === "dns" || kind === "tls" || (kind === "timeout" && detail === "connect");
}

/** True for an exchange that was given up on our side: that says nothing about the merchant at all. */
export function isGivenUp({ kind, detail }: Failure): boolean {
  return kind === "reset" && detail === "aborted";
}

/**
 * `error` when the last delivery reached nobody, or was given up with nothing failed before it; else whether a finding is
 * at or above `failOn`.
 */
export function verdictOf(
  judged: readonly Pick<JudgedExchange, "exchange">[],
  findings: readonly Finding[],
  failOn: FailOn = "error",
): Verdict {
  const failure = judged.at(-1)?.exchange.failure;
  if (failure && isUnreachable(failure)) return "error";
  if (findings.some((finding) => isAtLeast(finding.severity, failOn))) return "fail";
  return failure && isGivenUp(failure) ? "error" : "pass";
}

export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return ranks[severity] <= ranks[threshold];
}

/** Gravest first. */
export const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
