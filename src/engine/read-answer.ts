import type { Answer, Exchange } from "../core/exchange.js";
import { type JsonValue, parseJson } from "../core/json.js";
import { parseJsonText } from "../core/json-text.js";
import type { WireOutcome, WireResponse } from "../core/ports.js";
import { decodeUtf8 } from "../core/utf8.js";
import { hasRepeatedKeys } from "./repeated-keys.js";

/**
 * Reads what came over the wire: text when the bytes are UTF-8, JSON when the text is. Never throws, whatever the bytes.
 * A failure keeps the response it came with (a redirect), if there is one. Where the answer has the very list of headers
 * that an answer from `before` had, these are not joined again.
 */
export function readAnswer(outcome: WireOutcome, before?: Answer): Pick<Exchange, "answer" | "failure" | "durationMs"> {
  const { durationMs, response } = outcome;
  return {
    answer: response && readResponse(response, before),
    failure: outcome.kind === "failure" ? outcome.failure : undefined,
    durationMs,
  };
}

export function readResponse({ status, headers: rawHeaders, body: bytes }: WireResponse, before?: Answer): Answer {
  const headers = before?.rawHeaders === rawHeaders ? before.headers : joinHeaders(rawHeaders);
  const decoded = decodeUtf8(bytes);
  const text = decoded.ok ? decoded.text : undefined;
  return { status, headers, rawHeaders, bytes, text, ...readJson(text) };
}

function joinHeaders(headers: WireResponse["headers"]): Answer["headers"] {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const text = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value;
    if (key === "__proto__") Object.defineProperty(joined, key, { value: text, enumerable: true, configurable: true });
    else joined[key] = text;
  }
  return joined;
}

function readJson(text: string | undefined): Pick<Answer, "json" | "mistake" | "duplicates"> {
  if (text === undefined || isBlank(text)) return { json: undefined };
  const body = text.startsWith("\ufeff") ? text.slice(1) : text;
  const value = parseQuickly(body);
  if (value !== undefined && !hasRepeatedKeys(body, value)) return { json: value };
  return readSlowly(body);
}

/** Most answers are JSON without a repeated key, and this is about four times as fast as finding the places. */
function parseQuickly(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readSlowly(text: string): Pick<Answer, "json" | "mistake" | "duplicates"> {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { json: undefined, mistake: parsed.mistake };
  const { value, duplicates } = parsed;
  return duplicates.length === 0 ? { json: value } : { json: value, duplicates };
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
