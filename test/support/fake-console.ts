import type { Console } from "../../src/cli/context.js";
import { main } from "../../src/cli/main.js";
import { splitLines } from "../../src/cli/split-lines.js";
import type { Registry } from "../../src/core/callback.js";
import type { Clock } from "../../src/core/ports.js";
import { emptyFolder } from "./cli.js";

export type FakeRun = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type FakeConsoleOptions = Partial<Omit<Console, "readStdin" | "stdinLines">> & {
  readonly input?: string | Uint8Array;
  readonly registry?: Registry;
  /** Told each piece of stdout as it is written, for commands that run until they are stopped. */
  readonly onOut?: (text: string) => void | Promise<void>;
};

const frozen = Date.UTC(2026, 10, 25, 4, 0, 0);

/** A clock that stands still at 2026-11-25 12:00 in China and whose waits end at once. */
export const stillClock: Clock = { now: () => frozen, elapsed: () => 0, sleep: async () => undefined };

/** Runs a command line in this process, in an empty folder, in English unless told otherwise. */
export async function runMain(argv: readonly string[], options: FakeConsoleOptions = {}): Promise<FakeRun> {
  let stdout = "";
  let stderr = "";
  const bytes =
    typeof options.input === "string" ? new TextEncoder().encode(options.input) : (options.input ?? new Uint8Array());
  const home = emptyFolder();
  const console: Console = {
    env: { HOME: home, XDG_STATE_HOME: `${home}/state`, LANG: "en_US.UTF-8", ...options.env },
    cwd: options.cwd ?? home,
    columns: options.columns ?? 80,
    isInputTty: options.isInputTty ?? false,
    isOutputTty: options.isOutputTty ?? false,
    isErrorTty: options.isErrorTty ?? false,
    clock: options.clock ?? stillClock,
    signal: options.signal ?? new AbortController().signal,
    async writeOut(text) {
      stdout += text;
      await options.onOut?.(text);
    },
    writeError(text) {
      stderr += text;
    },
    readStdin: async () => bytes,
    stdinLines: () =>
      splitLines(
        (async function* () {
          yield bytes;
        })(),
      ),
    ...(options.prompter ? { prompter: options.prompter } : {}),
  };
  const code = await main(argv, options.registry ? { console, registry: options.registry } : { console });
  return { code, stdout, stderr };
}
