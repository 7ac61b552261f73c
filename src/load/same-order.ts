import type { CallbackDefinition } from "../core/callback.js";
import { stringifyJson } from "../core/json.js";
import type { Generated } from "../engine/generate.js";

/** Whether two payloads of a stream are one and the same order to the merchant: a saved one, the sample, a key that was set. */
export function isSameOrder({ idempotencyKey }: CallbackDefinition, first: Generated, second: Generated): boolean {
  if (first.body === second.body) return true;
  const [one, other] = [first.payload[idempotencyKey], second.payload[idempotencyKey]];
  return one !== undefined && other !== undefined && stringifyJson(one) === stringifyJson(other);
}
