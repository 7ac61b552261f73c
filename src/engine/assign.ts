import { listFields, nodeAt } from "../core/fields.js";
import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../core/json.js";
import { parseJsonText } from "../core/json-text.js";
import { nearest } from "../core/nearest.js";
import { parsePath, toPath, toPointer } from "../core/pointer.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";

/**
 * One change that somebody asked for. `value` is text that takes the field's type from the schema; `json` has its type
 * already; `raw` goes over the wire exactly as it stands, never encrypted and of any type; `unset` takes the field out.
 */
export type Assignment =
  | { readonly path: string; readonly value: string }
  | { readonly path: string; readonly json: JsonValue }
  | { readonly path: string; readonly raw: string }
  | { readonly path: string; readonly unset: true };

/** An assignment that was checked against the schema. */
export type Edit = {
  readonly pointer: string;
  /** The schema of the field; undefined for one that the schema does not know. */
  readonly schema: JsonObject | undefined;
  /** What to put there; undefined takes it out. */
  readonly value: JsonValue | undefined;
  /** JSON text of `value`, to the byte. */
  readonly text: string;
  /** Not to be encrypted. */
  readonly isRaw: boolean;
};

/** Reads `PATH=VALUE`, or `PATH:=JSON` for a value that goes out exactly as written, whatever the field's type. */
export function readAssignment(argument: string): Assignment {
  const at = argument.indexOf("=");
  if (at <= 0 || argument.startsWith(":=")) throw problem("assignment-malformed", assignmentMalformed, { argument });
  const value = argument.slice(at + 1);
  return argument[at - 1] === ":"
    ? { path: argument.slice(0, at - 1), raw: value }
    : { path: argument.slice(0, at), value };
}

/**
 * Checks the assignments against the request schema of a callback. Throws `AppError` for an unknown path or a wrong type.
 * `allowUnknown` is undefined where nobody can ask for it, and then no message advises it.
 */
export function resolveAssignments(
  schema: JsonObject,
  assignments: readonly Assignment[],
  { allowUnknown }: { readonly allowUnknown: boolean | undefined },
): readonly Edit[] {
  return assignments.map((assignment) => resolve(schema, assignment, allowUnknown));
}

function resolve(schema: JsonObject, assignment: Assignment, allowUnknown: boolean | undefined): Edit {
  const pointer = toPointer(parsePath(assignment.path));
  const path = toPath(pointer);
  const node = nodeAt(schema, path);
  if (!node && !allowUnknown) throw unknownPath(schema, path, { canAllow: allowUnknown !== undefined });
  const base = { pointer, schema: node };
  if ("unset" in assignment) return { ...base, value: undefined, text: "", isRaw: false };
  if ("raw" in assignment) return { ...base, value: parseRaw(assignment.raw, path), text: assignment.raw, isRaw: true };
  const value = "json" in assignment ? assignment.json : readValue(assignment.value, node, path);
  return { ...base, value, text: stringifyJson(value), isRaw: false };
}

function unknownPath(schema: JsonObject, path: string, { canAllow }: { readonly canAllow: boolean }): AppError {
  const near = nearPaths(schema, path);
  const text = near.length === 0 ? pathUnknown : pathNear;
  const whole = canAllow ? { zh: text.zh + onPurpose.zh, en: `${text.en} ${onPurpose.en}` } : text;
  return problem("path-unknown", whole, { path, near: near.join(", ") });
}

/** Real paths like an unknown one, ready to be written: `daily_rates[0].original_amount`. */
export function nearPaths(schema: JsonObject, path: string): readonly string[] {
  return nearPatterns(schema, path.replace(/\[\d+\]/g, "[]")).map((known) => known.replaceAll("[]", "[0]"));
}

/** A misspelt name is looked for among its siblings first: a long way to it says nothing about the name itself. */
function nearPatterns(schema: JsonObject, path: string): readonly string[] {
  const known = listFields(schema).map((field) => field.path);
  const parent = path.slice(0, path.lastIndexOf(".") + 1);
  const siblings = known.filter((other) => other.startsWith(parent)).map((other) => other.slice(parent.length));
  const near = nearest(
    path.slice(parent.length),
    siblings.filter((name) => !name.includes(".")),
  );
  return near.length > 0 ? near.map((name) => parent + name) : nearest(path, known);
}

function parseRaw(text: string, path: string): JsonValue {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed.value;
  throw problem("value-not-json", rawNotJson, { path, line: parsed.mistake.line, column: parsed.mistake.column });
}

/** Text for a field that takes text; everything else is read as JSON and must have the field's type. */
function readValue(text: string, node: JsonObject | undefined, path: string): JsonValue {
  const types = typesOf(node);
  if (types.includes("string")) return text;
  const parsed = parseJsonText(text);
  if (types.length === 0) return parsed.ok ? parsed.value : text;
  if (parsed.ok && types.some((type) => hasType(parsed.value, type))) return parsed.value;
  const wanted = types[0] ?? "";
  if (!parsed.ok && (wanted === "object" || wanted === "array"))
    throw problem("value-not-json", valueNotJson, { path, line: parsed.mistake.line, column: parsed.mistake.column });
  const { zh, en } = typeNames[wanted] ?? { zh: wanted, en: wanted };
  throw problem(
    "value-wrong-type",
    { zh: wrongType.zh.replace("{type}", zh), en: wrongType.en.replace("{type}", en) },
    { path, value: text },
  );
}

function typesOf(node: JsonObject | undefined): readonly string[] {
  const type = node?.type;
  return (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === "string");
}

function hasType(value: JsonValue, type: string): boolean {
  switch (type) {
    case "integer":
      return typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    default:
      return type === "number" && (typeof value === "number" || typeof value === "bigint");
  }
}

function problem(code: string, text: Text, args: Readonly<Record<string, string | number>>): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const typeNames: Readonly<Record<string, Text>> = {
  integer: { zh: "整数", en: "an integer" },
  number: { zh: "数字", en: "a number" },
  boolean: { zh: "true 或 false", en: "true or false" },
  object: { zh: "JSON 对象", en: "a JSON object" },
  array: { zh: "JSON 数组", en: "a JSON array" },
};
const assignmentMalformed: Text = {
  zh: "--set {argument} 无法识别。请写成 --set 路径=值，例如 --set daily_rates[0].original_amount=19900。",
  en: "--set {argument} cannot be read. Write --set PATH=VALUE, for instance --set daily_rates[0].original_amount=19900.",
};
const pathUnknown: Text = {
  zh: "文档里没有字段 {path}。用 catalog fields 查看全部字段。",
  en: "The documents have no field {path}. catalog fields lists them all.",
};
const pathNear: Text = {
  zh: "文档里没有字段 {path}。是不是 {near}？",
  en: "The documents have no field {path}. Did you mean {near}?",
};
const onPurpose: Text = {
  zh: "确实要发送未知字段，请加 --allow-unknown。",
  en: "To send an unknown field on purpose, add --allow-unknown.",
};
const wrongType: Text = {
  zh: "字段 {path} 应为{type}，而给出的是 {value}。请改正；要故意发送别的类型，请写成 {path}:=JSON。",
  en: "The field {path} takes {type}, not {value}. Correct it, or write {path}:=JSON to send another type on purpose.",
};
const valueNotJson: Text = {
  zh: "字段 {path} 的值应为 JSON，而它在第 {line} 行第 {column} 列有错误。请改正后重试。",
  en: "The value for {path} should be JSON, but has a mistake at line {line}, column {column}. Correct it and try again.",
};
const rawNotJson: Text = {
  zh: "{path}:= 后面应为 JSON，而它在第 {line} 行第 {column} 列有错误。文本请加引号，例如 {path}:='\"abc\"'。",
  en: "JSON is expected after {path}:=, but it has a mistake at line {line}, column {column}. Quote text, as in {path}:='\"abc\"'.",
};
