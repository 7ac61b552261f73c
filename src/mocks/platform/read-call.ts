import { isObject, type JsonObject } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import type { OperationDefinition } from "../../core/operation.js";
import type { Message, Text } from "../../core/text.js";
import { sayMessage } from "../../core/text.js";
import { messageOf } from "../../engine/schema/messages.js";
import { findMistakes } from "../../engine/schema/mistakes.js";
import { viewAnswer } from "../../engine/schema/view.js";
import { readText } from "./read-text.js";

export type ReadCall =
  | { readonly kind: "call"; readonly body: JsonObject }
  | { readonly kind: "mistaken"; readonly body: JsonObject | undefined; readonly reason: Message };

/** The call's body, or what is wrong with it: names and shapes are taken strictly, unknown extra fields are not. */
export function readCall({ request }: OperationDefinition, bytes: Uint8Array): ReadCall {
  const read = readText(bytes);
  if (!read.ok) return { kind: "mistaken", body: undefined, reason: read.reason };
  const parsed = parseJsonText(read.text);
  if (!parsed.ok) return { kind: "mistaken", body: undefined, reason: parsed.mistake.message };
  if (!isObject(parsed.value)) return { kind: "mistaken", body: undefined, reason: { text: notAnObject } };
  const view = viewAnswer(parsed.value, request.schema);
  const mistakes = findMistakes(view, request);
  if (mistakes.length === 0) return { kind: "call", body: view.body };
  const said = mistakes.map((mistake) => messageOf(mistake, view.body));
  return { kind: "mistaken", body: parsed.value, reason: joined(said, view.extras) };
}

const notAnObject: Text = { zh: "请求体应是一个 JSON 对象。", en: "The body should be a JSON object." };

/** One sentence after the other, and the fields that are not in the document: often one of them is a misspelling. */
function joined(messages: readonly Message[], extras: readonly string[]): Message {
  const unknown: readonly Message[] =
    extras.length > 0
      ? [{ text: unknownFields, args: { fields: extras.map((pointer) => pointer.slice(1)).join(", ") } }]
      : [];
  const all = [...messages, ...unknown];
  return {
    text: {
      zh: all.map((message) => sayMessage("zh", message)).join(""),
      en: all.map((message) => sayMessage("en", message)).join(" "),
    },
  };
}

const unknownFields: Text = {
  zh: "文档里没有这些字段：{fields}。",
  en: "These fields are not in the document: {fields}.",
};
