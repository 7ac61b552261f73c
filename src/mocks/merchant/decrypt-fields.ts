import type { SchemaMistake } from "../../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { decryptField } from "../../engine/cipher.js";

export type Decrypted = {
  readonly payload: JsonObject;
  /** One for every personal field that cannot be opened; its value stays as it came. */
  readonly mistakes: readonly SchemaMistake[];
};

/** Opens the personal fields at `paths` (`occupancies[].phone`); absent and mistyped ones are left alone. */
export function decryptFields(payload: JsonObject, paths: readonly string[], secret: string): Decrypted {
  const mistakes: SchemaMistake[] = [];
  const open = (value: JsonValue, pointer: string): JsonValue => {
    if (typeof value !== "string") return value;
    try {
      return decryptField(secret, value);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      mistakes.push({ keyword: "x-encrypted", instancePath: pointer, schemaPath: "", params: {} });
      return value;
    }
  };
  const decrypted = paths.reduce((current, path) => replaceObject(current, path.split("."), "", open), payload);
  return { payload: decrypted, mistakes };
}

type Open = (value: JsonValue, pointer: string) => JsonValue;

function replaceObject(value: JsonObject, steps: readonly string[], pointer: string, open: Open): JsonObject {
  const [step = "", ...rest] = steps;
  const name = step.replace(/\[\]$/, "");
  const child = Object.hasOwn(value, name) ? value[name] : undefined;
  if (child === undefined) return value;
  const at = `${pointer}/${name}`;
  const replaced =
    step.endsWith("[]") && Array.isArray(child)
      ? child.map((item, index) => replaceValue(item, rest, `${at}/${index}`, open))
      : replaceValue(child, rest, at, open);
  return { ...value, [name]: replaced };
}

function replaceValue(value: JsonValue, steps: readonly string[], pointer: string, open: Open): JsonValue {
  if (steps.length === 0) return open(value, pointer);
  return isObject(value) ? replaceObject(value, steps, pointer, open) : value;
}
