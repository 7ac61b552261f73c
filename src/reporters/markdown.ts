import type { CaseResult, Reporter, ReporterOptions } from "../core/event.js";
import type { Lang } from "../core/text.js";
import { brokenByReason, skippedByReason, type WithReason } from "./case-groups.js";
import { durationText } from "./duration-text.js";
import { codeSpan } from "./escape-markdown.js";
import { runVerdicts, severityNames } from "./labels.js";
import { caseDetails } from "./markdown/case-details.js";
import { createPen, type Pen } from "./markdown/pen.js";
import { groupByRule, type RuleGroup } from "./rule-groups.js";
import { createCollector, type Summary } from "./summary.js";
import { inertLines } from "./visible-text.js";

/** A job summary takes 1 MiB; details that find no room are counted. */
const maxDetailCharacters = 300_000;

/** A page of GitHub-flavoured Markdown for a job summary or a comment. */
export default function markdownReporter({ lang }: ReporterOptions): Reporter {
  const collector = createCollector();
  return {
    name: "markdown",
    on(event) {
      collector.add(event);
      return event.type === "run-finished" ? inertLines(`${page(collector.read(), lang).join("\n\n")}\n`) : "";
    },
  };
}

function page(summary: Summary, lang: Lang): readonly string[] {
  const pen = createPen(lang);
  const { started, verdict, notices, durationMs } = summary;
  const groups = groupByRule(summary.cases);
  return [
    `## ${pen.t({ zh: "契约测试", en: "Contract test" })}: ${pen.t(runVerdicts[verdict])}`,
    ...notices.map((notice) => `> ${pen.message(notice)}`),
    totalsTable(summary, pen),
    ...ruleTable(groups, pen),
    ...details(summary, groups, pen),
    ...brokenList(summary.cases, pen),
    ...skippedList(summary.cases, pen),
    ...reachability(summary, pen),
    pen.t(footer, {
      tool: `${started?.tool.name ?? ""} ${started?.tool.version ?? ""}`,
      seed: started?.seed ?? "",
      duration: durationText(durationMs),
    }),
  ];
}

const footer = { zh: "{tool}，随机种子 {seed}，用时 {duration}", en: "{tool}, seed {seed}, in {duration}" };

function totalsTable({ totals }: Summary, pen: Pen): string {
  const { findings, ...cases } = totals;
  const heads = [
    { zh: "用例", en: "cases" },
    { zh: "通过", en: "passed" },
    { zh: "失败", en: "failed" },
    { zh: "跳过", en: "skipped" },
    { zh: "未能执行", en: "broken" },
    { zh: "错误", en: "errors" },
    { zh: "警告", en: "warnings" },
    { zh: "提示", en: "infos" },
  ];
  const counts = [cases.cases, cases.passed, cases.failed, cases.skipped, cases.broken];
  const cells = [...counts, findings.error, findings.warning, findings.info];
  return [row(heads.map((head) => pen.t(head))), row(heads.map(() => "---:")), row(cells.map(String))].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function ruleTable(groups: readonly RuleGroup[], pen: Pen): readonly string[] {
  if (groups.length === 0) return [];
  const heads = [
    { zh: "级别", en: "severity" },
    { zh: "规则", en: "rule" },
    { zh: "影响", en: "what it does" },
    { zh: "用例", en: "cases" },
    { zh: "说明", en: "what happened" },
  ];
  const rows = groups.slice(0, maxRows).map(({ rule, severity, hurt, cases, entries }) => {
    const said = entries[0] ? pen.message(entries[0].finding.message) : "";
    return row([pen.t(severityNames[severity]), codeSpan(rule), pen.t(hurt.title), String(cases.length), said]);
  });
  const left = groups.length - rows.length;
  return [
    [row(heads.map((head) => pen.t(head))), row(["---", "---", "---", "---:", "---"]), ...rows].join("\n"),
    ...(left > 0
      ? [pen.t({ zh: "还有 {left} 条规则未列出。", en: "{left} more {left|rule is|rules are} not listed." }, { left })]
      : []),
  ];
}

const maxRows = 100;

/** The failing cases, those of the worst rules first. */
function details(summary: Summary, groups: readonly RuleGroup[], pen: Pen): readonly string[] {
  const failing = new Set(groups.flatMap((group) => group.cases).filter((result) => result.verdict === "failed"));
  const parts: string[] = [];
  let used = 0;
  for (const result of failing) {
    const part = caseDetails(result, summary.exchanges, pen);
    used += part.length;
    if (used > maxDetailCharacters) break;
    parts.push(part);
  }
  const left = failing.size - parts.length;
  if (left === 0) return parts;
  return [...parts, pen.t(leftOut, { left })];
}

const leftOut = {
  zh: "还有 {left} 个失败用例未展开，完整内容见 html 或 json 报告。",
  en: "{left} more failing cases are not shown; see the html or json report.",
};

function brokenList(cases: readonly CaseResult[], pen: Pen): readonly string[] {
  return reasonList(pen.t({ zh: "未能执行", en: "Could not be carried out" }), brokenByReason(cases), pen);
}

function skippedList(cases: readonly CaseResult[], pen: Pen): readonly string[] {
  return reasonList(pen.t({ zh: "跳过的用例", en: "Skipped" }), skippedByReason(cases), pen);
}

function reasonList(title: string, groups: readonly WithReason[], pen: Pen): readonly string[] {
  if (groups.length === 0) return [];
  const lines = groups.slice(0, maxRows).map(({ reason, cases }) => `- ${cases.length} × ${pen.message(reason)}`);
  return [`### ${title}`, lines.join("\n")];
}

function reachability({ finished }: Summary, pen: Pen): readonly string[] {
  const codes = finished?.reachability ?? [];
  if (codes.length === 0) return [];
  const list = (isReached: boolean) =>
    codes
      .filter((code) => code.reached === isReached)
      .map((code) => `${code.code} ${pen.t(code.meaning)}`)
      .join(", ");
  const shown = codes.filter((code) => code.reached).length;
  return [
    `### ${pen.t({ zh: "错误码", en: "Error codes" })}: ${shown}/${codes.length}`,
    [
      `- ${pen.t({ zh: "出现过", en: "shown" })}: ${list(true) || "-"}`,
      `- ${pen.t({ zh: "未出现", en: "not shown" })}: ${list(false) || "-"}`,
    ].join("\n"),
  ];
}
