import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { exactNumber } from "./dialect-numbers.js";
import { plainText } from "./dialect-texts.js";

/** How a JSON library writes what it has read. */
export type Dialect = {
  readonly number: (literal: string) => string;
  readonly text: (value: string) => string;
  readonly keys: (keys: readonly string[]) => readonly string[];
  readonly dropsNulls: boolean;
  readonly comma: string;
  readonly colon: string;
  /** White space per level of a layout with one member a line; undefined for a single line. */
  readonly indent: string | undefined;
  /** Jackson's pretty printer: arrays stay on one line, `[ 1, 2 ]`. */
  readonly hasInlineArrays: boolean;
  /** PHP arrays: an empty object comes out as this. */
  readonly emptyObject: string;
};

export const compact: Dialect = {
  number: exactNumber,
  text: plainText,
  keys: (keys) => keys,
  dropsNulls: false,
  comma: ",",
  colon: ":",
  indent: undefined,
  hasInlineArrays: false,
  emptyObject: "{}",
};

export function writeIn(dialect: Dialect, value: JsonValue, level = 0): string {
  if (typeof value === "string") return dialect.text(value);
  if (Array.isArray(value)) return writeArray(dialect, value, level);
  if (isObject(value)) return writeObject(dialect, value, level);
  return value === null || typeof value === "boolean" ? String(value) : dialect.number(stringifyJson(value));
}

function writeArray(dialect: Dialect, items: readonly JsonValue[], level: number): string {
  if (dialect.hasInlineArrays) {
    const inline = items.map((item) => writeIn(dialect, item, level));
    return items.length === 0 ? "[ ]" : `[ ${inline.join(", ")} ]`;
  }
  return enclose(
    dialect,
    "[",
    "]",
    items.map((item) => writeIn(dialect, item, level + 1)),
    level,
  );
}

function writeObject(dialect: Dialect, object: JsonObject, level: number): string {
  const keys = dialect.keys(Object.keys(object)).filter((key) => !dialect.dropsNulls || object[key] !== null);
  if (keys.length === 0) return dialect.hasInlineArrays ? "{ }" : dialect.emptyObject;
  const members = keys.map(
    (key) => dialect.text(key) + dialect.colon + writeIn(dialect, object[key] ?? null, level + 1),
  );
  return enclose(dialect, "{", "}", members, level);
}

function enclose(
  { indent, comma }: Dialect,
  opener: string,
  closer: string,
  parts: readonly string[],
  level: number,
): string {
  if (indent === undefined || parts.length === 0) return opener + parts.join(comma) + closer;
  const pad = `\n${indent.repeat(level + 1)}`;
  const lines = parts.map((part) => pad + part).join(",");
  return `${opener}${lines}\n${indent.repeat(level)}${closer}`;
}
