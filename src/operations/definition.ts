import type { MessageSchema } from "../core/callback.js";
import { isObject, type JsonObject, type JsonValue } from "../core/json.js";
import type { OperationDefinition } from "../core/operation.js";

/** Reads id, title and path from the `x-operation` facts of the request schema. */
export function operationOf(
  messages: { readonly request: MessageSchema; readonly response: MessageSchema },
  purpose: OperationDefinition["purpose"],
): OperationDefinition {
  const facts = asObject(messages.request.schema["x-operation"]);
  const title = asObject(facts.title);
  return {
    id: String(facts.id),
    title: { zh: String(title.zh), en: String(title.en) },
    method: "POST",
    path: String(facts.path),
    ...messages,
    purpose,
  };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}
