import type { LawBreach } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import type { Text, TextArgs } from "../../core/text.js";

export function breach(pointer: string, text: Text, args: TextArgs = {}): LawBreach {
  return { pointer, message: { text, args } };
}

/** The objects of a list; whatever else stands there is the schema's business. */
export function rowsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
