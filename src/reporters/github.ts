import type { Reporter, ReporterOptions } from "../core/event.js";
import { clipText } from "../core/excerpt.js";
import { type Lang, say, sayMessage } from "../core/text.js";
import { reasonOf } from "./case-groups.js";
import { runVerdicts } from "./labels.js";
import { groupByRule, type RuleGroup } from "./rule-groups.js";
import { createCollector, type Summary } from "./summary.js";
import { inertLines, visibleBlock } from "./visible-text.js";

type Level = "error" | "warning" | "notice";
type Annotation = { readonly level: Level; readonly title: string; readonly message: string };

/** GitHub shows this many annotations of each level per step and drops the rest without a word. */
const perLevel = 10;
/** Two levels and the totals stay below the 64 KB of a step together. */
const bytesPerLevel = 30_000;

/** Workflow commands for GitHub Actions: one annotation per broken rule, worst first, and what found no room is counted. */
export default function githubReporter({ lang }: ReporterOptions): Reporter {
  const collector = createCollector();
  return {
    name: "github",
    on(event) {
      collector.add(event);
      return event.type === "run-finished" ? annotations(collector.read(), lang).map(command).join("") : "";
    },
  };
}

function annotations(summary: Summary, lang: Lang): readonly Annotation[] {
  const groups = groupByRule(summary.cases);
  const ofSeverity = (severity: string) => groups.filter((group) => group.severity === severity);
  const total = totalsAnnotation(summary, lang);
  const errors = [
    ...ofSeverity("error").map((group) => ruleAnnotation("error", group, lang)),
    ...brokenAnnotations(summary, lang),
  ];
  const warnings = [
    ...summary.notices.map((notice) => noticeAnnotation(sayMessage(lang, notice), summary)),
    ...ofSeverity("warning").map((group) => ruleAnnotation("warning", group, lang)),
  ];
  return [...fit(errors, "error", lang), ...fit(warnings, "warning", lang), total];
}

function ruleAnnotation(level: Level, { rule, entries, cases }: RuleGroup, lang: Lang): Annotation {
  const [first] = entries;
  const ids = cases.map((result) => result.id);
  const more = ids.length > 5 ? ` … (+${ids.length - 5})` : "";
  const lines = [
    first ? sayMessage(lang, first.finding.message) : "",
    say(lang, inCases, { ids: ids.slice(0, 5).join(", ") + more }),
    ...(cases[0]?.reproduce === undefined ? [] : [cases[0].reproduce]),
  ];
  return { level, title: rule, message: lines.join("\n") };
}

const inCases = { zh: "用例：{ids}", en: "cases: {ids}" };

function brokenAnnotations({ cases }: Summary, lang: Lang): readonly Annotation[] {
  return cases
    .filter((result) => result.verdict === "broken")
    .map((result) => ({ level: "error", title: result.id, message: sayMessage(lang, reasonOf(result)) }));
}

function noticeAnnotation(message: string, { started }: Summary): Annotation {
  return { level: "warning", title: started?.tool.name ?? "", message };
}

function totalsAnnotation({ verdict, totals, started }: Summary, lang: Lang): Annotation {
  const { findings, ...cases } = totals;
  const message = say(lang, totalsText, { verdict: say(lang, runVerdicts[verdict]), ...cases, ...findings });
  return { level: "notice", title: started?.tool.name ?? "", message };
}

const totalsText = {
  zh: "{verdict}：用例 {cases}，通过 {passed}，失败 {failed}，跳过 {skipped}，未能执行 {broken}；错误 {error}，警告 {warning}，提示 {info}",
  en: "{verdict}: {cases} {cases|case|cases}, {passed} passed, {failed} failed, {skipped} skipped, {broken} broken; {error} error, {warning} warning, {info} info",
};

/** As many as GitHub shows; when some find no room, the last place goes to their number. */
function fit(all: readonly Annotation[], level: Level, lang: Lang): readonly Annotation[] {
  const places = all.length > perLevel ? perLevel - 1 : all.length;
  const shown: Annotation[] = [];
  let used = 0;
  for (const annotation of all.slice(0, places)) {
    used += sizeOf(command(annotation));
    if (used > bytesPerLevel) break;
    shown.push(annotation);
  }
  const left = all.length - shown.length;
  if (left === 0) return shown;
  return [...shown, { level, title: say(lang, leftOutTitle), message: say(lang, leftOut, { left }) }];
}

const leftOutTitle = { zh: "未显示的标注", en: "left out" };
const leftOut = {
  zh: "还有 {left} 条同级标注未显示，完整内容见 html 或 json 报告。",
  en: "{left} more of this level are not shown; see the html or json report for all.",
};

function command({ level, title, message }: Annotation): string {
  return `::${level} title=${property(clipText(title, 200))}::${data(clipText(message, 4000))}\n`;
}

function data(text: string): string {
  return inertLines(visibleBlock(text)).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** UTF-8 bytes. */
function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
