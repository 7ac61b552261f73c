import { type JsonNode, readTree } from "./json-tree.js";
import { isIndex, pointerTokens, unreachable } from "./pointer.js";

/**
 * Puts `newText` (JSON) in the place of the value at the pointer and leaves every other byte as it is. A missing member is added
 * at the end of its object, a missing container is made, an array grows by at most one item. Of equal keys the last is meant.
 * Throws `AppError` where a scalar or a gap stands in the way.
 */
export function replaceAt(text: string, pointer: string, newText: string): string {
  let node = readTree(text);
  readTree(newText);
  const tokens = pointerTokens(pointer);
  for (const [i, token] of tokens.entries()) {
    const child = childOf(node, token);
    if (!child) {
      if (!canGrow(node, token)) throw unreachable(pointer, token, node.kind === "array");
      return insert(text, node, token, nest(tokens.slice(i + 1), newText, pointer));
    }
    node = child;
  }
  return text.slice(0, node.start) + newText + text.slice(node.end);
}

function childOf(node: JsonNode, token: string): JsonNode | undefined {
  if (node.kind === "array") return isIndex(token) ? node.items[Number(token)] : undefined;
  if (node.kind === "scalar") return undefined;
  return node.members.findLast(({ key }) => key === token)?.value;
}

function canGrow(node: JsonNode, token: string): boolean {
  return node.kind === "object" || (node.kind === "array" && isIndex(token) && Number(token) === node.items.length);
}

/** The text of the containers that lead to `newText`. */
function nest(tokens: readonly string[], newText: string, pointer: string): string {
  return tokens.reduceRight((inner, token) => {
    if (!isIndex(token)) return `{${JSON.stringify(token)}:${inner}}`;
    if (token !== "0") throw unreachable(pointer, token, true);
    return `[${inner}]`;
  }, newText);
}

/** Adds an item at the end, separated as the items before it are. */
function insert(text: string, node: JsonNode, token: string, newText: string): string {
  if (node.kind === "scalar") throw new Error("Nothing can be inserted into a scalar.");
  const parts =
    node.kind === "object" ? node.members.map(({ start, value }) => ({ start, end: value.end })) : node.items;
  const member = node.kind === "object" ? node.members.at(-1) : undefined;
  const colon = member ? text.slice(keyEnd(text, member.start), member.value.start) : ":";
  const item = node.kind === "object" ? JSON.stringify(token) + colon + newText : newText;
  const [last, previous] = [parts.at(-1), parts.at(-2)];
  if (!last) return text.slice(0, node.start + 1) + item + text.slice(node.start + 1);
  const separator = previous ? text.slice(previous.end, last.start) : `,${text.slice(node.start + 1, last.start)}`;
  return text.slice(0, last.end) + separator + item + text.slice(last.end);
}

/** Offset just after the key's closing quote. */
function keyEnd(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

/**
 * Takes out what stands at the pointer together with one comma and leaves every other byte as it is; of equal keys, all.
 * The text comes back unchanged when nothing stands there.
 */
export function removeFrom(text: string, pointer: string): string {
  const tokens = pointerTokens(pointer);
  const last = tokens.at(-1);
  if (last === undefined) throw new Error("The whole text cannot be removed.");
  let edited = text;
  for (;;) {
    const range = rangeOf(readTree(edited), tokens.slice(0, -1), last);
    if (!range) return edited;
    edited = edited.slice(0, range.from) + edited.slice(range.to);
    if (range.isItem) return edited;
  }
}

type Range = { readonly from: number; readonly to: number; readonly isItem: boolean };

function rangeOf(tree: JsonNode, parents: readonly string[], token: string): Range | undefined {
  let node: JsonNode | undefined = tree;
  for (const parent of parents) node = node && childOf(node, parent);
  if (!node || node.kind === "scalar") return undefined;
  const isItem = node.kind === "array";
  const parts =
    node.kind === "object" ? node.members.map(({ start, value }) => ({ start, end: value.end })) : node.items;
  const index =
    node.kind === "object"
      ? node.members.findLastIndex(({ key }) => key === token)
      : isIndex(token)
        ? Number(token)
        : -1;
  const [part, previous, next] = [parts[index], parts[index - 1], parts[index + 1]];
  if (!part) return undefined;
  if (previous) return { from: previous.end, to: part.end, isItem };
  return { from: part.start, to: next ? next.start : part.end, isItem };
}
