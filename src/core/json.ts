import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";

/**
 * JSON without losing a digit: a number literal that a double reproduces exactly becomes `number`,
 * an integer beyond that `bigint`, and any other literal (`1.0`, `1e5`, `-0`, `1e400`,
 * `0.1000000000000000055`) an `ExactNumber` that keeps its text.
 */
export type JsonValue = null | boolean | number | bigint | string | ExactNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };
export type ExactNumber = LosslessNumber;

/** Deeper nesting is refused (RFC 8259 section 9 allows a limit), so that no walk over a value can exhaust the stack. */
export const maxDepth = 1000;

/** An integer with more digits stays text: turning it into a bigint takes longer than linear time. */
const maxBigintDigits = 400;

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return isLosslessNumber(value);
}

/**
 * Parses strict JSON text (RFC 8259, no byte order mark, at most `maxDepth` levels). The last of two equal keys wins;
 * `__proto__` is a key like any other. Throws `SyntaxError`; `parseJsonText` says where and why instead.
 */
export function parseJson(text: string): JsonValue {
  // A short text cannot be.
  if (text.length > maxDepth && isTooDeep(text)) throw new SyntaxError(`Nested deeper than ${maxDepth} levels.`);
  // Without such literals the built-in parser gives exactly what `JsonValue` lists, about eight times as fast.
  if (!unusualNumber.test(text)) return JSON.parse(text);
  // `readNumber` decides the numbers; everything else the parser builds is in `JsonValue` as it stands.
  return parse(text, undefined, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
}

/** A literal that a double might change: 16 digits or more, a fraction, an exponent, a negative zero. May match inside a string, which costs only time. */
const unusualNumber = /(?:^|[\s:,[])(?:-0|-?\d{16}|-?\d+[.eE])/;

function readNumber(literal: string): number | bigint | ExactNumber {
  const value = Number(literal);
  if (String(value) === literal) return value;
  if (literal.length <= maxBigintDigits && /^-?\d+$/.test(literal) && literal !== "-0") return BigInt(literal);
  return new LosslessNumber(literal);
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isInString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) isInString = false;
    } else if (code === 0x22) isInString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

/** Compact JSON text; bigints and exact numbers keep their digits. */
export function stringifyJson(value: JsonValue, indent?: number): string {
  return stringify(value, undefined, indent) ?? "null";
}

/** Plain JavaScript numbers in place of bigint and exact numbers, for validators that know nothing else. */
export function projectNumbers(value: JsonValue): unknown {
  if (typeof value === "bigint") return Number(value);
  if (isLosslessNumber(value)) return Number(value.value);
  if (Array.isArray(value)) return value.map(projectNumbers);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, projectNumbers(inner)]));
  return value;
}
