import type { ReportedExchange } from "../../core/event.js";
import { clipText } from "../../core/excerpt.js";
import { platformActions } from "../../core/exchange.js";
import { durationText } from "../duration-text.js";
import { escapeHtml } from "../escape-html.js";
import { failureKinds } from "../labels.js";
import { severityBadge } from "./badges.js";
import { code, type Ink } from "./ink.js";

/** Characters of one body; the json report has the rest. */
const maxBody = 65_536;

/** One attempt on a case's timeline: when, what was sent and came back side by side, what Douyin would do. */
export function attempt(exchange: ReportedExchange, span: Span, anchor: string, ink: Ink): string {
  const { request, response, failure, platform, durationMs } = exchange;
  const at = Math.max(0, Date.parse(exchange.startedAt) - span.start);
  const status = response ? `HTTP ${response.status}` : failure ? ink.t(failureKinds[failure.kind]) : "";
  const isGood = response?.status === 200;
  return [
    `<li class="attempt" id="${anchor}">`,
    `<p class="when"><span class="offset">+${durationText(at)}</span>`,
    `${code(exchange.callback)} <span>${ink.t({ zh: "第 {n} 次", en: "attempt {n}" }, { n: exchange.attempt })}</span>`,
    `<span class="badge ${isGood ? "calm" : "bad"}">${status}</span> <span>${durationText(durationMs)}</span>`,
    ...exchange.findings.map((finding) => `<span>${severityBadge(finding.severity, ink)} ${code(finding.rule)}</span>`),
    "</p>",
    strip(at, durationMs, span),
    '<div class="panes">',
    pane(`${anchor}-q`, ink.t({ zh: "请求", en: "request" }), requestPane(request, `${anchor}-q`, ink)),
    pane(`${anchor}-a`, ink.t({ zh: "应答", en: "answer" }), answerPane(exchange, `${anchor}-a`, ink)),
    "</div>",
    `<p class="platform"><strong>${ink.t({ zh: "抖音将", en: "Douyin will" })}</strong> `,
    `${ink.t(platformActions[platform.action])}<span class="why">${ink.message(platform.reason)} ${code(platform.rule)}</span></p>`,
    "</li>",
  ].join("");
}

/** The time that a case took on the wire, in ms. */
export type Span = { readonly start: number; readonly length: number };

function strip(at: number, durationMs: number, { length }: Span): string {
  const scale = 100 / Math.max(length, 1);
  const width = Math.max(durationMs * scale, 0.8);
  const x = Math.min(at * scale, 100 - width);
  return `<svg class="strip" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect x="${Math.max(0, x).toFixed(2)}" y="0" width="${Math.min(width, 100).toFixed(2)}" height="1"/></svg>`;
}

function pane(id: string, title: string, content: string): string {
  return `<div class="pane"><p class="pane-title" id="${id}">${title}</p>${content}</div>`;
}

function requestPane({ method, url, headers, body }: ReportedExchange["request"], id: string, ink: Ink): string {
  return `<p class="line">${code(`${method} ${url}`)}</p>${headerList(headers, ink)}${bodyBlock(body, id, ink)}`;
}

function answerPane({ response, failure }: ReportedExchange, id: string, ink: Ink): string {
  if (response) {
    const status = `<p class="line">${code(`HTTP ${response.status}`)}</p>`;
    return `${status}${headerList(response.headers, ink)}${bodyBlock(response.body, id, ink)}`;
  }
  if (!failure) return "";
  return `<p class="line bad">${ink.t(failureKinds[failure.kind])} ${code(failure.detail)}</p>`;
}

function headerList(headers: Readonly<Record<string, string>>, ink: Ink): string {
  const entries = Object.entries(headers);
  if (entries.length === 0) return "";
  const rows = entries.map(([name, value]) => `<div><dt>${code(name)}</dt><dd>${code(value)}</dd></div>`);
  const label = ink.t({ zh: "HTTP 头（{count}）", en: "Headers ({count})" }, { count: entries.length });
  return `<details class="headers"><summary>${label}</summary><dl>${rows.join("")}</dl></details>`;
}

/** Long bodies scroll, so a keyboard must reach them. HTML drops the line end after `<pre>`, and would drop a body's own. */
export function bodyBlock(body: string, labelId: string, ink: Ink): string {
  if (body === "") return `<p class="empty">${ink.t({ zh: "（空）", en: "(empty)" })}</p>`;
  const cut = ink.t(cutOff, { length: body.length });
  const rest = body.length > maxBody ? `<p class="empty">${cut}</p>` : "";
  const text = escapeHtml(clipText(body, maxBody));
  return `<pre class="body" tabindex="0" role="group" aria-labelledby="${labelId}">\n${text}</pre>${rest}`;
}

const cutOff = {
  zh: "共 {length} 个字符，完整内容见 json 报告。",
  en: "{length} characters in all; the json report has them.",
};
