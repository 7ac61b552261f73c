import type { SchemaMistake } from "../../core/callback.js";
import { isObject, type JsonObject } from "../../core/json.js";
import { AppError } from "../../core/problem.js";
import { decryptField } from "../../engine/cipher.js";
import { changePersonal } from "../../engine/personal-fields.js";

export type Decrypted = {
  readonly payload: JsonObject;
  /** One for every personal field that cannot be opened; its value stays as it came. */
  readonly mistakes: readonly SchemaMistake[];
};

/** Opens the personal fields of a payload. */
export function decryptPayload(payload: JsonObject, schema: JsonObject, secret: string): Decrypted {
  const mistakes: SchemaMistake[] = [];
  const opened = changePersonal(payload, schema, (text, pointer) => {
    try {
      return decryptField(secret, text);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      mistakes.push({ keyword: "x-encrypted", instancePath: pointer, schemaPath: "", params: {} });
      return text;
    }
  });
  return { payload: isObject(opened) ? opened : payload, mistakes };
}
