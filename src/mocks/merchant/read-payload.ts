import { isObject, type JsonObject, type JsonValue, parseJson, projectNumbers } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { sayMessage } from "../../core/text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import { decryptPayload } from "./decrypt-payload.js";
import type { Reading, Received } from "./stages.js";

/** Bytes to payload: strict UTF-8 and JSON, `null` taken for an absent field, personal fields decrypted, schema checked. */
export function readPayload({ definition, bytes }: Received, clientSecret: string): Reading {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    return {
      kind: "unreadable",
      reason: `the body is not UTF-8 from line ${decoded.line}, column ${decoded.column} on`,
    };
  }
  const value = parse(decoded.text);
  if (value === undefined) return { kind: "unreadable", reason: `the body is not JSON. ${mistakeIn(decoded.text)}` };
  if (!isObject(value)) return { kind: "unreadable", reason: "the body is not a JSON object" };
  const { request } = definition;
  const whole = withoutNulls(value);
  const { payload, mistakes } = decryptPayload(whole, request.schema, clientSecret);
  return { kind: "payload", payload, mistakes: [...request.validate(projectNumbers(whole)), ...mistakes] };
}

function parse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The place, which only a second look finds, and what is wrong there. */
function mistakeIn(text: string): string {
  const parsed = parseJsonText(text);
  return parsed.ok ? "" : sayMessage("en", parsed.mistake.message);
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
