import type { Read } from "./files.js";

export type SchemaNode = { readonly [keyword: string]: unknown };

/**
 * The schema in `file` with every `$ref` replaced by what it points at, in another file (`../shared/money.schema.json`)
 * or in the same one (`#/$defs/finding`). Keywords beside the `$ref` win over the target's: a field keeps its own title.
 */
export function bundle(file: string, read: Read): SchemaNode {
  const { $defs: _, ...schema } = inline({ file, read, trail: [] }, load(file, read));
  return schema;
}

type Place = { readonly file: string; readonly read: Read; readonly trail: readonly string[] };

function inline(place: Place, node: SchemaNode): SchemaNode {
  const { $ref: ref, ...own } = node;
  const kept = mapValues(own, (value) => visit(place, value));
  return typeof ref === "string" ? { ...follow(place, ref), ...kept } : kept;
}

function visit(place: Place, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => visit(place, item));
  return isNode(value) ? inline(place, value) : value;
}

function follow({ file, read, trail }: Place, ref: string): SchemaNode {
  const url = new URL(ref, `file:///${file}`);
  const target = url.pathname.slice(1) + url.hash;
  if (trail.includes(target)) throw new Error(`Circular $ref: ${[...trail, target].join(" → ")}`);
  const place = { file: url.pathname.slice(1), read, trail: [...trail, target] };
  const { $schema: _, ...found } = inline(place, part(load(place.file, read), decodeURIComponent(url.hash)));
  return found;
}

function part(schema: SchemaNode, hash: string): SchemaNode {
  let node: unknown = schema;
  for (const step of hash.split("/").slice(1)) node = isNode(node) ? node[step] : undefined;
  if (!isNode(node)) throw new Error(`No schema at ${hash}.`);
  return node;
}

function load(file: string, read: Read): SchemaNode {
  const value: unknown = JSON.parse(read(file));
  if (!isNode(value)) throw new Error(`${file} is not a JSON object.`);
  return value;
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(node: SchemaNode, change: (value: unknown) => unknown): SchemaNode {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
}
