import { nodeAt } from "../../core/fields.js";
import { isExactNumber, isObject, type JsonObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { toPath, toPointer } from "../../core/pointer.js";
import type { Assignment } from "../../engine/assign.js";

/** The assignments that turn one payload into the other. A value whose type is not the field's goes out exactly as it stands. */
export function assignmentsBetween(before: JsonObject, after: JsonObject, schema: JsonObject): readonly Assignment[] {
  return objectChanges(before, after, [], schema);
}

type Steps = readonly (string | number)[];

function objectChanges(before: JsonObject, after: JsonObject, at: Steps, schema: JsonObject): readonly Assignment[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key): Assignment => ({ path: pathOf([...at, key]), unset: true })),
    ...Object.entries(after).flatMap(([key, value]) =>
      valueChanges(Object.hasOwn(before, key) ? before[key] : undefined, value, [...at, key], schema),
    ),
  ];
}

function valueChanges(
  before: JsonValue | undefined,
  after: JsonValue,
  at: Steps,
  schema: JsonObject,
): readonly Assignment[] {
  if (before !== undefined && stringifyJson(before) === stringifyJson(after)) return [];
  if (isObject(before) && isObject(after)) return objectChanges(before, after, at, schema);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((item: JsonValue, index) => valueChanges(before[index], item, [...at, index], schema));
  }
  return [setting(pathOf(at), after, schema)];
}

function setting(path: string, value: JsonValue, schema: JsonObject): Assignment {
  const { type } = nodeAt(schema, path) ?? {};
  const types = Array.isArray(type) ? type : [type];
  return types.includes(typeOf(value)) ? { path, json: value } : { path, raw: stringifyJson(value) };
}

function typeOf(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (isObject(value)) return "object";
  if (isExactNumber(value)) return "exact";
  return typeof value === "bigint" || Number.isInteger(value) ? "integer" : typeof value;
}

function pathOf(steps: Steps): string {
  return toPath(toPointer(steps));
}
