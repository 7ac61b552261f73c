import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";

type Say = (text: Text) => string;

/** A schema of the catalogue in one language, without the keywords that only the catalogue understands. */
export function localisedSchema(schema: JsonObject, t: Say): JsonObject {
  const kept = Object.entries(schema).flatMap(([keyword, value]): [string, JsonValue][] =>
    catalogueOnly.includes(keyword) ? [] : [[keyword, localisedKeyword(keyword, value, t)]],
  );
  return { ...Object.fromEntries(kept), ...titles(schema, t), ...documentType(schema), ...valueTitles(schema, t) };
}

const catalogueOnly = ["$schema", "x-en", "x-callback", "x-operation", "x-doc", "x-values"];

function localisedKeyword(keyword: string, value: JsonValue, t: Say): JsonValue {
  if (keyword === "properties" && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, localisedValue(field, t)]));
  }
  // What a keyword of JSON Schema compares with is a value, not a schema.
  return ["enum", "const", "required"].includes(keyword) ? value : localisedValue(value, t);
}

function localisedValue(value: JsonValue, t: Say): JsonValue {
  if (Array.isArray(value)) return value.map((item) => localisedValue(item, t));
  if (!isObject(value)) return value;
  const text = asText(value);
  return text ? t(text) : localisedSchema(value, t);
}

function titles(schema: JsonObject, t: Say): JsonObject {
  const english = schema["x-en"];
  if (!isObject(english)) return {};
  return Object.fromEntries(
    ["title", "description"].flatMap((key) => {
      const text = asText({ zh: schema[key] ?? null, en: english[key] ?? null });
      return text ? [[key, t(text)]] : [];
    }),
  );
}

/** The type as the document's table has it. */
function documentType({ "x-doc": doc }: JsonObject): JsonObject {
  return isObject(doc) && typeof doc.type === "string" ? { "x-doc-type": doc.type } : {};
}

/** What the values mean, in the order of `enum`, under the name that code generators read. */
function valueTitles({ "x-values": values }: JsonObject, t: Say): JsonObject {
  if (!Array.isArray(values)) return {};
  const meanings = values.filter(isObject).flatMap(({ value, zh, en }) => {
    const text = asText({ zh: zh ?? null, en: en ?? null });
    return text && value !== undefined ? [{ value, meaning: t(text) }] : [];
  });
  return { "x-values": meanings, "x-enum-descriptions": meanings.map(({ meaning }) => meaning) };
}

function asText(value: JsonObject): Text | undefined {
  const { zh, en, ...more } = value;
  return typeof zh === "string" && typeof en === "string" && Object.keys(more).length === 0 ? { zh, en } : undefined;
}
