import type { CaseResult, ReportedExchange } from "../../core/event.js";
import { reasonOf, suitesOf } from "../case-groups.js";
import { durationText } from "../duration-text.js";
import { escapeHtml } from "../escape-html.js";
import type { Summary } from "../summary.js";
import { visibleLine } from "../visible-text.js";
import { severityBadge, verdictBadge } from "./badges.js";
import { attempt, bodyBlock, type Span } from "./exchange.js";
import { type Anchors, findingBody } from "./findings.js";
import { code, type Ink } from "./ink.js";

/** Every case by suite, folded; inside, its findings and the timeline of its attempts. */
export function casesSection({ cases, exchanges }: Summary, anchors: Anchors, ink: Ink): string {
  const suites = suitesOf(cases).map((suite, index) => {
    const id = `suite-${index + 1}`;
    const { passed, cases: all, skipped } = suite.totals;
    const count = `<span class="count">${passed}/${all - skipped}</span>`;
    const rows = suite.cases.map((result) => caseRow(result, exchanges, anchors.get(result) ?? "", ink));
    return `<section class="suite" aria-labelledby="${id}"><h3 id="${id}">${escapeHtml(visibleLine(suite.name))} ${count}</h3>${rows.join("\n")}</section>`;
  });
  return [
    '<section id="cases" aria-labelledby="cases-title">',
    `<h2 id="cases-title">${ink.t({ zh: "用例", en: "Cases" })}</h2>`,
    toolbar(ink),
    ...suites,
    `<p class="empty" id="no-match" hidden>${ink.t({ zh: "没有符合条件的用例。", en: "No case matches." })}</p>`,
    "</section>",
  ].join("\n");
}

/** Works by script, which shows it. */
function toolbar(ink: Ink): string {
  const filters = [
    ["all", { zh: "全部", en: "all" }],
    ["failed", { zh: "失败", en: "failed" }],
    ["passed", { zh: "通过", en: "passed" }],
    ["skipped", { zh: "跳过", en: "skipped" }],
  ] as const;
  const radios = filters.map(
    ([value, label], index) =>
      `<label><input type="radio" name="show" value="${value}"${index === 0 ? " checked" : ""}><span>${ink.t(label)}</span></label>`,
  );
  return [
    '<div class="toolbar" id="toolbar" hidden>',
    `<label class="search"><span>${ink.t({ zh: "筛选用例", en: "Filter cases" })}</span><input type="search" id="filter" autocomplete="off"></label>`,
    `<fieldset class="choice"><legend class="unseen">${ink.t({ zh: "按结果筛选", en: "Filter by verdict" })}</legend>${radios.join("")}</fieldset>`,
    `<button type="button" id="unfold">${ink.t({ zh: "全部展开", en: "Unfold all" })}</button>`,
    `<button type="button" id="fold">${ink.t({ zh: "全部收起", en: "Fold all" })}</button>`,
    `<label class="check"><input type="checkbox" id="indent" checked><span>${ink.t({ zh: "缩进 JSON", en: "Indent JSON" })}</span></label>`,
    '<p class="unseen" role="status" id="matches"></p>',
    "</div>",
  ].join("");
}

function caseRow(
  result: CaseResult,
  exchanges: ReadonlyMap<string, ReportedExchange>,
  anchor: string,
  ink: Ink,
): string {
  const own = result.exchanges.flatMap((id) => exchanges.get(id) ?? []);
  return [
    `<details class="case" id="${anchor}" data-verdict="${result.verdict}">`,
    `<summary>${verdictBadge(result.verdict, ink)}<span class="name">${code(result.id)} <span>${ink.t(result.title)}</span></span>`,
    `<span class="took">${durationText(result.durationMs)}</span></summary>`,
    '<div class="inside">',
    `<p class="proves">${ink.t(result.proves)}</p>`,
    result.reason || result.verdict === "broken" ? `<p class="reason">${ink.message(reasonOf(result))}</p>` : "",
    ownFindings(result, ink),
    timeline(own, anchor, ink),
    smallest(result, anchor, ink),
    reproduce(result, ink),
    "</div></details>",
  ].join("");
}

function ownFindings({ findings }: CaseResult, ink: Ink): string {
  if (findings.length === 0) return "";
  const items = findings.map(
    (finding) => `<li>${severityBadge(finding.severity, ink)} ${code(finding.rule)}${findingBody(finding, ink)}</li>`,
  );
  return `<ul class="entries">${items.join("")}</ul>`;
}

function timeline(own: readonly ReportedExchange[], anchor: string, ink: Ink): string {
  if (own.length === 0) return "";
  const span = spanOf(own);
  const items = own.map((exchange, index) => attempt(exchange, span, `${anchor}-${index + 1}`, ink));
  return `<ol class="timeline">${items.join("")}</ol>`;
}

function spanOf(own: readonly ReportedExchange[]): Span {
  const starts = own.map((exchange) => Date.parse(exchange.startedAt));
  const ends = own.map((exchange, index) => (starts[index] ?? 0) + exchange.durationMs);
  const start = Math.min(...starts);
  return { start, length: Math.max(...ends) - start };
}

function smallest({ smallestPayload }: CaseResult, anchor: string, ink: Ink): string {
  if (smallestPayload === undefined) return "";
  const id = `${anchor}-small`;
  const title = ink.t({ zh: "仍会失败的最小请求体", en: "Smallest payload that still fails" });
  return `<p class="pane-title" id="${id}">${title}</p>${bodyBlock(smallestPayload, id, ink)}`;
}

function reproduce({ reproduce: command }: CaseResult, ink: Ink): string {
  if (command === undefined) return "";
  const copy = `<button type="button" class="copy" hidden>${ink.t({ zh: "复制", en: "Copy" })}</button>`;
  return `<p class="pane-title">${ink.t({ zh: "复现命令", en: "Reproduce" })}</p><p class="command">${code(command)}${copy}</p>`;
}
