import type { Pace } from "./pace.js";

/**
 * Runs tasks several at a time and yields their results in the order of the list. Whatever ends it, `abandon` is called first and
 * tasks that run are waited for.
 */
export async function* inOrder<T>(
  tasks: readonly (() => Promise<T>)[],
  pace: Pick<Pace, "enter" | "leave">,
  abandon: () => void,
): AsyncGenerator<T, void, undefined> {
  const running = tasks.map(async (task) => {
    await pace.enter();
    try {
      return await task();
    } finally {
      pace.leave();
    }
  });
  // A failure is met where its turn comes; until then nobody looks at it.
  for (const run of running) run.catch(() => undefined);
  try {
    for (const run of running) yield await run;
  } finally {
    abandon();
    await Promise.allSettled(running);
  }
}
