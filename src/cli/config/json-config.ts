import type { JsonValue } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { type JsonNode, readTree } from "../../core/json-tree.js";
import { AppError } from "../../core/problem.js";
import { visible } from "../../core/visible.js";
import { duplicateKey, mistakeAt, type PlacedNode } from "./config-document.js";

/** Strict JSON in which no key stands twice. Throws `AppError` that names the place. */
export function readJsonConfig(file: string, text: string): { readonly value: JsonValue; readonly tree: PlacedNode } {
  const parsed = parseJsonText(text);
  if (!parsed.ok) {
    const { line, column, message } = parsed.mistake;
    // The parser's sentence already begins with the place.
    throw new AppError({
      code: "config-malformed",
      category: "config",
      text: { zh: `{file}:${message.text.zh}`, en: `{file}: ${message.text.en}` },
      args: { ...message.args, file, line, column },
    });
  }
  const [twice] = parsed.duplicates;
  if (twice) throw mistakeAt({ file, text }, twice, { ...duplicateKey, args: { key: visible(twice.key) } });
  return { value: parsed.value, tree: placed(readTree(text)) };
}

function placed(node: JsonNode): PlacedNode {
  if (node.kind === "array") return { start: node.start, items: node.items.map(placed) };
  if (node.kind === "scalar") return { start: node.start };
  return {
    start: node.start,
    members: node.members.map(({ key, start, value }) => ({ key, start, value: placed(value) })),
  };
}
