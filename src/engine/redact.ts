import { toBase64 } from "../core/base64.js";
import { isExactNumber, isObject, type JsonObject, type JsonValue, stringifyJson } from "../core/json.js";
import type { TextArgs } from "../core/text.js";
import { changePersonal } from "./personal-fields.js";

/** Hides what a report must not show: secrets always, personal data unless it was asked for. */
export type Redactor = {
  text(text: string): string;
  json<T extends JsonValue>(value: T): T;
  args(args: TextArgs): TextArgs;
  headers(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>>;
};

export type RedactorOptions = {
  readonly secrets: readonly string[];
  /** Personal texts in clear, and what is shown of them. */
  readonly personal: ReadonlyMap<string, string>;
};

/** Every personal text of a plaintext payload with its mask: fields that travel encrypted, and names. */
export function personalTexts(plain: JsonObject, schema: JsonObject): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  changePersonal(plain, schema, (text) => {
    if (text.length > 1) texts.set(text, maskNumber(text));
    return text;
  });
  collectNames(plain, texts);
  return texts;
}

const nameFields = new Set(["name", "first_name", "last_name", "member_name"]);

function collectNames(value: JsonValue, texts: Map<string, string>): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item, texts);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== "string") collectNames(inner, texts);
    else if (nameFields.has(key) && [...inner].length > 1) texts.set(inner, maskName(inner));
  }
}

/** A phone keeps three digits in front and four behind, a document number four and three. */
export function maskNumber(text: string): string {
  const letters = [...text];
  const isPhone = /^\+?\d{5,15}$/.test(text) && letters.length < 16;
  const [front, behind] = isPhone
    ? [3, 4]
    : [Math.min(4, Math.floor(letters.length / 3)), Math.min(3, Math.floor(letters.length / 4))];
  const hidden = Math.max(1, letters.length - front - behind);
  return letters.slice(0, front).join("") + "*".repeat(hidden) + letters.slice(front + hidden).join("");
}

/** A name keeps its first character. */
export function maskName(name: string): string {
  const [first = "", ...rest] = [...name];
  return first + "*".repeat(rest.length);
}

export function createRedactor({ secrets, personal }: RedactorOptions): Redactor {
  const replacements = [
    ...secrets
      .filter((secret) => secret !== "")
      .flatMap((secret) =>
        [...spellings(secret), ...encodings(secret)].map((form) => [form, "<client_secret>"] as const),
      ),
    ...[...personal].flatMap(([clear, shown]) => spellings(clear).map((spelling) => [spelling, shown] as const)),
  ]
    // The longer text first, so that a name inside a name is not cut in two.
    .toSorted(([a], [b]) => b.length - a.length);
  const text = (given: string): string =>
    replacements.reduce(
      (whole, [clear, shown]) => (whole.includes(clear) ? whole.replaceAll(clear, shown) : whole),
      given,
    );
  const json = <T extends JsonValue>(value: T): T => redactValue(value, text) as T;
  return {
    text,
    json,
    args: (args) => Object.fromEntries(Object.entries(args).map(([key, value]) => [key, redactArgument(value, text)])),
    headers(headers) {
      const joined = new Map<string, string>();
      for (const [given, value] of headers) {
        const name = text(given);
        const shown = isSecretHeader(given) ? "***" : text(value);
        joined.set(name, joined.has(name) ? `${joined.get(name)}, ${shown}` : shown);
      }
      return Object.fromEntries(joined);
    },
  };
}

function redactArgument(value: TextArgs[string], text: (given: string) => string): TextArgs[string] {
  const given = String(value);
  const shown = text(given);
  return shown === given ? value : shown;
}

/** A header whose value opens a door. The signature's own headers are no secret. */
export function isSecretHeader(name: string): boolean {
  return secretHeader.test(name);
}

const secretHeader =
  /^(authorization|proxy-authorization|cookie|set-cookie|access-token|x-api-key)$|token|secret|password/i;

/** As it stands, inside JSON with its characters escaped either way, in a URL, and on an HTML page. */
function spellings(clear: string): readonly string[] {
  const quoted = JSON.stringify(clear).slice(1, -1);
  const lower = quoted.replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const upper = quoted.replace(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
  const forms = [clear, quoted, lower, upper, quoted.replaceAll("/", "\\/"), ...inUrl(clear), escapeHtml(clear)];
  return [...new Set(forms)];
}

function inUrl(clear: string): readonly string[] {
  // A lone surrogate has no place in a URL.
  const whole = encodeURIComponent(clear.replace(/\p{Cs}/gu, "\ufffd"));
  const strict = whole.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return [whole, strict, strict.replaceAll("%20", "+"), strict.replace(/%../g, (code) => code.toLowerCase())];
}

function escapeHtml(clear: string): string {
  const named: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return clear.replace(/[&<>"']/g, (mark) => named[mark] ?? mark);
}

/** What a merchant that logs a secret in another form would answer: hex, and Base64 wherever in a longer text it stands. */
function encodings(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const inner = [0, 1, 2].map((lead) => {
    const whole = toBase64(new Uint8Array([...new Array<number>(lead).fill(0), ...bytes]));
    const end = whole.length - ((lead + bytes.length) % 3 === 0 ? 0 : 4);
    return whole.slice(lead === 0 ? 0 : 4, end);
  });
  const forms = [hex, hex.toUpperCase(), ...inner];
  return [...forms, ...inner.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))].filter(
    (form) => form.length >= 8,
  );
}

/** Names of fields are texts like any other, and a phone may have been answered as a number. */
function redactValue(value: JsonValue, text: (given: string) => string): JsonValue {
  if (typeof value === "string") return text(value);
  if (typeof value === "number" || typeof value === "bigint" || isExactNumber(value)) return redactNumber(value, text);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, text));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), redactValue(inner, text)]));
}

function redactNumber(number: JsonValue, text: (given: string) => string): JsonValue {
  const digits = stringifyJson(number);
  const shown = text(digits);
  return shown === digits ? number : shown;
}
