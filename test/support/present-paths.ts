import { isObject, type JsonValue } from "../../src/core/json.js";

/** Paths of every field in a payload, once each, with `[]` for the elements of lists. */
export function presentPaths(payload: JsonValue): readonly string[] {
  return [...new Set(pathsIn(payload, ""))];
}

function pathsIn(value: JsonValue, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = path === "" ? key : `${path}.${key}`;
    return [own, ...pathsIn(inner, own)];
  });
}
