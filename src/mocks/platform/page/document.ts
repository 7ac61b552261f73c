import { type Lang, say, type Text } from "../../../core/text.js";
import { escapeHtml } from "../../../reporters/escape-html.js";
import { assetPrefix } from "./assets-prefix.js";
import { code, type Ink, leftText } from "./ink.js";

export type PageContent = {
  readonly title: Text;
  /** Path of the page, for the language switch. */
  readonly path: string;
  /** One sentence about the state shown; said aloud when it changes. */
  readonly news: string;
  /** What could not be done. */
  readonly problem?: string;
  readonly main: string;
};

export type PageFrame = {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly timeScale: number;
};

/** The whole document: no inline script or style, nothing from elsewhere. */
export function pageDocument({ title, path, news, problem, main }: PageContent, frame: PageFrame, ink: Ink): string {
  const pageTitle = escapeHtml(`${say(ink.lang, title)} · mock douyin`);
  return [
    "<!doctype html>",
    `<html lang="${ink.lang === "zh" ? "zh-CN" : "en"}" data-left="${ink.t(leftText)}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${pageTitle}</title>`,
    `<link rel="icon" href="${assetPrefix}/icon.svg"><link rel="stylesheet" href="${assetPrefix}/style.css">`,
    `<script src="${assetPrefix}/script.js" defer></script></head>`,
    `<body><a class="skip" href="#main">${ink.t(texts.skip)}</a>`,
    header(path, ink),
    `<main id="main" tabindex="-1" data-news="${news}">`,
    `<div id="problem" role="alert" data-part>${problem === undefined ? "" : `<p class="problem">${problem}</p>`}</div>`,
    main,
    "</main>",
    footer(frame, ink),
    '<p id="news" role="status" class="unseen"></p>',
    "</body></html>",
  ].join("\n");
}

function header(path: string, ink: Ink): string {
  const languages = (["zh", "en"] as const).map((lang) => languageLink(lang, path, ink)).join("");
  return [
    `<header class="top"><a class="brand" href="${ink.href("/")}">mock douyin</a>`,
    `<span id="live" class="live" data-on="${ink.t(texts.live)}" data-off="${ink.t(texts.lost)}">${ink.t(texts.still)}</span>`,
    `<nav aria-label="${ink.t(texts.language)}"><ul class="languages">${languages}</ul></nav></header>`,
  ].join("");
}

function languageLink(lang: Lang & ("zh" | "en"), path: string, ink: Ink): string {
  const [plain, query = ""] = path.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("lang", lang);
  const current = ink.lang === lang ? ' aria-current="true"' : "";
  const name = lang === "zh" ? "中文" : "English";
  return `<li><a lang="${lang === "zh" ? "zh-CN" : "en"}" hreflang="${lang === "zh" ? "zh-CN" : "en"}" href="${escapeHtml(`${plain}?${parameters}`)}"${current}>${name}</a></li>`;
}

function footer({ endpoints, timeScale }: PageFrame, ink: Ink): string {
  const targets = Object.entries(endpoints).map(([id, url]) => `<li>${code(id)} → ${code(url)}</li>`);
  const scaled = timeScale === 1 ? "" : ` ${ink.t(texts.scaled, { scale: timeScale })}`;
  return `<footer><p>${ink.t(texts.merchant)}</p><ul>${targets.join("")}</ul><p>${ink.t(texts.times)}${scaled}</p></footer>`;
}

const texts = {
  skip: { zh: "跳到正文", en: "Skip to the content" },
  language: { zh: "语言", en: "Language" },
  live: { zh: "实时更新", en: "live" },
  lost: { zh: "连接已断开，正在重连", en: "connection lost, trying again" },
  still: { zh: "重新加载以更新", en: "reload to update" },
  merchant: { zh: "回调发往：", en: "Callbacks go to:" },
  times: { zh: "时间为北京时间。", en: "Times are China Standard Time." },
  scaled: { zh: "平台的等待除以 {scale}。", en: "The platform's waits are divided by {scale}." },
};
