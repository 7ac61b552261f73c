import { isObject, type JsonObject, type JsonValue } from "./json.js";
import { AppError } from "./problem.js";
import { visible } from "./visible.js";

export type Segment = string | number;

/**
 * Segments of a path as people write it: `daily_rates[0].original_amount`; a name with odd characters in brackets, `["a.b"]`.
 * Throws `AppError` for a malformed path and for `__proto__`, `constructor` and `prototype`.
 */
export function parsePath(path: string): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  while (at < path.length) {
    const step = path.slice(at).match(at === 0 ? firstStep : nextStep);
    if (!step) throw malformed(path, at);
    const [whole, index, quoted, name] = step;
    segments.push(
      index !== undefined ? Number(index) : quoted !== undefined ? unquote(quoted, path, at) : (name ?? ""),
    );
    at += whole.length;
  }
  if (segments.length === 0) throw malformed(path, 0);
  segments.forEach(refuseReserved);
  return segments;
}

const bracket = String.raw`\[(0|[1-9]\d{0,5})\]|\[("(?:[^"\\]|\\.)*")\]`;
const name = String.raw`([^.[\]"\s\u0000-\u001f]+)`;
const firstStep = new RegExp(`^(?:${bracket}|${name})`);
const nextStep = new RegExp(`^(?:${bracket}|\\.${name})`);

function unquote(quoted: string, path: string, at: number): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // A bad escape between the quotes: the path is what is wrong.
    throw malformed(path, at);
  }
}

function malformed(path: string, at: number): AppError {
  return new AppError({
    code: "path-malformed",
    category: "usage",
    text: {
      zh: "路径 {path} 从第 {column} 个字符起无法识别。请写成 daily_rates[0].original_amount 这样的形式。",
      en: "The path {path} cannot be read from character {column} on. Write it like daily_rates[0].original_amount.",
    },
    args: { path: visible(path), column: [...path.slice(0, at)].length + 1 },
  });
}

function refuseReserved(segment: Segment): void {
  if (segment !== "__proto__" && segment !== "constructor" && segment !== "prototype") return;
  throw new AppError({
    code: "path-reserved",
    category: "usage",
    text: {
      zh: "路径中的 {segment} 是 JavaScript 保留的名字，不能设置。请使用文档中的字段名。",
      en: "{segment} in the path is a name reserved by JavaScript and cannot be set. Use the documents' field names.",
    },
    args: { segment },
  });
}

/** RFC 6901 pointer; `""` is the whole value. */
export function toPointer(segments: readonly Segment[]): string {
  return segments.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The field at the top that a path leads into: `daily_rates` of `daily_rates[0].original_amount`. */
export function topField(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}

/** The reference tokens of an RFC 6901 pointer, unescaped. */
export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new Error(`Not a JSON pointer: ${pointer}`);
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A pointer in the notation of `parsePath`: `/daily_rates/0/currency` is `daily_rates[0].currency`. */
export function toPath(pointer: string): string {
  return pointerTokens(pointer)
    .map((token) => (isIndex(token) ? `[${token}]` : isPlainName(token) ? `.${token}` : `[${JSON.stringify(token)}]`))
    .join("")
    .replace(/^\./, "");
}

function isPlainName(token: string): boolean {
  return new RegExp(`^${name}$`).test(token);
}

/** The value at a pointer; undefined when there is none. */
export function getAt(value: JsonValue, pointer: string): JsonValue | undefined {
  return getBy(value, pointerTokens(pointer));
}

/** `getAt` for a pointer that was taken apart before. */
export function getBy(value: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const token of tokens) found = childOf(found, token);
  return found;
}

function childOf(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (Array.isArray(value)) return isIndex(token) ? value[Number(token)] : undefined;
  return isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** True for an array index without leading zeros. */
export function isIndex(token: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(token);
}

/**
 * A copy of `value` with `replacement` at the pointer. Missing containers are made on the way (an array where the next token is
 * an index); an array grows by at most one item. Throws `AppError` where a scalar stands in the way.
 */
export function setAt<T extends JsonValue>(value: T, pointer: string, replacement: JsonValue): T {
  const tokens = pointerTokens(pointer);
  tokens.forEach(refuseReserved);
  // The container at the top keeps its kind; only `""` replaces it, which callers do knowingly.
  return put(value, tokens, replacement, pointer) as T;
}

function put(
  value: JsonValue | undefined,
  tokens: readonly string[],
  replacement: JsonValue,
  pointer: string,
): JsonValue {
  const [token, ...rest] = tokens;
  if (token === undefined) return replacement;
  const container = value === undefined ? (isIndex(token) ? [] : {}) : value;
  const child = put(childOf(container, token), rest, replacement, pointer);
  if (isObject(container)) return { ...container, [token]: child };
  if (Array.isArray(container) && isIndex(token) && Number(token) <= container.length)
    return Number(token) === container.length ? [...container, child] : container.with(Number(token), child);
  throw unreachable(pointer, token, Array.isArray(container));
}

/** What `setAt` and `replaceAt` throw where the step `token` cannot be taken. */
export function unreachable(pointer: string, token: string, isArray: boolean): AppError {
  return new AppError({
    code: "path-unreachable",
    category: "usage",
    text: isArray
      ? {
          zh: "路径 {path} 中的下标 {token} 超出了数组。请使用已有的下标，或紧接在末尾的下一个。",
          en: "In the path {path}, {token} is outside the array. Use an index that exists, or the next one after the last.",
        }
      : {
          zh: "路径 {path} 走不到 {token}：它的上一级不是对象或数组。请检查路径。",
          en: "The path {path} cannot reach {token}: what stands before it is neither an object nor an array. Check the path.",
        },
    args: { path: visible(toPath(pointer)), token: visible(token) },
  });
}

/** A copy of `value` without what stands at the pointer; the same value when nothing stands there. */
export function removeAt<T extends JsonValue>(value: T, pointer: string): T {
  const tokens = pointerTokens(pointer);
  tokens.forEach(refuseReserved);
  // Removal happens below the top, which keeps its kind.
  return drop(value, tokens) as T;
}

function drop(value: JsonValue, tokens: readonly string[]): JsonValue {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  const child = childOf(value, token);
  if (child === undefined) return value;
  const kept = rest.length > 0 ? drop(child, rest) : undefined;
  if (kept === child) return value;
  if (Array.isArray(value))
    return kept === undefined ? value.toSpliced(Number(token), 1) : value.with(Number(token), kept);
  return kept === undefined ? without(value, token) : { ...(value as JsonObject), [token]: kept };
}

function without(value: JsonValue, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value as JsonObject).filter(([name]) => name !== key));
}
