import type { CaseResult } from "../../core/event.js";
import type { Finding } from "../../core/finding.js";
import type { RuleBase } from "../../core/rule.js";
import { escapeHtml } from "../escape-html.js";
import type { RuleGroup } from "../rule-groups.js";
import { severityBadge } from "./badges.js";
import { code, type Ink, jsonCode } from "./ink.js";

/** Entries of a rule that are open; the rest unfold. */
const openEntries = 3;

/** Addresses inside the page, by case. */
export type Anchors = ReadonlyMap<CaseResult, string>;

export function findingsSection(
  groups: readonly RuleGroup[],
  rules: readonly RuleBase[],
  anchors: Anchors,
  ink: Ink,
): string {
  const cards = groups.map((group) =>
    ruleCard(
      group,
      rules.find(({ id }) => id === group.rule),
      anchors,
      ink,
    ),
  );
  const none = `<p class="empty">${ink.t({ zh: "没有发现。", en: "Nothing was found." })}</p>`;
  return [
    '<section id="findings" aria-labelledby="findings-title">',
    `<h2 id="findings-title">${ink.t({ zh: "发现", en: "Findings" })}</h2>`,
    `<p class="hint">${ink.t(orderHint)}</p>`,
    ...(cards.length === 0 ? [none] : cards),
    "</section>",
  ].join("\n");
}

const orderHint = {
  zh: "按规则分组，先错误后警告，对客人伤害大的在前。",
  en: "By rule: errors before warnings, and first what hurts the guest most.",
};

function ruleCard(
  { rule, severity, hurt, entries, cases }: RuleGroup,
  known: RuleBase | undefined,
  anchors: Anchors,
  ink: Ink,
): string {
  const items = entries.map(({ finding, result }) => entry(finding, result, anchors, ink));
  const rest = items.slice(openEntries);
  return [
    `<article class="card ${severity}">`,
    "<header>",
    severityBadge(severity, ink),
    `<h3>${code(rule)}</h3>`,
    severity === "error" && hurt.id !== "other" ? `<span class="hurt">${ink.t(hurt.title)}</span>` : "",
    `<span class="count">${ink.t({ zh: "{count} 个用例", en: "cases: {count}" }, { count: cases.length })}</span>`,
    "</header>",
    known ? `<p class="rule-title">${ink.t(known.title)}</p>` : "",
    `<ul class="entries">${items.slice(0, openEntries).join("")}</ul>`,
    rest.length === 0
      ? ""
      : `<details><summary>${ink.t({ zh: "其余 {count} 条", en: "{count} more" }, { count: rest.length })}</summary><ul class="entries">${rest.join("")}</ul></details>`,
    known ? explanation(known, ink) : "",
    "</article>",
  ].join("");
}

function entry(finding: Finding, result: CaseResult, anchors: Anchors, ink: Ink): string {
  const link = `<a href="#${anchors.get(result) ?? ""}">${escapeHtml(result.id)}</a>`;
  return `<li>${findingBody(finding, ink)}<p class="where">${ink.t({ zh: "用例 ", en: "case " })}${link}</p></li>`;
}

function explanation(rule: RuleBase, ink: Ink): string {
  const label = ink.t({ zh: "为什么重要，如何修正", en: "Why it matters, how to fix it" });
  return `<details><summary>${label}</summary><p>${ink.t(rule.explanation)}</p></details>`;
}

/** The sentence, both values, and the field of the documents. */
export function findingBody({ message, pointer, expected, actual, doc }: Finding, ink: Ink): string {
  return [
    `<p class="said">${ink.message(message)}</p>`,
    '<dl class="values">',
    pointer === "" ? "" : `<div><dt>${ink.t({ zh: "位置", en: "at" })}</dt><dd>${code(pointer)}</dd></div>`,
    `<div><dt>${ink.t({ zh: "期望", en: "expected" })}</dt><dd>${jsonCode(expected)}</dd></div>`,
    `<div><dt>${ink.t({ zh: "实际", en: "got" })}</dt><dd class="got">${jsonCode(actual)}</dd></div>`,
    `<div><dt>${ink.t({ zh: "文档", en: "documents" })}</dt><dd>${code(`${doc.page} → ${doc.field}`)}</dd></div>`,
    "</dl>",
  ].join("");
}
