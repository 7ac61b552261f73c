import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";

/**
 * JSON without losing a digit: a number literal that a double reproduces exactly becomes `number`,
 * an integer beyond that `bigint`, and any other literal (`1.0`, `1e5`, `0.1000000000000000055`)
 * an `ExactNumber` that keeps its text.
 */
export type JsonValue = null | boolean | number | bigint | string | ExactNumber | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };
export type ExactNumber = LosslessNumber;

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return isLosslessNumber(value);
}

/** Parses JSON text. Throws `SyntaxError` with the position in its message. The last of two equal keys wins. */
export function parseJson(text: string): JsonValue {
  // The parser builds exactly the values that `JsonValue` lists: `readNumber` decides the numbers.
  return parse(text, undefined, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue }) as JsonValue;
}

function readNumber(literal: string): number | bigint | ExactNumber {
  const value = Number(literal);
  if (String(value) === literal) return value;
  if (/^-?\d+$/.test(literal) && literal !== "-0") return BigInt(literal);
  return new LosslessNumber(literal);
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
