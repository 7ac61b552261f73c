import type { Totals } from "../../core/event.js";
import { isObject } from "../../core/json.js";
import { durationText } from "../duration-text.js";
import { escapeHtml } from "../escape-html.js";
import { runVerdicts } from "../labels.js";
import type { RuleGroup } from "../rule-groups.js";
import type { Summary } from "../summary.js";
import { tones } from "./badges.js";
import { code, type Ink } from "./ink.js";

/** The verdict, what it means for guests, the counts, and which run this was. */
export function overview(summary: Summary, groups: readonly RuleGroup[], ink: Ink): string {
  const { verdict, totals, notices } = summary;
  return [
    `<section class="overview" aria-labelledby="verdict">`,
    `<p class="eyebrow">${ink.t({ zh: "酒店订单回调契约测试", en: "Hotel order callbacks: contract test" })}</p>`,
    `<h1 id="verdict" class="${tones[verdict]}">${ink.t(runVerdicts[verdict])}</h1>`,
    worst(groups, ink),
    notices.length === 0
      ? ""
      : `<ul class="notices">${notices.map((notice) => `<li>${ink.message(notice)}</li>`).join("")}</ul>`,
    bar(totals),
    counts(totals, ink),
    facts(summary, ink),
    "</section>",
  ].join("\n");
}

function worst(groups: readonly RuleGroup[], ink: Ink): string {
  const [first] = groups;
  if (first?.severity !== "error" || first.hurt.id === "other") return "";
  const label = ink.t({ zh: "对客人最严重的后果：", en: "Worst for the guest: " });
  return `<p class="lead">${label}<strong>${ink.t(first.hurt.title)}</strong></p>`;
}

/** Attributes instead of styles: the content policy allows no inline style. */
function bar({ cases, passed, failed, broken, skipped }: Totals): string {
  if (cases === 0) return "";
  let x = 0;
  const parts = (
    [
      ["bad", failed + broken],
      ["good", passed],
      ["calm", skipped],
    ] as const
  ).map(([tone, count]) => {
    const width = (count / cases) * 100;
    const rect = `<rect class="${tone}" x="${x.toFixed(3)}" y="0" width="${width.toFixed(3)}" height="1"/>`;
    x += width;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${parts.join("")}</svg>`;
}

function counts({ findings, ...cases }: Totals, ink: Ink): string {
  const cells = [
    ["", { zh: "用例", en: "cases" }, cases.cases],
    ["good", { zh: "通过", en: "passed" }, cases.passed],
    ["bad", { zh: "失败", en: "failed" }, cases.failed],
    ["calm", { zh: "跳过", en: "skipped" }, cases.skipped],
    ["bad", { zh: "未能执行", en: "broken" }, cases.broken],
    ["bad", { zh: "错误", en: "errors" }, findings.error],
    ["warn", { zh: "警告", en: "warnings" }, findings.warning],
    ["calm", { zh: "提示", en: "infos" }, findings.info],
  ] as const;
  const items = cells.map(
    ([tone, label, count]) =>
      `<div class="${count === 0 ? "calm" : tone}"><dt>${ink.t(label)}</dt><dd>${count}</dd></div>`,
  );
  return `<dl class="counts">${items.join("")}</dl>`;
}

function facts({ started, durationMs }: Summary, ink: Ink): string {
  const endpoints = started?.settings.endpoints;
  const targets = isObject(endpoints) ? Object.entries(endpoints) : [];
  const rows: readonly (readonly [string, string])[] = [
    ...targets.map(([id, url]) => [escapeHtml(id), code(String(url))] as const),
    [ink.t({ zh: "开始", en: "started" }), escapeHtml(started?.startedAt ?? "")],
    [ink.t({ zh: "用时", en: "took" }), durationText(durationMs)],
    [ink.t({ zh: "随机种子", en: "seed" }), code(String(started?.seed ?? ""))],
  ];
  return `<dl class="facts">${rows.map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`).join("")}</dl>`;
}
