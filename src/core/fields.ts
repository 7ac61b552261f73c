import { isObject, type JsonObject, type JsonValue } from "./json.js";
import type { Text } from "./text.js";

/** One field of a message, as the schema describes it. */
export type Field = {
  /** `daily_rates[].original_amount` */
  readonly path: string;
  /** RFC 6901 with `*` for any index: an asterisk segment stands for every element. */
  readonly pointerPattern: string;
  readonly name: string;
  /** 0 at the top. */
  readonly depth: number;
  /** The first JSON type that the schema takes: the one that is sent. */
  readonly type: string;
  /** Every JSON type that the schema takes. */
  readonly types: readonly string[];
  /** The type as the document writes it. */
  readonly docType: string;
  /** What the document says (必填); the sender may still leave it out where the ledger names a conflict. */
  readonly required: boolean;
  readonly title: Text;
  readonly description: Text;
  readonly values?: readonly FieldValue[];
  readonly format?: string;
  readonly pattern?: string;
  readonly unit?: "fen" | "seconds" | "hours";
  readonly encrypted: boolean;
  readonly requiredWhen?: Text;
  readonly onlyInSample?: boolean;
};

export type FieldValue = {
  readonly value: string | number;
  readonly title: Text;
  /** Where the meaning comes from. */
  readonly basis: "seed" | "observed" | "other-page";
};

/** Every field in document order, parents before their children; array elements have no row of their own. */
export function listFields(schema: JsonObject): readonly Field[] {
  return childrenOf(schema, { path: "", pointer: "", depth: 0 });
}

/** The field at `path` (`daily_rates[].currency`, `daily_rates[0].currency` or `daily_rates[0]`). */
export function fieldAt(schema: JsonObject, path: string): Field | undefined {
  const wanted = path.replace(/\[\d*\]/g, "[]");
  const fields = listFields(schema);
  const exact = fields.find((field) => field.path === wanted);
  if (exact || !wanted.endsWith("[]")) return exact;
  const node = nodeAt(schema, wanted);
  const list = fields.find((field) => field.path === wanted.slice(0, -2));
  if (!node || !list) return undefined;
  return describe(node, {
    path: wanted,
    pointer: `${list.pointerPattern}/*`,
    name: `${list.name}[]`,
    depth: list.depth,
  });
}

/** Paths of the fields that travel encrypted. */
export function encryptedPaths(schema: JsonObject): readonly string[] {
  return listFields(schema)
    .filter((field) => field.encrypted)
    .map((field) => field.path);
}

/** The schema that describes the field at `path`; array indexes may be written or left open. */
export function nodeAt(schema: JsonObject, path: string): JsonObject | undefined {
  const steps = path.replace(/\[\d*\]/g, ".[]").split(".");
  let node: JsonObject | undefined = schema;
  for (const step of steps) {
    if (step === "") continue;
    const next: JsonValue | undefined = step === "[]" ? node.items : ownProperty(node.properties, step);
    if (!isObject(next)) return undefined;
    node = next;
  }
  return node;
}

type Place = { readonly path: string; readonly pointer: string; readonly depth: number };

function childrenOf(node: JsonObject, place: Place): readonly Field[] {
  if (isObject(node.items)) {
    return childrenOf(node.items, { ...place, path: `${place.path}[]`, pointer: `${place.pointer}/*` });
  }
  if (!isObject(node.properties)) return [];
  return Object.entries(node.properties).flatMap(([name, child]) => {
    if (!isObject(child)) return [];
    const path = place.path === "" ? name : `${place.path}.${name}`;
    const pointer = `${place.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [
      describe(child, { path, pointer, name, depth: place.depth }),
      ...childrenOf(child, { path, pointer, depth: place.depth + 1 }),
    ];
  });
}

function describe(node: JsonObject, at: Place & { readonly name: string }): Field {
  const types = typesOf(node);
  const english = objectOf(node["x-en"]);
  const doc = objectOf(node["x-doc"]);
  const title = { zh: textOf(node.title) ?? at.name, en: textOf(english.title) ?? at.name };
  const values = valuesOf(node) ?? (isObject(node.items) ? valuesOf(node.items) : undefined);
  const unit = unitOf(node["x-unit"]);
  const when = textPair(node["x-required-when"]);
  return {
    path: at.path,
    pointerPattern: at.pointer,
    name: at.name,
    depth: at.depth,
    type: types[0] ?? "any",
    types,
    docType: textOf(doc.type) ?? types.join("|"),
    required: doc.required === "必填",
    title,
    description: { zh: textOf(node.description) ?? title.zh, en: textOf(english.description) ?? title.en },
    encrypted: node["x-encrypted"] === true,
    ...(values ? { values } : {}),
    ...(typeof node.format === "string" ? { format: node.format } : {}),
    ...(typeof node.pattern === "string" ? { pattern: node.pattern } : {}),
    ...(unit ? { unit } : {}),
    ...(when ? { requiredWhen: when } : {}),
    ...(node["x-only-in-sample"] === true ? { onlyInSample: true } : {}),
  };
}

function typesOf(node: JsonObject): readonly string[] {
  const types = Array.isArray(node.type) ? node.type : [node.type];
  return types.filter((type) => typeof type === "string");
}

function valuesOf(node: JsonObject): readonly FieldValue[] | undefined {
  const rows = node["x-values"];
  if (!Array.isArray(rows)) return undefined;
  return rows.filter(isObject).flatMap(({ value, zh, en, basis }) => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    return [{ value, title: { zh: textOf(zh) ?? "", en: textOf(en) ?? "" }, basis: basisOf(basis) }];
  });
}

function basisOf(value: JsonValue | undefined): FieldValue["basis"] {
  return value === "observed" || value === "other-page" ? value : "seed";
}

function unitOf(value: JsonValue | undefined): Field["unit"] {
  return value === "fen" || value === "seconds" || value === "hours" ? value : undefined;
}

function textPair(value: JsonValue | undefined): Text | undefined {
  const { zh, en } = objectOf(value);
  return typeof zh === "string" && typeof en === "string" ? { zh, en } : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function ownProperty(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
