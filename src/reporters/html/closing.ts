import type { CaseResult, CodeReach } from "../../core/event.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { skippedByReason } from "../case-groups.js";
import { escapeHtml } from "../escape-html.js";
import type { Summary } from "../summary.js";
import { visibleLine } from "../visible-text.js";
import type { Anchors } from "./findings.js";
import { code, type Ink, jsonCode } from "./ink.js";

export function skippedSection({ cases }: Summary, ink: Ink): string {
  const groups = skippedByReason(cases);
  if (groups.length === 0) return "";
  const rows = groups.map(({ reason, cases: own }) => {
    const ids = own.map((result) => code(result.id)).join(" ");
    return `<li><details><summary><span class="count">${own.length}</span> ${ink.message(reason)}</summary><p>${ids}</p></details></li>`;
  });
  return `<section id="skipped" aria-labelledby="skipped-title"><h2 id="skipped-title">${ink.t({ zh: "跳过的原因", en: "Why cases were skipped" })}</h2><ul class="plain">${rows.join("")}</ul></section>`;
}

/** Which of the documented codes the merchant showed, and by what. */
export function codesSection({ finished, cases }: Summary, anchors: Anchors, ink: Ink): string {
  const codes = finished?.reachability ?? [];
  if (codes.length === 0) return "";
  const shown = codes.filter((reach) => reach.reached).length;
  const heads = [
    { zh: "错误码", en: "code" },
    { zh: "含义", en: "meaning" },
    { zh: "是否出现", en: "shown" },
    { zh: "由什么引出", en: "brought about by" },
  ].map((head) => `<th scope="col">${ink.t(head)}</th>`);
  return [
    '<section id="codes" aria-labelledby="codes-title">',
    `<h2 id="codes-title">${ink.t({ zh: "错误码覆盖", en: "Error codes shown" })} <span class="count">${shown}/${codes.length}</span></h2>`,
    `<div class="scroll" tabindex="0" role="group" aria-labelledby="codes-title"><table><thead><tr>${heads.join("")}</tr></thead><tbody>`,
    ...codes.map((reach) => codeRow(reach, caseLink(reach, cases, anchors), ink)),
    "</tbody></table></div></section>",
  ].join("");
}

function codeRow({ code: value, meaning, reached, provokedBy }: CodeReach, link: string, ink: Ink): string {
  const tone = reached ? "good" : "calm";
  const mark = reached ? ink.t({ zh: "出现", en: "yes" }) : ink.t({ zh: "未出现", en: "no" });
  const by = provokedBy === undefined ? "" : jsonCode(provokedBy);
  return `<tr><th scope="row">${value}</th><td>${ink.t(meaning)}</td><td><span class="badge ${tone}">${mark}</span></td><td>${by} ${link}</td></tr>`;
}

/** The case in which the code was seen. */
function caseLink({ exchange }: CodeReach, cases: readonly CaseResult[], anchors: Anchors): string {
  const result = exchange === undefined ? undefined : cases.find(({ exchanges }) => exchanges.includes(exchange));
  return result ? `<a href="#${anchors.get(result) ?? ""}">${escapeHtml(visibleLine(result.id))}</a>` : "";
}

/** Every setting by its path, the readings of the documents' conflicts included. */
export function settingsSection({ started }: Summary, ink: Ink): string {
  const rows = flatten(started?.settings ?? {}, "").map(
    ([path, value]) => `<div><dt>${code(path)}</dt><dd>${jsonCode(value)}</dd></div>`,
  );
  return `<section id="settings" aria-labelledby="settings-title"><h2 id="settings-title">${ink.t({ zh: "生效的设置", en: "Settings in force" })}</h2><dl class="settings">${rows.join("")}</dl></section>`;
}

function flatten(object: JsonObject, prefix: string): readonly (readonly [string, JsonValue])[] {
  return Object.entries(object).flatMap(([key, value]) =>
    isObject(value) && Object.keys(value).length > 0
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as const],
  );
}
