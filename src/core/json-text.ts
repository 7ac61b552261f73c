import { type JsonValue, parseJson } from "./json.js";
import { JsonMistake, type MistakeKind, mistakeTexts } from "./json-mistake.js";
import { type JsonNode, readTree } from "./json-tree.js";
import { locate } from "./line-column.js";
import { type Segment, toPointer } from "./pointer.js";
import type { Message, Text, TextArgs } from "./text.js";

export { removeFrom, replaceAt } from "./json-edit.js";
export { type ByteForm, byteForms, encodeAs } from "./json-form.js";
export { type LineColumn, locate } from "./line-column.js";

export type ParsedText =
  | { readonly ok: true; readonly value: JsonValue; readonly duplicates: readonly DuplicateKey[] }
  | { readonly ok: false; readonly mistake: TextMistake };

/** A key that stands more than once in its object; the place is that of the repetition. */
export type DuplicateKey = {
  readonly key: string;
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
};

/** Why a text is not JSON. The message is a whole sentence that already names line and column. */
export type TextMistake = {
  readonly kind: MistakeKind;
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly message: Message;
};

/** Parses strict JSON text; never throws, whatever the text. The last of two equal keys wins and each repetition is listed. */
export function parseJsonText(text: string): ParsedText {
  let tree: JsonNode;
  try {
    tree = readTree(text);
  } catch (error) {
    if (error instanceof JsonMistake) return { ok: false, mistake: describe(text, error) };
    throw error;
  }
  return { ok: true, value: parseJson(text), duplicates: duplicatesIn(text, tree, []) };
}

function describe(text: string, { kind, offset, args }: JsonMistake): TextMistake {
  const { line, column } = locate(text, offset);
  return { kind, line, column, offset, message: placed(mistakeTexts[kind], { ...args, line, column }) };
}

/** `text` as a sentence that begins with its place. */
function placed(text: Text, args: TextArgs): Message {
  const zh = `第 {line} 行第 {column} 列:${text.zh}`;
  return { text: { zh, en: `Line {line}, column {column}: ${text.en}` }, args };
}

function duplicatesIn(text: string, node: JsonNode, path: readonly Segment[]): readonly DuplicateKey[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "array") return node.items.flatMap((item, i) => duplicatesIn(text, item, [...path, i]));
  const seen = new Set<string>();
  return node.members.flatMap(({ key, start, value }) => {
    const inner = duplicatesIn(text, value, [...path, key]);
    if (!seen.has(key)) {
      seen.add(key);
      return inner;
    }
    return [{ key, pointer: toPointer([...path, key]), ...locate(text, start) }, ...inner];
  });
}
