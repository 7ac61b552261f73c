import { isObject, type JsonObject, type JsonValue } from "../core/json.js";

/** What becomes of the text of a personal field at a pointer. */
export type PersonalChange = (text: string, pointer: string) => string;

/** A copy of `value` with every text that the schema marks `x-encrypted` changed; `pointer` is where `value` stands. */
export function changePersonal(
  value: JsonValue,
  schema: JsonObject | undefined,
  change: PersonalChange,
  pointer = "",
): JsonValue {
  if (!schema) return value;
  if (typeof value === "string") return schema["x-encrypted"] === true ? change(value, pointer) : value;
  if (Array.isArray(value)) {
    const items = schemaAt(schema, "items");
    return items ? value.map((item, i) => changePersonal(item, items, change, `${pointer}/${i}`)) : value;
  }
  const properties = schemaAt(schema, "properties");
  if (!isObject(value) || !properties) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      changePersonal(inner, schemaAt(properties, key), change, `${pointer}/${key}`),
    ]),
  );
}

function schemaAt(holder: JsonObject, key: string): JsonObject | undefined {
  const inner = Object.hasOwn(holder, key) ? holder[key] : undefined;
  return isObject(inner) ? inner : undefined;
}
