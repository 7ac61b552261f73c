import type { CallbackDefinition } from "../../core/callback.js";
import { fieldAt, listFields } from "../../core/fields.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { toPath, toPointer } from "../../core/pointer.js";
import type { Text } from "../../core/text.js";
import { valueAt } from "./draft.js";
import type { PreviewRow } from "./prompts.js";
import { readText, typedText } from "./value-text.js";

/** More than this many changes beside the brief say nothing more. */
const mostOthers = 8;

/**
 * What tells the payload at a glance, then every other field that differs from `before`, the one at `except` left out.
 * Without `before` nothing counts as changed.
 */
export function previewOf(
  definition: CallbackDefinition,
  payload: JsonObject,
  t: (text: Text) => string,
  { before = payload, except }: { readonly before?: JsonObject; readonly except?: string } = {},
): readonly PreviewRow[] {
  const currency = typeof payload.currency === "string" ? payload.currency : "CNY";
  const row = (path: string): PreviewRow => {
    const field = fieldAt(definition.request.schema, path);
    const [value, was] = [payload, before].map((one) => readText(valueAt(one, path), field, currency, t));
    const element = path.match(/\[\d+\]/g)?.join("");
    return {
      label: field ? t(field.title) : path,
      ...(field && element !== undefined ? { element } : {}),
      value: value ?? "",
      ...(value === was || was === undefined ? {} : { was }),
    };
  };
  const brief = briefPaths(definition).filter(
    (path) => valueAt(payload, path) !== undefined || valueAt(before, path) !== undefined,
  );
  const own = except?.replace(/\[\d*\]/g, "[]");
  const others = changedPaths(before, payload).filter(
    (path) => !brief.includes(path) && path.replace(/\[\d+\]/g, "[]") !== own,
  );
  return [...brief.map(row), ...together(others.map(row)).slice(0, mostOthers)];
}

/** Elements of a list that change in the same way are one row. */
function together(rows: readonly PreviewRow[]): readonly PreviewRow[] {
  const kinds = new Map<string, PreviewRow[]>();
  for (const row of rows) {
    const kind = JSON.stringify([row.label, row.value, row.was, row.element === undefined]);
    const known = kinds.get(kind);
    if (known) known.push(row);
    else kinds.set(kind, [row]);
  }
  return [...kinds.values()].flatMap(([row, ...same]) => {
    if (!row) return [];
    return same.length === 0 ? [row] : [{ ...row, element: `×${same.length + 1}` }];
  });
}

function briefPaths({ brief, request }: CallbackDefinition): readonly string[] {
  if (brief) return brief;
  const scalars = ["string", "integer", "boolean", "number"];
  return listFields(request.schema)
    .filter(({ depth, required, type }) => depth === 0 && required && scalars.includes(type))
    .map(({ path }) => path);
}

/** Paths of the leaves that are not the same in both. */
function changedPaths(before: JsonObject, after: JsonObject): readonly string[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...now.keys(), ...[...old.keys()].filter((path) => !now.has(path))];
  return paths.filter((path) => old.get(path) !== now.get(path));
}

function leavesOf(payload: JsonObject): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: JsonValue, steps: readonly (string | number)[]): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...steps, index]);
    else if (isObject(value)) for (const [key, inner] of Object.entries(value)) walk(inner, [...steps, key]);
    else leaves.set(toPath(toPointer(steps)), typedText(value));
  };
  walk(payload, []);
  return leaves;
}
