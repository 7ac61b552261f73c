import type { JudgedExchange } from "../core/exchange.js";
import type { Finding, Severity } from "../core/finding.js";
import type { Text } from "../core/text.js";
import { isGivenUp, type Verdict } from "../engine/verdict.js";
import type { Context } from "./command.js";

/** The last line of a judgement: the verdict in words, and how many findings of each severity there are. */
export function verdictLine(verdict: Verdict, findings: readonly Finding[], context: Context): string {
  const { t, style } = context;
  if (verdict === "error") return style.bad(`✗ ${t(texts.error)}`);
  const word = verdict === "pass" ? style.good(`✓ ${t(texts.pass)}`) : style.bad(`✗ ${t(texts.fail)}`);
  return `${word}  ${severityCounts(findings, context)}`;
}

/** The same place where the run was interrupted: what stands there is no judgement of the whole. */
export function interruptedLine(
  judged: readonly JudgedExchange[],
  findings: readonly Finding[],
  context: Context,
): string {
  const { t, style } = context;
  const hasAnswer = judged.some(({ exchange }) => !exchange.failure || !isGivenUp(exchange.failure));
  if (!hasAnswer) return style.caution(`⚠ ${t(texts.unanswered)}`);
  return `${style.caution(`⚠ ${t(texts.interrupted)}`)}  ${severityCounts(findings, context)}`;
}

function severityCounts(findings: readonly Finding[], { t }: Context): string {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return t(texts.counts, { e: count("error"), w: count("warning"), i: count("info") });
}

const texts = {
  pass: { zh: "通过", en: "PASS" },
  fail: { zh: "不通过", en: "FAIL" },
  error: { zh: "无法判断：没有联系上商家", en: "NOT JUDGED: the merchant could not be reached" },
  unanswered: {
    zh: "在应答到达之前被中断，没有可判断的结果",
    en: "INTERRUPTED before an answer arrived, nothing was judged",
  },
  interrupted: { zh: "被中断，结果不完整", en: "INTERRUPTED, not whole" },
  counts: {
    zh: "错误 {e}，警告 {w}，提示 {i}",
    en: "{e} {e|error|errors}, {w} {w|warning|warnings}, {i} {i|info|infos}",
  },
} satisfies Record<string, Text>;
