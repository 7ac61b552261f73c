import type { JsonValue } from "../../../core/json.js";
import { stringifyJson } from "../../../core/json.js";
import { chinaText, utcText } from "../../../core/moment.js";
import { type Lang, type Message, say, sayMessage, type Text, type TextArgs } from "../../../core/text.js";
import { escapeHtml } from "../../../reporters/escape-html.js";
import { visibleLine } from "../../../reporters/visible-text.js";

/** Writes escaped text into the page, in the language that its reader chose. */
export type Ink = {
  readonly lang: Lang;
  t(text: Text, args?: TextArgs): string;
  message(message: Message): string;
  /** An address of this page that keeps the language. */
  href(path: string): string;
  /** A moment on a Chinese clock, in full for machines. */
  time(epochMs: number): string;
  /** How long until a moment; the page's script counts on. */
  left(epochMs: number): string;
};

type InkOptions = {
  readonly lang: Lang;
  /** The language stands in the address only once somebody chose it. */
  readonly isChosen: boolean;
  readonly now: number;
};

export function createInk({ lang, isChosen, now }: InkOptions): Ink {
  return {
    lang,
    t: (text, args) => escapeHtml(say(lang, text, args)),
    message: (message) => escapeHtml(sayMessage(lang, message)),
    href: (path) =>
      escapeHtml(isChosen ? `${path}${path.includes("?") ? "&" : "?"}lang=${encodeURIComponent(lang)}` : path),
    time: (at) => `<time datetime="${utcText(at)}">${chinaText(at).slice(5, 23).replace("T", " ")}</time>`,
    left: (at) =>
      `<span class="left" data-until="${at}">${escapeHtml(say(lang, leftText, { left: clock(at - now) }))}</span>`,
  };
}

export const leftText: Text = { zh: "还剩 {left}", en: "{left} left" };

/** `1:05:09`, or `0:00` once it is over. */
function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Someone's text on one line, as code. */
export function code(text: string): string {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}

export function jsonCode(value: JsonValue): string {
  const text = stringifyJson(value);
  return code(text.length > 600 ? `${text.slice(0, 600)}…` : text);
}
