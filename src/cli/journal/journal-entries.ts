import type { CallbackDefinition } from "../../core/callback.js";
import { isObject, type JsonObject, stringifyJson } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import type { JournalEntry } from "../../node/read-journal.js";
import type { Context } from "../command.js";

/** Everything in the journal, oldest first. What could not be read is said on stderr. */
export async function journalEntries(context: Context): Promise<readonly JournalEntry[]> {
  const [{ readJournal }, { stateFolder }] = await Promise.all([
    import("../../node/read-journal.js"),
    import("../../node/state-folder.js"),
  ]);
  const { entries, notes } = readJournal(stateFolder(context.env));
  for (const note of notes) context.warn(note);
  return entries;
}

/** The payload that an entry's body holds; undefined when it is no JSON object. */
export function payloadOf({ body }: Pick<JournalEntry, "body">): JsonObject | undefined {
  const decoded = decodeUtf8(body);
  const parsed = decoded.ok ? parseJsonText(decoded.text) : undefined;
  return parsed?.ok && isObject(parsed.value) ? parsed.value : undefined;
}

/** The value of the callback's idempotency key, as text. */
export function keyOf(
  payload: JsonObject | undefined,
  { idempotencyKey }: Pick<CallbackDefinition, "idempotencyKey">,
): string | undefined {
  const value = payload?.[idempotencyKey];
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : stringifyJson(value);
}
