import type { CaseResult } from "../../core/event.js";
import { severityNames } from "../labels.js";
import type { RuleGroup } from "../rule-groups.js";
import type { Summary } from "../summary.js";
import { visibleLine } from "../visible-text.js";
import { caseDetail, caseHead, findingLines } from "./case-detail.js";
import type { Page } from "./page.js";

/** Cases of one rule that are shown in full; the next ones are named with their commands, the rest by their ids. */
const casesInFull = 3;
const casesWithCommand = 10;
const idsInARow = 20;

/** One broken rule: what it is, and each case that shows it. `told` are cases that an earlier section told in full. */
export function ruleSection(group: RuleGroup, summary: Summary, told: Set<string>, page: Page): readonly string[] {
  const fresh = group.cases.filter((result) => result.verdict === "failed" && !told.has(result.id));
  const full = page.isVerbose ? fresh : fresh.slice(0, casesInFull);
  const others = group.cases.filter((result) => !full.includes(result));
  for (const result of full) told.add(result.id);
  const named = page.isVerbose ? others : others.slice(0, casesWithCommand);
  const rest = others.slice(named.length);
  return [
    ...sectionHead(group, page),
    ...full.flatMap((result) => ["", ...caseDetail(result, findingsOf(group, result), summary.exchanges, page)]),
    ...named.flatMap((result, index) => ["", ...shortCase(group, result, index < casesInFull, page)]),
    ...remainder(rest, page),
    "",
  ];
}

function remainder(cases: readonly CaseResult[], page: Page): readonly string[] {
  if (cases.length === 0) return [];
  const shown = cases.slice(0, idsInARow).map(({ id }) => visibleLine(id));
  const ids = [...shown, ...(shown.length < cases.length ? ["…"] : [])].join(" ");
  return ["", ...page.lines(page.t(moreCases, { count: cases.length, ids }), 2).map((line) => page.paint.quiet(line))];
}

const moreCases = {
  zh: "还有 {count} 个用例（--verbose 逐个列出）：{ids}",
  en: "and in {count} more (--verbose tells each): {ids}",
};

function findingsOf(group: RuleGroup, wanted: CaseResult) {
  return group.entries.filter(({ result }) => result === wanted).map(({ finding }) => finding);
}

function sectionHead({ rule, severity, hurt, cases }: RuleGroup, page: Page): readonly string[] {
  const paint = severity === "error" ? page.paint.bad : page.paint.caution;
  const title = page.rules.get(rule)?.title;
  const aside = severity === "error" && hurt.id !== "other" ? [page.t(hurt.title)] : [];
  const head = [page.t(severityNames[severity]), visibleLine(rule), ...aside, page.t(inCases, { count: cases.length })];
  return [
    ...page.lines(head.join(" · "), 0).map((line) => paint(line)),
    ...(title ? page.lines(page.t(title), 2) : []),
  ];
}

const inCases = { zh: "{count} 个用例", en: "cases: {count}" };

function shortCase(group: RuleGroup, result: CaseResult, isTold: boolean, page: Page): readonly string[] {
  const findings = isTold ? findingsOf(group, result).flatMap((finding) => findingLines(finding, page)) : [];
  const reproduce = result.reproduce === undefined ? [] : [`    ${page.paint.key(visibleLine(result.reproduce))}`];
  return [...caseHead(result, page), ...findings, ...reproduce];
}
