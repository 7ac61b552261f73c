import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";

export type HeaderFact = { readonly name: string; readonly isRequired: boolean; readonly meaning: Text };

/** What the catalogue says of a message beside its fields (`x-callback`, `x-operation`). */
export function messageFacts(schema: JsonObject, keyword: "x-callback" | "x-operation") {
  const facts = asObject(schema[keyword]);
  const headers = Array.isArray(facts.headers) ? facts.headers.filter(isObject) : [];
  return {
    scope: typeof facts.scope === "string" ? facts.scope : undefined,
    envelope: isObject(facts.envelope) ? textOf(facts.envelope) : undefined,
    headers: headers.map(
      (header): HeaderFact => ({
        name: String(header.name),
        isRequired: header.required === true,
        meaning: textOf(header),
      }),
    ),
  };
}

/** The title or description of a schema in both languages. */
export function schemaText(schema: JsonObject, key: "title" | "description"): Text {
  return textOf({ zh: schema[key] ?? "", en: asObject(schema["x-en"])[key] ?? "" });
}

function textOf({ zh, en }: JsonObject): Text {
  return { zh: String(zh), en: String(en) };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
