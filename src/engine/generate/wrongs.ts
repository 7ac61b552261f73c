import type { CallbackDefinition, LawContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { Message } from "../../core/text.js";
import { messageOf } from "../schema/messages.js";
import { findMistakes } from "../schema/mistakes.js";

/** What the schema and the laws say against a plaintext payload; the laws are asked only once the schema is content. */
export function wrongsOf(
  { request, laws }: CallbackDefinition,
  payload: JsonObject,
  law: LawContext,
): readonly Message[] {
  const mistakes = findMistakes({ body: payload, isPlain: false }, request);
  if (mistakes.length > 0) return mistakes.map((mistake) => messageOf(mistake, payload));
  return laws.flatMap(({ check }) => check(payload, law).map(({ message }) => message));
}
