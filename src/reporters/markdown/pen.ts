import { type Lang, type Message, say, type Text, type TextArgs } from "../../core/text.js";
import { escapeHtml } from "../escape-html.js";
import { codeSpan, escapeMarkdown } from "../escape-markdown.js";
import { visibleLine } from "../visible-text.js";
import { weave } from "../weave.js";

/** Writes sentences into Markdown: ours and the events' alike come out escaped. */
export type Pen = {
  t(text: Text, args?: TextArgs): string;
  /** For lines that are HTML, where Markdown's escapes would show. */
  html(text: Text): string;
  /** Values stand out as code. */
  message(message: Message): string;
};

export function createPen(lang: Lang): Pen {
  return {
    t: (text, args) => escapeMarkdown(say(lang, text, args)),
    html: (text) => escapeHtml(visibleLine(say(lang, text))),
    message: (message) => weave(lang, message, { literal: escapeLines, value: codeSpan }),
  };
}

/** A sentence of several lines stays in its table cell. */
function escapeLines(text: string): string {
  return text.split("\n").map(escapeMarkdown).join("<br>");
}
