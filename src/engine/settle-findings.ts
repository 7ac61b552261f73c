import type { Finding, Severity } from "../core/finding.js";
import { ranks } from "./verdict.js";

/**
 * The findings as people get them: one for each mistake, with the severities of the settings, gravest first, then in the order of
 * the answer. What a rule of the callback says about a place replaces what the schema says about it, since it says more.
 */
export function settleFindings(
  findings: readonly Finding[],
  severities: Readonly<Record<string, Severity | "off">> = {},
): readonly Finding[] {
  if (findings.length === 0) return findings;
  return mergeFindings(
    findings.filter((finding) => !isReplaced(finding, findings)),
    severities,
  );
}

/** The settled findings of several exchanges, and of all of them together, as one list: each once, gravest first. */
export function mergeFindings(
  findings: readonly Finding[],
  severities: Readonly<Record<string, Severity | "off">> = {},
): readonly Finding[] {
  const heard: Finding[] = [];
  for (const finding of findings) {
    const severity = Object.hasOwn(severities, finding.rule) ? severities[finding.rule] : finding.severity;
    if (severity === undefined || severity === "off") continue;
    heard.push(severity === finding.severity ? finding : { ...finding, severity });
  }
  return heard.length < 2 ? heard : once(heard).sort(byWeight);
}

function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, pointer, message }) => {
    const identity = `${rule} ${pointer} ${message.text.en}`;
    return !seen.has(identity) && seen.add(identity);
  });
}

function isReplaced({ rule, pointer, severity }: Finding, all: readonly Finding[]): boolean {
  if (!replaceable.has(rule)) return false;
  const isNotice = severity !== "error";
  return all.some(
    (other) =>
      other.part === "response" &&
      !other.rule.startsWith("schema/") &&
      other.rule !== duplicates &&
      (other.pointer === pointer || (isNotice && other.pointer.startsWith(`${pointer}/`))) &&
      // A note that something lawful is unusual hides no mistake.
      (other.severity !== "info" || severity === "info"),
  );
}

/** A key that stands twice is a mistake of its own, whatever its value. */
const duplicates = "transport/duplicate-key";

/** Extra fields and odd spellings of a number are mistakes of their own too. */
const replaceable = new Set([
  "schema/type",
  "schema/enum",
  "schema/required",
  "schema/format",
  "schema/null-optional",
  "schema/zero-optional",
]);

function byWeight(a: Finding, b: Finding): number {
  return ranks[a.severity] - ranks[b.severity] || compare(a.pointer, b.pointer) || compare(a.rule, b.rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
