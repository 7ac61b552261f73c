import type { Failure, JudgedExchange, PlatformAction } from "../core/exchange.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { WireRequest } from "../core/ports.js";
import { renderFinding } from "../core/render-finding.js";
import { type Lang, sayMessage } from "../core/text.js";

/** One attempt as `send --json` shows it (and `--save` keeps it): exact texts, headers in their own spelling. */
export function attemptJson(n: number, { exchange, findings, platform }: JudgedExchange, lang: Lang): JsonObject {
  return {
    n,
    startedAt: exchange.startedAt,
    durationMs: Math.round(exchange.durationMs),
    request: requestJson({ url: exchange.url, headers: exchange.requestHeaders, body: exchange.requestBytes }),
    response: responseJson(exchange.answer),
    failure: failureJson(exchange.failure),
    platform: platformJson(platform, lang),
    findings: findings.map((finding) => renderFinding(finding, lang)),
    signature: exchange.signature,
    malformed: exchange.malformed,
    timeoutMs: exchange.timeoutMs,
  };
}

export function platformJson({ action, reason, rule }: PlatformAction, lang: Lang): JsonObject {
  return { action, reason: sayMessage(lang, reason), rule };
}

/** A request with its exact text. */
export function requestJson({ url, headers, body }: Pick<WireRequest, "url" | "headers" | "body">): JsonObject {
  return { method: "POST", url, headers: headersJson(headers), body: decode(body) };
}

/** Keeps a byte order mark: it is part of what was sent. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function responseJson(answer: JudgedExchange["exchange"]["answer"]): JsonValue {
  if (!answer) return null;
  return {
    status: answer.status,
    headers: headersJson(answer.rawHeaders),
    body: decode(answer.bytes),
    ...(answer.text === undefined ? { bodyBase64: base64(answer.bytes) } : {}),
  };
}

/** Bytes that are no UTF-8, so that a saved exchange loses none of them. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function failureJson(failure: Failure | undefined): JsonValue {
  return failure ? { kind: failure.kind, detail: failure.detail } : null;
}

/** Repeated headers are joined with ", ", as a receiver would. */
export function headersJson(headers: readonly (readonly [string, string])[]): JsonObject {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) joined.set(name, joined.has(name) ? `${joined.get(name)}, ${value}` : value);
  return Object.fromEntries(joined);
}
