import type { Command } from "commander";
import type { Resolved } from "../config/resolve.js";
import type { Registry } from "../core/callback.js";
import type { JsonValue } from "../core/json.js";
import type { Clock } from "../core/ports.js";
import type { Lang, Message, Text, TextArgs } from "../core/text.js";
import type { Prompter } from "./builder/prompts.js";
import type { ExitCode } from "./exit.js";
import type { ManifestEntry } from "./manifest.js";
import type { Style } from "./style.js";

/** A command of the CLI, loaded by name only when it is asked for (default export of `commands/<name>.ts`). */
export type CommandModule = {
  /** Declares arguments and options on `command`; runs before parsing, also for `--help`. Imports stay light here. */
  configure(command: Command, setup: Setup): void;
  /** Does the work. Throws `AppError` for what the user can mend; everything else is a bug. */
  run(call: Call, context: Context): Promise<ExitCode>;
};

export type Setup = {
  /** Renders a text in the language in force, for descriptions. */
  readonly t: (text: Text, args?: TextArgs) => string;
  readonly registry: Registry;
};

export type Call = {
  readonly args: readonly (string | undefined)[];
  /** Option values by camelCase name, common flags included. */
  readonly options: Readonly<Record<string, unknown>>;
};

export type Context = {
  readonly lang: Lang;
  readonly t: (text: Text, args?: TextArgs) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly registry: Registry;
  /** Every command there is. */
  readonly commands: readonly ManifestEntry[];
  readonly clock: Clock;
  readonly style: Style;
  /** Width of the terminal in columns; 80 when there is none. */
  readonly columns: number;
  readonly isInputTty: boolean;
  readonly isOutputTty: boolean;
  readonly isErrorTty: boolean;
  /** Writes to stdout and waits while a slow reader catches up. */
  readonly print: (text: string) => Promise<void>;
  /** One line of compact JSON on stdout; big integers keep their digits. */
  readonly printJson: (value: JsonValue) => Promise<void>;
  /** A line on stderr; silent with `--quiet`. */
  readonly note: (message: Message | Text, args?: TextArgs) => void;
  /** A line on stderr that `--quiet` does not silence. */
  readonly warn: (message: Message | Text, args?: TextArgs) => void;
  /** Raw text on stderr, for progress lines and prompts. */
  readonly printError: (text: string) => void;
  /** The whole standard input as bytes. */
  readonly readStdin: () => Promise<Uint8Array>;
  /** Standard input line by line, as bytes without the line ends. */
  readonly stdinLines: () => AsyncIterable<Uint8Array>;
  /** The settings in force, resolved once, with their origins. */
  readonly settings: () => Promise<Resolved>;
  /** Questions on the terminal; ask only where `isInputTty` and `isErrorTty` say there is one. */
  readonly prompter: () => Promise<Prompter>;
  /** Aborted on the first Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
};
