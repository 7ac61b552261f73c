import { excerpt, quote } from "../../core/excerpt.js";
import type { Answer } from "../../core/exchange.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { parseJsonText, type TextMistake } from "../../core/json-text.js";
import type { Breach } from "../../core/rule.js";
import type { Message, Text } from "../../core/text.js";
import { htmlTitle } from "./html-page.js";

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value);
}

/** Why a body that is no JSON object is none, in words that name the place and the likely cause. */
export function brokenBody(answer: Answer, text: string): Pick<Breach, "actual" | "message"> {
  if (answer.json !== undefined) return { actual: kindOf(answer.json), message: notAnObject(answer.json) };
  const title = htmlTitle(answer);
  const before = textBefore(text);
  if (title !== undefined && before === undefined) {
    return { actual: "HTML", message: { text: title === "" ? page : titledPage, args: { title } } };
  }
  if (before !== undefined) {
    return { actual: quote(before, 40), message: { text: surrounded, args: { before: quote(before, 60) } } };
  }
  const { mistake } = answer;
  if (!mistake) return { actual: quote(text, 40), message: { text: notJson } };
  return { actual: around(text, mistake), message: placedMistake(mistake) };
}

function notAnObject(value: JsonValue): Message {
  if (typeof value === "string" && isJsonObject(parsed(value))) return { text: encodedTwice };
  return { text: otherKind, args: { actual: excerpt(value, 60) } };
}

/** What stands before the object, when an object follows it: a warning, a debug line, a JSONP call. */
function textBefore(text: string): string | undefined {
  const body = text.replace(/^\ufeff/, "");
  const start = body.search(/\{\s*"/);
  if (start <= 0 || body.slice(0, start).trim() === "" || /^\s*[[{"]/.test(body)) return undefined;
  const end = body.lastIndexOf("}");
  return isJsonObject(parsed(body.slice(start, end + 1))) ? body.slice(0, start) : undefined;
}

function parsed(text: string): JsonValue | undefined {
  const result = parseJsonText(text);
  return result.ok ? result.value : undefined;
}

function around(text: string, { offset }: TextMistake): string {
  return quote(text.slice(Math.max(0, offset - 15), offset + 15), 40);
}

function placedMistake({ message }: TextMistake): Message {
  const { zh, en } = message.text;
  return {
    text: { zh: `响应体不是合法的 JSON。${zh}`, en: `The body is not valid JSON. ${en}` },
    ...(message.args ? { args: message.args } : {}),
  };
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  return Array.isArray(value)
    ? "array"
    : typeof value === "bigint" || typeof value === "object"
      ? "number"
      : typeof value;
}

const page: Text = {
  zh: "响应体是 HTML 错误页，不是 JSON，多半来自网关或框架。请返回 JSON。",
  en: "The body is an HTML error page, not JSON, probably from a gateway or the framework. Return JSON.",
};

const titledPage: Text = {
  zh: "响应体是标题为“{title}”的 HTML 错误页，不是 JSON，多半来自网关或框架。请返回 JSON。",
  en: "The body is an HTML error page titled “{title}”, not JSON, probably from a gateway or the framework. Return JSON.",
};

const surrounded: Text = {
  zh: "第 1 行第 1 列：JSON 对象之前还有内容：{before}。请只输出 JSON，关掉调试输出和警告。",
  en: "Line 1, column 1: there is text before the JSON object: {before}. Write nothing but the JSON; turn debug output and warnings off.",
};

const encodedTwice: Text = {
  zh: "响应体是一个字符串，里面才是 JSON：被序列化了两次。请直接输出对象。",
  en: "The body is a string that holds the JSON: it was serialised twice. Write the object itself.",
};

const otherKind: Text = {
  zh: '响应体是 JSON，但不是对象，而是 {actual}。应为 {"data":{…}}。',
  en: 'The body is JSON but not an object: {actual}. It should be {"data":{…}}.',
};

const notJson: Text = { zh: "响应体不是合法的 JSON。", en: "The body is not valid JSON." };
