import type { CodeReach } from "../../core/event.js";
import { brokenByReason, type Suite, skippedByReason, suitesOf, type WithReason } from "../case-groups.js";
import { durationText } from "../duration-text.js";
import { runVerdicts } from "../labels.js";
import type { Summary } from "../summary.js";
import { visibleLine } from "../visible-text.js";
import type { Page } from "./page.js";

/** Cases that could not be carried out, by the reason. */
export function brokenCases({ cases }: Summary, page: Page): readonly string[] {
  const groups = brokenByReason(cases);
  if (groups.length === 0) return [];
  return [page.paint.bad(page.t({ zh: "未能执行", en: "Could not be carried out" })), ...reasonLines(groups, page), ""];
}

/** Every suite with how many of its cases passed, those with failures first. */
export function suiteList({ cases }: Summary, page: Page): readonly string[] {
  const suites = suitesOf(cases);
  if (suites.length === 0) return [];
  const sorted = [...suites.filter(hasFailures), ...suites.filter((suite) => !hasFailures(suite))];
  return [
    ...flow(
      sorted.map((suite) => suiteCell(suite, page)),
      page,
    ),
    "",
  ];
}

function hasFailures({ totals }: Suite): boolean {
  return totals.failed + totals.broken > 0;
}

type Cell = { readonly text: string; readonly paint: (text: string) => string };

function suiteCell(suite: Suite, page: Page): Cell {
  const { cases, skipped, passed } = suite.totals;
  const ran = cases - skipped;
  if (ran === 0) return { text: `- ${visibleLine(suite.name)} 0/0`, paint: page.paint.quiet };
  const isGood = !hasFailures(suite);
  return {
    text: `${isGood ? "✓" : "✗"} ${visibleLine(suite.name)} ${passed}/${ran}`,
    paint: isGood ? page.paint.good : page.paint.bad,
  };
}

/** Cells in as many equal columns as the page has room for. */
function flow(cells: readonly Cell[], page: Page): readonly string[] {
  const widest = Math.max(...cells.map((cell) => page.ruler.width(cell.text))) + 3;
  const perLine = Math.max(1, Math.floor((page.columns + 3) / widest));
  const lines: string[] = [];
  for (let i = 0; i < cells.length; i += perLine) {
    const row = cells.slice(i, i + perLine).map((cell) => cell.paint(page.ruler.pad(cell.text, widest)));
    lines.push(row.join("").trimEnd());
  }
  return lines;
}

export function skippedCases({ cases }: Summary, page: Page): readonly string[] {
  const groups = skippedByReason(cases);
  if (groups.length === 0) return [];
  return [page.t({ zh: "跳过的用例", en: "Skipped" }), ...reasonLines(groups, page), ""];
}

/** Few cases are named; many only where everything is wanted. */
const namedCases = 3;

function reasonLines(groups: readonly WithReason[], page: Page): readonly string[] {
  const digits = Math.max(...groups.map(({ cases }) => String(cases.length).length));
  return groups.flatMap(({ reason, cases }) => {
    const count = String(cases.length).padStart(digits);
    const [first = "", ...rest] = page.lines(page.message(reason), digits + 5);
    const isNamed = page.isVerbose || cases.length <= namedCases;
    const ids = isNamed ? page.lines(cases.map(({ id }) => visibleLine(id)).join(" "), digits + 5) : [];
    return [`  ${count} × ${first.trimStart()}`, ...rest, ...ids.map((line) => page.paint.quiet(line))];
  });
}

/** Which of the documented codes the merchant showed. */
export function reachability({ finished }: Summary, page: Page): readonly string[] {
  const codes = finished?.reachability ?? [];
  if (codes.length === 0) return [];
  const shown = codes.filter((code) => code.reached);
  const missing = codes.filter((code) => !code.reached);
  if (shown.length === 0) return [...page.lines(page.t(noCodes, { all: codes.length }), 0), ""];
  return [
    ...page.lines(
      page.t(shownCodes, { shown: shown.length, all: codes.length, codes: shown.map((code) => code.code).join(" ") }),
      0,
    ),
    ...(missing.length === 0
      ? []
      : page.lines(`${page.t(missingCodes)}${missing.map((c) => named(c, page)).join(" · ")}`, 2)
    ).map((line) => page.paint.quiet(line)),
    "",
  ];
}

const noCodes = {
  zh: "商家没有返回过 {all} 个文档错误码中的任何一个。",
  en: "The merchant showed none of the {all} documented codes.",
};
const shownCodes = {
  zh: "商家返回过 {all} 个文档错误码中的 {shown} 个：{codes}",
  en: "The merchant showed {shown} of the {all} documented codes: {codes}",
};
const missingCodes = { zh: "未出现：", en: "not shown: " };

function named({ code, meaning }: CodeReach, page: Page): string {
  return `${code} ${page.t(meaning)}`;
}

/** The counts, and the verdict as the very last line. */
export function verdictLines({ totals, verdict, durationMs }: Summary, page: Page): readonly string[] {
  const { findings } = totals;
  const paint = verdict === "passed" ? page.paint.good : verdict === "failed" ? page.paint.bad : page.paint.caution;
  const text = page.t(verdictLine, { verdict: page.t(runVerdicts[verdict]), duration: durationText(durationMs) });
  return [
    ...page.lines(
      page.t(caseCounts, {
        cases: totals.cases,
        passed: totals.passed,
        failed: totals.failed,
        skipped: totals.skipped,
        broken: totals.broken,
      }),
      0,
    ),
    ...page.lines(page.t(findingCounts, { ...findings }), 0),
    ...page.lines(text, 0).map((line) => page.paint.strong(paint(line))),
  ];
}

const caseCounts = {
  zh: "用例 {cases}：通过 {passed}，失败 {failed}，跳过 {skipped}，未能执行 {broken}",
  en: "{cases} {cases|case|cases}: {passed} passed, {failed} failed, {skipped} skipped, {broken} broken",
};
const findingCounts = {
  zh: "发现：错误 {error}，警告 {warning}，提示 {info}",
  en: "findings: {error} error, {warning} warning, {info} info",
};
const verdictLine = { zh: "结果：{verdict}（用时 {duration}）", en: "Verdict: {verdict} (in {duration})" };
