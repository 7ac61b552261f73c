import type { Journal } from "../core/journal.js";
import type { Call, Context } from "./command.js";

/** Placeholder until the journal stands. */
export async function openJournal(_call: Call, _context: Context): Promise<Journal | undefined> {
  return undefined;
}
