import { integerOf } from "../../core/integer.js";
import { isExactNumber, isObject, type JsonObject, type JsonValue } from "../../core/json.js";

/** An answer as the validator and the rules see it, and what was put aside on the way. */
export type AnswerView = {
  /** Nulls in optional fields left out, integers as numbers or bigints whatever their spelling. */
  readonly body: JsonObject;
  /** Pointers of nulls in optional fields. */
  readonly nulls: readonly string[];
  /** Pointers of empty lists where an optional object belongs: PHP writes an empty object that way. */
  readonly emptyLists: readonly string[];
  /** Pointers of integers that are not written as integers (`1.0`, `1e2`). */
  readonly odd: readonly string[];
  /** Pointers of fields that the schema does not know. */
  readonly extras: readonly string[];
  /** False when a field holds a number that is no plain JavaScript number. */
  readonly isPlain: boolean;
};

/** Looks only at fields that the schema knows, so that size and depth of anything else cost nothing. */
export function viewAnswer(body: JsonObject, schema: JsonObject): AnswerView {
  const notes: Notes = { nulls: [], emptyLists: [], odd: [], extras: [], isPlain: true };
  const seen = viewObject(body, schema, "", notes);
  return { body: seen, ...notes };
}

type Notes = { nulls: string[]; emptyLists: string[]; odd: string[]; extras: string[]; isPlain: boolean };

/** Further unknown fields add nothing to the first ones. */
const maxExtras = 30;

function viewObject(value: JsonObject, schema: JsonObject, pointer: string, notes: Notes): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  let changed: Map<string, JsonValue | undefined> | undefined;
  for (const key of Object.keys(value)) {
    const child = value[key] ?? null;
    const childSchema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!isObject(childSchema)) {
      if (notes.extras.length < maxExtras) notes.extras.push(`${pointer}/${escaped(key)}`);
      continue;
    }
    const seen = viewField(child, childSchema, `${pointer}/${key}`, required.includes(key), notes);
    if (seen === child) continue;
    changed ??= new Map();
    changed.set(key, seen);
  }
  return changed ? replaced(value, changed) : value;
}

/** The value as the rules see it; undefined when it counts as absent. */
function viewField(
  value: JsonValue,
  schema: JsonObject,
  pointer: string,
  isRequired: boolean,
  notes: Notes,
): JsonValue | undefined {
  if (value === null) {
    if (isRequired || takes(schema, "null")) return value;
    notes.nulls.push(pointer);
    return undefined;
  }
  if (typeof value === "bigint") notes.isPlain = false;
  if (typeof value !== "object") return value;
  if (isExactNumber(value)) {
    const integer = takes(schema, "integer") ? integerOf(value) : undefined;
    if (integer !== undefined) notes.odd.push(pointer);
    if (typeof integer !== "number") notes.isPlain = false;
    return integer ?? value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0 && !isRequired && schema.type === "object") {
      notes.emptyLists.push(pointer);
      return {};
    }
    return viewItems(value, schema, pointer, notes);
  }
  return isObject(value) && isObject(schema.properties) ? viewObject(value, schema, pointer, notes) : value;
}

function viewItems(
  items: readonly JsonValue[],
  schema: JsonObject,
  pointer: string,
  notes: Notes,
): readonly JsonValue[] {
  const itemSchema = schema.items;
  if (!isObject(itemSchema)) return items;
  const seen = items.map((item, i) => viewField(item, itemSchema, `${pointer}/${i}`, true, notes) ?? null);
  return seen.every((item, i) => item === items[i]) ? items : seen;
}

function replaced(value: JsonObject, changed: ReadonlyMap<string, JsonValue | undefined>): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const key of Object.keys(value)) {
    const seen = changed.has(key) ? changed.get(key) : value[key];
    if (seen !== undefined) entries.push([key, seen]);
  }
  return Object.fromEntries(entries);
}

function takes(schema: JsonObject, type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
