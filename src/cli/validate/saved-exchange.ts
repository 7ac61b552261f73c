import type { CallbackDefinition } from "../../core/callback.js";
import { type Exchange, type Failure, failureKinds, type SignatureForm, signatureForms } from "../../core/exchange.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { AppError } from "../../core/problem.js";
import { decodeUtf8 } from "../../core/utf8.js";
import { readResponse } from "../../engine/read-answer.js";

/** What a saved file does not say. */
export type Circumstances = Pick<Exchange, "merchant" | "timeoutMs"> & {
  /** From `--request`; wins over what was saved. */
  readonly payload: JsonObject | undefined;
};

export type SavedAttempt = { readonly copy: number; readonly exchange: Exchange };

export type Saved = { readonly attempts: readonly SavedAttempt[]; readonly isConcurrent: boolean };

/**
 * The exchanges in a file: all attempts of `send --save`, one attempt alone, or, where the file is nothing of the kind, its
 * bytes as the body of an answer on HTTP 200. Throws `AppError` for an exchange that cannot be judged.
 */
export function readSaved(bytes: Uint8Array, definition: CallbackDefinition, about: Circumstances): Saved {
  const whole = savedObject(bytes);
  if (!whole) return { attempts: [{ copy: 1, exchange: bareAnswer(bytes, definition, about) }], isConcurrent: false };
  if (typeof whole.callback === "string" && whole.callback !== definition.id) {
    throw otherCallback(whole.callback, definition.id);
  }
  const rows = Array.isArray(whole.attempts) ? whole.attempts.filter(isObject) : [whole];
  const attempts = rows.map((row, index) => ({
    copy: typeof row.copy === "number" ? row.copy : 1,
    exchange: savedExchange({ ...whole, ...row }, index + 1, definition, about),
  }));
  if (attempts.length === 0) throw nothingSaved();
  return { attempts, isConcurrent: whole.releaseSpreadMs !== undefined };
}

/** An answer has `data`; an exchange has request and response, or attempts that do. */
function savedObject(bytes: Uint8Array): JsonObject | undefined {
  const decoded = decodeUtf8(bytes);
  const parsed = decoded.ok ? parseJsonText(decoded.text) : undefined;
  if (!parsed?.ok || !isObject(parsed.value) || parsed.value.data !== undefined) return undefined;
  const { attempts, request } = parsed.value;
  return Array.isArray(attempts) || (isObject(request) && "response" in parsed.value) ? parsed.value : undefined;
}

function bareAnswer(body: Uint8Array, { id }: CallbackDefinition, about: Circumstances): Exchange {
  const headers = [["content-type", "application/json"]] as const;
  return { ...blank, ...about, callback: id, answer: readResponse({ status: 200, headers, body }) };
}

const blank = {
  variant: "",
  attempt: 1,
  startedAt: "",
  durationMs: 0,
  url: "",
  requestHeaders: [],
  requestBytes: new Uint8Array(),
  signature: "valid",
  malformed: false,
  failure: undefined,
  sabotaged: false,
} as const;

function savedExchange(
  row: JsonObject,
  attempt: number,
  { id }: CallbackDefinition,
  { payload, merchant, timeoutMs }: Circumstances,
): Exchange {
  const request = isObject(row.request) ? row.request : {};
  const response = isObject(row.response) ? row.response : undefined;
  const failure = failureOf(row.failure);
  if (!response && !failure) throw nothingSaved();
  return {
    ...blank,
    callback: id,
    variant: text(row.variant),
    attempt: typeof row.n === "number" ? row.n : attempt,
    startedAt: text(row.startedAt),
    durationMs: typeof row.durationMs === "number" ? row.durationMs : 0,
    timeoutMs: typeof row.timeoutMs === "number" ? row.timeoutMs : timeoutMs,
    url: text(request.url),
    requestHeaders: headersOf(request.headers),
    requestBytes: new TextEncoder().encode(text(request.body)),
    payload: payload ?? payloadIn(text(request.body)),
    signature: signatureOf(row.signature),
    malformed: row.malformed === true,
    answer: response && answerOf(response),
    failure,
    sabotaged: row.sabotaged === true,
    ...(typeof row.orderStored === "boolean" ? { orderStored: row.orderStored } : {}),
    merchant,
  };
}

function answerOf(response: JsonObject): Exchange["answer"] {
  const status = typeof response.status === "number" ? response.status : 200;
  const base64 = text(response.bodyBase64);
  const isBase64 = base64 !== "" && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64);
  const body = isBase64
    ? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    : new TextEncoder().encode(text(response.body));
  return readResponse({ status, headers: headersOf(response.headers), body });
}

function failureOf(value: JsonValue | undefined): Failure | undefined {
  if (!isObject(value)) return undefined;
  const kind = failureKinds.find((one) => one === value.kind);
  return kind && { kind, detail: text(value.detail) };
}

function signatureOf(value: JsonValue | undefined): SignatureForm {
  return signatureForms.find((form) => form === value) ?? "valid";
}

function headersOf(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, content]) => [name, text(content)] as const);
}

function payloadIn(body: string): JsonObject | undefined {
  const parsed = parseJsonText(body);
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function otherCallback(found: string, wanted: string): AppError {
  return new AppError({
    code: "saved-other-callback",
    category: "fixture",
    text: {
      zh: "文件里是 {found} 的收发记录，而命令要判断的是 {wanted}。请改用 validate {found}。",
      en: "The file holds an exchange of {found}, but {wanted} was asked for. Use validate {found}.",
    },
    args: { found, wanted },
  });
}

function nothingSaved(): AppError {
  return new AppError({
    code: "saved-nothing",
    category: "fixture",
    text: {
      zh: "文件里的收发记录没有应答（可能来自 --dry-run），无从判断。请先用 send --save 保存一次真实的收发。",
      en: "The exchange in the file has no answer (perhaps from --dry-run), so there is nothing to judge. Save a real one with send --save first.",
    },
  });
}
