import { encryptedPaths } from "../../core/fields.js";
import { isObject, type JsonObject, type JsonValue, projectNumbers } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import { decryptFields } from "./decrypt-fields.js";
import type { Reading, Received } from "./stages.js";

/** Bytes to payload: strict UTF-8 and JSON, `null` taken for an absent field, personal fields decrypted, schema checked. */
export function readPayload({ definition, bytes }: Received, clientSecret: string): Reading {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) return { kind: "unreadable", reason: "the body is not UTF-8" };
  return readText(decoded.text, definition.request, clientSecret);
}

/** The same from a text that is already decoded. */
export function readText(text: string, request: Received["definition"]["request"], clientSecret: string): Reading {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return { kind: "unreadable", reason: "the body is not JSON" };
  if (!isObject(parsed.value)) return { kind: "unreadable", reason: "the body is not a JSON object" };
  const whole = withoutNulls(parsed.value);
  const { payload, mistakes } = decryptFields(whole, encryptedPaths(request.schema), clientSecret);
  return { kind: "payload", payload, mistakes: [...request.validate(projectNumbers(whole)), ...mistakes] };
}

function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, cleaned(inner)]),
  );
}

function cleaned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutNulls(value) : value;
}
