import { once } from "node:events";
import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { realClock } from "../node/clock.js";
import type { Console } from "./context.js";
import { splitLines } from "./split-lines.js";

/** The real process. A second signal ends it at once; the first one only aborts `signal`. */
export function processConsole(): Console {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (!interrupt.signal.aborted) return interrupt.abort(name);
      process.removeAllListeners(name);
      process.kill(process.pid, name);
    });
  }
  let failure: unknown;
  process.stdout.on("error", (error) => {
    failure = error;
  });
  return {
    env: process.env,
    cwd: process.cwd(),
    columns: process.stdout.columns ?? (isatty(2) ? process.stderr.columns : undefined) ?? 80,
    isInputTty: isatty(0),
    isOutputTty: isatty(1),
    isErrorTty: isatty(2),
    clock: realClock(),
    signal: interrupt.signal,
    async writeOut(text) {
      if (failure) throw failure;
      if (process.stdout.write(text)) return;
      await Promise.race([once(process.stdout, "drain"), once(process.stdout, "close")]);
      if (failure) throw failure;
    },
    writeError(text) {
      if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => undefined);
      process.stderr.write(text);
    },
    async readStdin() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of addAbortSignal(interrupt.signal, process.stdin)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    stdinLines: () => splitLines(addAbortSignal(interrupt.signal, process.stdin)),
  };
}
