import type { CallbackDefinition, LawContext } from "../core/callback.js";
import { isObject, type JsonObject } from "../core/json.js";
import { decryptField } from "./cipher.js";
import { wrongsOf } from "./generate/wrongs.js";
import type { Generated } from "./generate.js";
import { changePersonal } from "./personal-fields.js";

/**
 * Whether a payload keeps its schema and laws, so that a merchant may be asked to accept it. Personal fields of a saved
 * payload are decrypted first; one that this secret does not open counts as the plain text that it then is.
 */
export function isLawful(
  definition: CallbackDefinition,
  { plain, payload }: Pick<Generated, "plain" | "payload">,
  clientSecret: string,
  context: LawContext = {},
): boolean {
  return wrongsOf(definition, plain ?? opened(definition, payload, clientSecret), context).length === 0;
}

/** Whether every personal field of a payload opens with this secret; an empty one does. */
export function isEncrypted({ request }: CallbackDefinition, payload: JsonObject, clientSecret: string): boolean {
  let isWhole = true;
  changePersonal(payload, request.schema, (text) => {
    try {
      decryptField(clientSecret, text);
    } catch {
      // A merchant cannot open it either, and why does not matter.
      isWhole = false;
    }
    return text;
  });
  return isWhole;
}

function opened({ request }: CallbackDefinition, payload: JsonObject, clientSecret: string): JsonObject {
  const open = changePersonal(payload, request.schema, (text) => {
    try {
      return decryptField(clientSecret, text);
    } catch {
      // Not a ciphertext of this secret: the text itself is judged.
      return text;
    }
  });
  return isObject(open) ? open : payload;
}
