import type { Registry } from "../core/callback.js";
import { isObject, type JsonObject, projectNumbers } from "../core/json.js";
import { pointerTokens } from "../core/pointer.js";
import { checkNames } from "./config/check-names.js";
import { type ConfigDocument, mistakeAt, placeOf } from "./config/config-document.js";
import { resolvePaths } from "./config/config-paths.js";
import { readDocument } from "./config/read-document.js";
import { schemaMistake } from "./config/schema-mistake.js";

export type ConfigReading = {
  /** `project` files may not name a report outside their folder. */
  readonly kind: "project" | "user";
  /** With it the names of callbacks, variants, rules and readings are checked too. */
  readonly registry?: Registry;
};

/**
 * Parses and checks a config file. Paths in it come back absolute. Throws `AppError` that names file, line, column
 * and the nearest real key.
 */
export async function parseConfig(file: string, text: string, reading: ConfigReading): Promise<JsonObject> {
  const document = await readDocument(file, text);
  refuseReserved(document);
  const values = await checkSchema(document);
  if (reading.registry) await checkNames(document, values, reading.registry);
  return resolvePaths(document, values, reading.kind);
}

/** `__proto__` and its like mean something to JavaScript wherever they stand. */
function refuseReserved(document: ConfigDocument): void {
  const visit = (node: ConfigDocument["tree"], path: readonly (string | number)[]): void => {
    for (const [index, item] of (node.items ?? []).entries()) visit(item, [...path, index]);
    for (const { key, value } of node.members ?? []) {
      const here = [...path, key];
      if (reserved.has(key)) {
        throw mistakeAt(document, placeOf(document, here), {
          code: "config-reserved-key",
          text: {
            zh: "{key} 是 JavaScript 保留的名字，不能用作键。请换一个名字。",
            en: "{key} is a name reserved by JavaScript and cannot be a key. Choose another one.",
          },
          args: { key },
        });
      }
      visit(value, here);
    }
  };
  visit(document.tree, []);
}

const reserved: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

async function checkSchema(document: ConfigDocument): Promise<JsonObject> {
  const { configSchema } = await import("../generated/config-schema.js");
  const [mistake] = configSchema.validate(projectNumbers(document.value));
  if (!mistake && isObject(document.value)) return document.value;
  const at = pointerTokens(mistake?.instancePath ?? "");
  const extra = mistake?.keyword === "additionalProperties" ? String(mistake.params.additionalProperty) : undefined;
  const where = extra === undefined ? at : [...at, extra];
  throw mistakeAt(document, placeOf(document, where), schemaMistake(configSchema.schema, at, mistake));
}
