import type { Read } from "./files.js";

export type SchemaNode = { readonly [keyword: string]: unknown };

/**
 * The schema in `file` with every `$ref` to another file replaced by that file's content.
 * Keywords beside the `$ref` win over the same keyword of the target: a field keeps its own title.
 */
export function bundle(file: string, read: Read): SchemaNode {
  return inline(file, parseObject(file, read(file)), read, [file]);
}

function inline(file: string, node: SchemaNode, read: Read, trail: readonly string[]): SchemaNode {
  const { $ref: ref, ...own } = node;
  if (typeof ref !== "string") return mapValues(own, (value) => visit(file, value, read, trail));
  const target = resolve(file, ref);
  if (trail.includes(target)) throw new Error(`Circular $ref: ${[...trail, target].join(" → ")}`);
  const { $schema: _, ...shared } = inline(target, parseObject(target, read(target)), read, [...trail, target]);
  return { ...shared, ...mapValues(own, (value) => visit(file, value, read, trail)) };
}

function visit(file: string, value: unknown, read: Read, trail: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => visit(file, item, read, trail));
  return isNode(value) ? inline(file, value, read, trail) : value;
}

function resolve(file: string, ref: string): string {
  return new URL(ref, `file:///${file}`).pathname.slice(1);
}

function parseObject(file: string, text: string): SchemaNode {
  const value: unknown = JSON.parse(text);
  if (!isNode(value)) throw new Error(`${file} is not a JSON object.`);
  return value;
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(node: SchemaNode, change: (value: unknown) => unknown): SchemaNode {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}
