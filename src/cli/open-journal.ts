import { type OpenJournal, openJournal as open } from "../node/journal.js";
import { stateFolder } from "../node/state-folder.js";
import type { Call, Context } from "./command.js";

/**
 * The journal that this command's exchanges are kept in; undefined with `--no-journal`. The secrets are kept out of it.
 * Throws `AppError` (category output) when it cannot be written: nothing has been sent by then.
 */
export async function openJournal(
  { options }: Call,
  context: Context,
  secrets: readonly string[],
): Promise<OpenJournal | undefined> {
  if (options.journal === false) return undefined;
  return open({
    folder: stateFolder(context.env),
    clock: context.clock,
    secrets,
    onTrouble: ({ say }) => context.warn(say),
  });
}
