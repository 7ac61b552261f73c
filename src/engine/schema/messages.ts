import { excerpt, quote } from "../../core/excerpt.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { getAt, pointerTokens, toPointer } from "../../core/pointer.js";
import type { Message, Text, TextArgs } from "../../core/text.js";
import { fieldName, otherSpelling } from "./field-name.js";
import type { PlacedMistake } from "./mistakes.js";
import * as texts from "./texts.js";

/** What a mistake says to people. */
export function messageOf(mistake: PlacedMistake, body: JsonObject): Message {
  const { kind, params, pointer, actual } = mistake;
  switch (kind) {
    case "type":
      return sayField(wrongTypeText(params.type, actual), pointer, actual);
    case "enum":
      return sayField(texts.wrongValue, pointer, actual, { allowed: allowedValues(params) });
    case "required":
      return missingMessage(pointer, body);
    case "format":
      return sayField(texts.wrongForm, pointer, actual, { rule: quote(JSON.stringify(params) ?? "") });
  }
}

function wrongTypeText(type: unknown, actual: JsonValue | undefined): Text {
  const wanted = Array.isArray(type) ? String(type[0]) : String(type);
  return texts.wrongType(texts.typeNames[wanted] ?? texts.unknownType, typeHint(wanted, actual));
}

function typeHint(wanted: string, actual: JsonValue | undefined): Text {
  if (wanted === "integer" && typeof actual === "string") {
    return /^\s*-?\d+\s*$/.test(actual) ? texts.unquoteHint : texts.noHint;
  }
  if (wanted === "string" && (typeof actual === "number" || typeof actual === "bigint")) return texts.quoteHint;
  if (wanted === "object" && typeof actual === "string" && /^\s*\{/.test(actual)) return texts.encodedHint;
  return texts.noHint;
}

function allowedValues(params: PlacedMistake["params"]): string {
  const values = Array.isArray(params.allowedValues) ? params.allowedValues : [params.allowedValue];
  return values.map((value) => String(value)).join(", ");
}

function missingMessage(pointer: string, body: JsonObject): Message {
  const tokens = pointerTokens(pointer);
  const holder = getAt(body, toPointer(tokens.slice(0, -1)));
  const found = isObject(holder) ? otherSpelling(tokens.at(-1) ?? "", holder) : undefined;
  if (found !== undefined) return sayField(texts.misspelt, pointer, undefined, { found: quote(found, 40) });
  const isBare = pointer === "/data" && (Object.hasOwn(body, "error_code") || Object.hasOwn(body, "errorCode"));
  return sayField(isBare ? texts.noEnvelope : texts.missing, pointer, undefined);
}

/** A sentence about the field at `pointer` and what stands there. */
export function sayField(text: Text, pointer: string, actual: JsonValue | undefined, args: TextArgs = {}): Message {
  return { text, args: { field: quote(fieldName(pointer)), actual: excerpt(actual), ...args } };
}
