import { clipText } from "../../core/excerpt.js";
import type { JsonValue } from "../../core/json.js";
import { stringifyJson } from "../../core/json.js";
import { type Lang, type Message, say, type Text, type TextArgs } from "../../core/text.js";
import { escapeHtml } from "../escape-html.js";
import { visibleLine } from "../visible-text.js";
import { weave } from "../weave.js";

/** Writes sentences into the page in both languages; the reader's choice shows one of them. */
export type Ink = {
  /** One of our own sentences. */
  t(text: Text, args?: TextArgs): string;
  /** A sentence that came with an event; its values stand out as code. */
  message(message: Message): string;
};

export function createInk(lang: Lang): Ink {
  const zh: Lang = lang === "pseudo" ? "pseudo" : "zh";
  const en: Lang = lang === "pseudo" ? "pseudo" : "en";
  const spans = (inZh: string, inEn: string) =>
    inZh === inEn ? inZh : `<span lang="zh-CN">${inZh}</span><span lang="en">${inEn}</span>`;
  return {
    t: (text, args) => spans(escapeHtml(say(zh, text, args)), escapeHtml(say(en, text, args))),
    message: (message) => spans(weave(zh, message, weaver), weave(en, message, weaver)),
  };
}

const weaver = {
  literal: (text: string) => escapeHtml(text).replaceAll("\n", "<br>"),
  value: (text: string) => `<code>${escapeHtml(visibleLine(text))}</code>`,
};

/** Someone's text on one line, as code. */
export function code(text: string): string {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}

export function jsonCode(value: JsonValue): string {
  return code(clipText(stringifyJson(value), 2000));
}
