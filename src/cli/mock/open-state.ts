import { join } from "node:path";
import type { Journal } from "../../core/journal.js";
import type { PlatformEvent } from "../../mocks/platform/events.js";
import { withShortTokens } from "../../mocks/platform/short-tokens.js";
import type { EventLog } from "../../mocks/platform/store.js";
import type { OpenEventLog } from "../../node/event-log.js";
import type { Context } from "../command.js";
import { lockState } from "./lock.js";
import { mockFolder } from "./running.js";

/** What a mock platform remembers beyond its process. */
export type MockState = {
  /** The file of events; undefined when nothing is kept. */
  readonly path: string | undefined;
  readonly earlier: readonly PlatformEvent[];
  readonly log: EventLog | undefined;
  /** Of the exchanges with the merchant, for `log` and `resend`. */
  readonly journal: Journal | undefined;
  close(): void;
};

/** Opens the state of the last run, for this process alone. Throws `AppError` when it is in use or cannot be written. */
export async function openMockState(
  isEphemeral: boolean,
  context: Context,
  secrets: readonly string[],
): Promise<MockState> {
  if (isEphemeral) {
    return { path: undefined, earlier: [], log: undefined, journal: undefined, close: () => undefined };
  }
  const [{ openEventLog }, { openJournal }, { stateFolder }] = await Promise.all([
    import("../../node/event-log.js"),
    import("../../node/journal.js"),
    import("../../node/state-folder.js"),
  ]);
  const unlock = await lockState(context.env);
  let events: OpenEventLog | undefined;
  try {
    const path = join(mockFolder(context.env), "events.ndjson");
    events = openEventLog({ path, secrets });
    for (const note of events.notes) context.warn(note);
    const journal = openJournal({
      folder: stateFolder(context.env),
      clock: context.clock,
      secrets,
      onTrouble: ({ say }) => context.warn(say),
    });
    const opened = events;
    return {
      path,
      // The lines' checksums vouch that these are the events that `append` was given.
      earlier: opened.earlier as unknown as readonly PlatformEvent[],
      // An event is plain JSON.
      log: { append: (event) => opened.append(withoutTokens(event) as unknown as Parameters<typeof opened.append>[0]) },
      journal,
      close() {
        opened.close();
        journal.close();
        unlock();
      },
    };
  } catch (error) {
    events?.close();
    unlock();
    throw error;
  }
}

/** A merchant may have sent a real token; that there was one is enough. */
function withoutTokens(event: PlatformEvent): PlatformEvent {
  if (event.type !== "operation" && event.type !== "stray-call") return event;
  return { ...event, call: { ...event.call, headers: withShortTokens(event.call.headers) } };
}
