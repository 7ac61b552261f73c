import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { AppError } from "../core/problem.js";
import { realClock } from "../node/clock.js";
import type { Console } from "./context.js";
import { reasonOf } from "./read-input.js";
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
    columns: process.stdout.columns || (isatty(2) ? process.stderr.columns : undefined) || 80,
    isInputTty: isatty(0),
    isOutputTty: isatty(1),
    isErrorTty: isatty(2),
    clock: realClock(),
    signal: interrupt.signal,
    async writeOut(text) {
      if (failure) throw unwritable(failure);
      try {
        if (process.stdout.write(text)) return;
        await untilTaken(process.stdout);
      } catch (error) {
        throw unwritable(error);
      }
      if (failure) throw unwritable(failure);
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

/** Resolves once the stream takes more, or never will again; nothing that listens is left behind. */
function untilTaken(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      stream.off("drain", settle);
      stream.off("close", settle);
      resolve();
    };
    stream.on("drain", settle);
    stream.on("close", settle);
  });
}

/** A full disk behind a redirection, for instance. A reader that went away is no problem, and is told apart by its code. */
function unwritable(cause: unknown): unknown {
  const why = reasonOf(cause);
  if (why === "EPIPE") return cause;
  return new AppError({
    code: "stdout-unwritable",
    category: "output",
    text: {
      zh: "标准输出写不进去（{why}），结果不完整。请检查磁盘空间，或换一个地方输出。",
      en: "Standard output cannot be written ({why}), so the result is not whole. Check the disk space, or send the output elsewhere.",
    },
    args: { why },
    cause,
  });
}
