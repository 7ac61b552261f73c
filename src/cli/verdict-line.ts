import type { Finding, Severity } from "../core/finding.js";
import type { Text } from "../core/text.js";
import type { Verdict } from "../engine/verdict.js";
import type { Context } from "./command.js";

/** The last line of a judgement: the verdict in words, and how many findings of each severity there are. */
export function verdictLine(verdict: Verdict, findings: readonly Finding[], { t, style }: Context): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  if (verdict === "error") return style.bad(`✗ ${t(texts.error)}`);
  const counts = t(texts.counts, { e: count("error"), w: count("warning"), i: count("info") });
  const word = verdict === "pass" ? style.good(`✓ ${t(texts.pass)}`) : style.bad(`✗ ${t(texts.fail)}`);
  return `${word}  ${counts}`;
}

const texts = {
  pass: { zh: "通过", en: "PASS" },
  fail: { zh: "不通过", en: "FAIL" },
  error: { zh: "无法判断：没有联系上商家", en: "NOT JUDGED: the merchant could not be reached" },
  counts: { zh: "错误 {e}，警告 {w}，提示 {i}", en: "{e} errors, {w} warnings, {i} infos" },
} satisfies Record<string, Text>;
