import type { CallbackDefinition } from "../../core/callback.js";
import { nodeAt } from "../../core/fields.js";
import type { JsonObject } from "../../core/json.js";
import { parsePath, toPath, toPointer } from "../../core/pointer.js";
import type { Text } from "../../core/text.js";
import { visible } from "../../core/visible.js";
import { nearPaths } from "../../engine/assign.js";
import { type ConfigDocument, elsewhere, mistakeAt, placeOf } from "./config-document.js";

/**
 * Checks that each path changed at `at` is a field that the request of one of the callbacks has, as `--set` does for a
 * command. Throws `AppError` (category config) with the place of the path and the nearest real ones.
 */
export function checkPaths(
  document: ConfigDocument,
  at: readonly (string | number)[],
  changes: JsonObject,
  definitions: readonly CallbackDefinition[],
): void {
  const schemas = definitions.map(({ request }) => request.schema);
  for (const written of Object.keys(changes)) {
    const here = [...at, written];
    const path = readPath(written, document, here);
    if (schemas.some((schema) => nodeAt(schema, path) !== undefined)) continue;
    const near = [...new Set(schemas.flatMap((schema) => nearPaths(schema, path)))];
    throw mistakeAt(document, placeOf(document, here), {
      code: "config-unknown-name",
      text: near.length > 0 ? nearFields : noField,
      args: { at: at.join("."), path: visible(path), near: near.join(", ") },
    });
  }
}

function readPath(written: string, document: ConfigDocument, at: readonly (string | number)[]): string {
  try {
    return toPath(toPointer(parsePath(written)));
  } catch (cause) {
    throw elsewhere(document, at, cause);
  }
}

const nearFields: Text = {
  zh: "{at} 里的 {path} 不是文档里的字段。是不是 {near}？",
  en: "{path} in {at} is no field of the documents. Did you mean {near}?",
};
const noField: Text = {
  zh: "{at} 里的 {path} 不是文档里的字段。用 catalog fields 查看全部字段。",
  en: "{path} in {at} is no field of the documents. catalog fields lists them all.",
};
