import { type JsonValue, parseJson } from "./json.js";
import { JsonMistake, type MistakeKind, mistakeTexts } from "./json-mistake.js";
import { type JsonNode, readTree } from "./json-tree.js";
import { locate } from "./line-column.js";
import { type Segment, toPointer } from "./pointer.js";
import type { Message, Text, TextArgs } from "./text.js";

export { removeFrom, replaceAt } from "./json-edit.js";
export { type ByteForm, byteForms, encodeAs } from "./json-form.js";
export { locate } from "./line-column.js";

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

/** Parses strict JSON text; never throws, whatever the text. The last of two equal keys wins and repetitions are listed, at most 50. */
export function parseJsonText(text: string): ParsedText {
  let tree: JsonNode;
  try {
    tree = readTree(text);
  } catch (error) {
    if (error instanceof JsonMistake) return { ok: false, mistake: describe(text, error) };
    throw error;
  }
  return { ok: true, value: parseJson(text), duplicates: listDuplicates(text, tree) };
}

function describe(text: string, { kind, offset, args }: JsonMistake): TextMistake {
  const { line, column } = locate(text, offset);
  return { kind, line, column, offset, message: placed(mistakeTexts[kind], { ...args, line, column }) };
}

/** `text` as a sentence that begins with its place. */
function placed(text: Text, args: TextArgs): Message {
  const zh = `第 {line} 行第 {column} 列：${text.zh}`;
  return { text: { zh, en: `Line {line}, column {column}: ${text.en}` }, args };
}

/** More are not listed: each costs a look at the text before it. */
const maxDuplicates = 50;

function listDuplicates(text: string, tree: JsonNode): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(tree, []);
  return found;

  function visit(node: JsonNode, path: readonly Segment[]): void {
    if (node.kind === "scalar" || found.length >= maxDuplicates) return;
    if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
      return;
    }
    const seen = new Set<string>();
    for (const { key, start, value } of node.members) {
      if (seen.has(key) && found.length < maxDuplicates)
        found.push({ key, pointer: toPointer([...path, key]), ...locate(text, start) });
      seen.add(key);
      visit(value, [...path, key]);
    }
  }
}
