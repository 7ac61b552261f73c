import type { ReporterOptions } from "../../core/event.js";
import { say, type Text } from "../../core/text.js";
import { escapeHtml } from "../escape-html.js";
import { runVerdicts } from "../labels.js";
import { groupByRule } from "../rule-groups.js";
import type { Summary } from "../summary.js";
import { tones } from "./badges.js";
import { casesSection } from "./cases.js";
import { codesSection, settingsSection, skippedSection } from "./closing.js";
import { findingsSection } from "./findings.js";
import { createInk, type Ink } from "./ink.js";
import { overview } from "./overview.js";
import type { Assets } from "./policy.js";

/** The whole document: no request, no inline style or handler, nothing that runs but the one script of the policy. */
export function htmlPage(summary: Summary, { lang, rules = [] }: ReporterOptions, assets: Assets): string {
  const ink = createInk(lang);
  const groups = groupByRule(summary.cases);
  const anchors = new Map(summary.cases.map((result, index) => [result, `case-${index + 1}`]));
  const titles = { zh: title(summary, "zh"), en: title(summary, "en") };
  const first = lang === "zh" ? "zh" : "en";
  return [
    "<!doctype html>",
    `<html lang="${first === "zh" ? "zh-CN" : "en"}" data-title-zh="${escapeHtml(titles.zh)}" data-title-en="${escapeHtml(titles.en)}">`,
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${assets.policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(titles[first])}</title>`,
    `<link rel="icon" href="${icon(tones[summary.verdict])}">`,
    `<style>${assets.style}</style>`,
    "</head>",
    "<body>",
    `<a class="skip" href="#main">${ink.t({ zh: "跳到正文", en: "Skip to the report" })}</a>`,
    pageHeader(summary, first, ink),
    '<main id="main" tabindex="-1">',
    overview(summary, groups, ink),
    findingsSection(groups, rules, anchors, ink),
    casesSection(summary, anchors, ink),
    skippedSection(summary, ink),
    codesSection(summary, anchors, ink),
    settingsSection(summary, ink),
    "</main>",
    `<footer><p>${escapeHtml(toolName(summary))}</p></footer>`,
    `<script>${assets.script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function title(summary: Summary, lang: "zh" | "en"): string {
  return `${say(lang, runVerdicts[summary.verdict])} · ${toolName(summary)}`;
}

function toolName({ started }: Summary): string {
  return `${started?.tool.name ?? ""} ${started?.tool.version ?? ""}`;
}

function pageHeader(summary: Summary, first: "zh" | "en", ink: Ink): string {
  const links: readonly (readonly [string, Text])[] = [
    ["findings", { zh: "发现", en: "Findings" }],
    ["cases", { zh: "用例", en: "Cases" }],
    ...(summary.finished?.reachability.length ? [["codes", { zh: "错误码", en: "Codes" }] as const] : []),
    ["settings", { zh: "设置", en: "Settings" }],
  ];
  return [
    '<header class="top">',
    `<p class="brand">${escapeHtml(summary.started?.tool.name ?? "")}</p>`,
    `<nav aria-labelledby="nav-title"><h2 class="unseen" id="nav-title">${ink.t({ zh: "本页内容", en: "On this page" })}</h2><ul>`,
    ...links.map(([id, label]) => `<li><a href="#${id}">${ink.t(label)}</a></li>`),
    "</ul></nav>",
    choice(
      "lang",
      { zh: "语言", en: "Language" },
      [
        ["zh", "中文", "zh-CN"],
        ["en", "English", "en"],
      ],
      first,
      ink,
    ),
    themeChoice(ink),
    "</header>",
  ].join("");
}

/** Language names stand in their own language. */
function choice(
  name: string,
  legend: Text,
  options: readonly (readonly [string, string, string])[],
  checked: string,
  ink: Ink,
): string {
  const radios = options.map(
    ([value, label, tag]) =>
      `<label><input type="radio" name="${name}" id="${name}-${value}" value="${value}"${value === checked ? " checked" : ""}><bdi lang="${tag}">${label}</bdi></label>`,
  );
  return `<fieldset class="choice"><legend class="unseen">${ink.t(legend)}</legend>${radios.join("")}</fieldset>`;
}

function themeChoice(ink: Ink): string {
  const options: readonly (readonly [string, Text])[] = [
    ["auto", { zh: "自动", en: "Auto" }],
    ["light", { zh: "浅色", en: "Light" }],
    ["dark", { zh: "深色", en: "Dark" }],
  ];
  const radios = options.map(
    ([value, label]) =>
      `<label><input type="radio" name="theme" id="theme-${value}" value="${value}"${value === "auto" ? " checked" : ""}><span>${ink.t(label)}</span></label>`,
  );
  return `<fieldset class="choice"><legend class="unseen">${ink.t({ zh: "配色", en: "Theme" })}</legend>${radios.join("")}</fieldset>`;
}

/** A dot in the colour of the verdict, so that tabs tell reports apart. */
function icon(tone: string): string {
  const colour = { good: "%231a7f4b", bad: "%23c0362c", warn: "%23b7791f" }[tone] ?? "%23777";
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='3' fill='${colour}'/%3E%3C/svg%3E`;
}
