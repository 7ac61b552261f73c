import { escapeHtml } from "../../../reporters/escape-html.js";
import { failureKinds } from "../../../reporters/labels.js";
import { marked } from "../../../reporters/visible-text.js";
import type { AttemptView, OperationView, RawRequest, RawResponse } from "../view.js";
import { code, type Ink } from "./ink.js";

/** Characters of one body on the page; `order show --json` has the rest. */
const maxBody = 65_536;

/** What was sent and what came back, folded. */
export function attemptExchange(attempt: AttemptView, id: string, ink: Ink): string {
  const { request, response, failure } = attempt;
  if (!request) return "";
  const answer = response ? responsePane(response, `${id}-a`, ink) : "";
  const failed = failure
    ? `<p class="bad">${ink.t(failureKinds[failure.kind])}${failure.detail ? ` ${code(failure.detail)}` : ""}</p>`
    : "";
  return folded(id, requestPane(request, `${id}-q`, ink), answer + failed, ink);
}

export function operationExchange({ request, response }: OperationView, id: string, ink: Ink): string {
  return folded(id, requestPane(request, `${id}-q`, ink), responsePane(response, `${id}-a`, ink), ink);
}

function folded(id: string, request: string, answer: string, ink: Ink): string {
  const panes = [pane(`${id}-q`, ink.t(texts.request), request), pane(`${id}-a`, ink.t(texts.answer), answer)];
  return `<details id="${id}" class="raw"><summary>${ink.t(texts.raw)}</summary><div class="panes">${panes.join("")}</div></details>`;
}

function pane(id: string, title: string, content: string): string {
  return `<div class="pane"><p class="pane-title" id="${id}">${title}</p>${content}</div>`;
}

function requestPane({ method, url, headers, body }: RawRequest, id: string, ink: Ink): string {
  return `<p>${code(`${method} ${url}`)}</p>${headerList(headers, id, ink)}${bodyBlock(body, id, ink)}`;
}

function responsePane({ status, headers, body }: RawResponse, id: string, ink: Ink): string {
  return `<p>${code(`HTTP ${status}`)}</p>${headerList(headers, id, ink)}${bodyBlock(body, id, ink)}`;
}

function headerList(headers: RawRequest["headers"], id: string, ink: Ink): string {
  if (headers.length === 0) return "";
  const rows = headers.map(([name, value]) => `<div><dt>${code(name)}</dt><dd>${code(value)}</dd></div>`);
  const label = ink.t(texts.headers, { count: headers.length });
  return `<details id="${id}-h"><summary>${label}</summary><dl class="headers">${rows.join("")}</dl></details>`;
}

/** Long bodies scroll, so a keyboard must reach them. HTML drops a line end right after `<pre>`. */
function bodyBlock(body: string, label: string, ink: Ink): string {
  const size = new TextEncoder().encode(body).byteLength;
  if (size === 0) return `<p class="soft">${ink.t(texts.empty)}</p>`;
  const cut = body.length > maxBody ? `<p class="soft">${ink.t(texts.cut, { length: body.length })}</p>` : "";
  // A carriage return is a byte like any other here, and would be lost on the way through HTML.
  const text = escapeHtml(body.slice(0, maxBody).replaceAll("\r", marked));
  return `<p class="soft">${ink.t(texts.bytes, { size })}</p><pre tabindex="0" role="group" aria-labelledby="${label}">\n${text}</pre>${cut}`;
}

const texts = {
  raw: { zh: "原始请求与应答", en: "Raw request and answer" },
  request: { zh: "请求", en: "Request" },
  answer: { zh: "应答", en: "Answer" },
  headers: { zh: "HTTP 头（{count}）", en: "Headers ({count})" },
  empty: { zh: "（空）", en: "(empty)" },
  bytes: { zh: "{size} 字节，原样", en: "{size} bytes, as they are" },
  cut: {
    zh: "共 {length} 个字符，完整内容见 order show --json。",
    en: "{length} characters in all; order show --json has them.",
  },
};
