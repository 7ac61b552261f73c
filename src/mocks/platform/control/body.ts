import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { parseJsonText } from "../../../core/json-text.js";
import { nearest } from "../../../core/nearest.js";
import { AppError } from "../../../core/problem.js";
import type { Text } from "../../../core/text.js";
import { readText } from "../read-text.js";

/** What a member of a control request may be. */
export type MemberKind = "text" | "text-or-number" | "number" | "flag" | "object" | "texts";

/** Reads a control request. Throws `AppError` for what is no JSON object, a member that there is not, or one of another type. */
export function readControlBody(bytes: Uint8Array, takes: Readonly<Record<string, MemberKind>>): JsonObject {
  const read = readText(bytes);
  if (!read.ok) throw problem("control-body", read.reason.text, read.reason.args ?? {});
  if (read.text.trim() === "") return {};
  const parsed = parseJsonText(read.text);
  if (!parsed.ok) {
    const { text, args = {} } = parsed.mistake.message;
    // The parser's sentence begins with the place.
    throw problem("control-body", { zh: `请求体不是 JSON。${text.zh}`, en: `The body is not JSON. ${text.en}` }, args);
  }
  if (!isObject(parsed.value)) throw problem("control-body", texts.notAnObject, {});
  for (const [name, value] of Object.entries(parsed.value)) checkMember(name, value, takes);
  return parsed.value;
}

function checkMember(name: string, value: JsonValue, takes: Readonly<Record<string, MemberKind>>): void {
  const names = Object.keys(takes);
  const kind = Object.hasOwn(takes, name) ? takes[name] : undefined;
  if (kind === undefined) {
    const [near] = nearest(name, names, 1);
    const text = near === undefined ? (names.length === 0 ? texts.nothing : texts.unknown) : texts.near;
    throw problem("control-member", text, { name, near: near ?? "", all: names.join(", ") });
  }
  if (!isOf(kind, value)) throw problem("control-member", texts[kind], { name });
}

function isOf(kind: MemberKind, value: JsonValue): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "text-or-number":
      return typeof value === "string" || typeof value === "number";
    case "number":
      return typeof value === "number";
    case "flag":
      return typeof value === "boolean";
    case "object":
      return isObject(value);
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
  }
}

function problem(
  code: string,
  text: Text,
  args: Readonly<Record<string, string | number | bigint | boolean>>,
): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const texts = {
  notAnObject: { zh: "请求体应是一个 JSON 对象。", en: "The body should be a JSON object." },
  nothing: { zh: "这个请求不带任何成员，没有 {name}。", en: "This request takes no members; there is no {name}." },
  unknown: { zh: "没有成员 {name}。可以有：{all}。", en: "There is no member {name}. There are: {all}." },
  near: { zh: "没有成员 {name}，最接近的是 {near}。", en: "There is no member {name}; the nearest is {near}." },
  text: { zh: "{name} 应是字符串。", en: "{name} should be a string." },
  "text-or-number": { zh: "{name} 应是字符串或数字。", en: "{name} should be a string or a number." },
  number: { zh: "{name} 应是数字。", en: "{name} should be a number." },
  flag: { zh: "{name} 应是 true 或 false。", en: "{name} should be true or false." },
  object: {
    zh: "{name} 应是对象：字段路径 → 值。",
    en: "{name} should be an object: field path → value.",
  },
  texts: { zh: "{name} 应是字符串数组。", en: "{name} should be a list of strings." },
} satisfies Record<string, Text>;
