import type { Registry } from "../core/callback.js";
import { stringifyJson } from "../core/json.js";
import type { Clock } from "../core/ports.js";
import { type Lang, type Message, say, type Text, type TextArgs } from "../core/text.js";
import { createRuler } from "../reporters/columns.js";
import type { Prompter } from "./builder/prompts.js";
import type { Context } from "./command.js";
import { loadSettings } from "./load-settings.js";
import type { ManifestEntry } from "./manifest.js";
import { loadStyle, wantsColour } from "./style.js";

/** Every command needs both: one thing to load. */
export { configLang } from "./config-lang.js";

/** The process as the CLI sees it; the real one is made by `process-console.ts`. */
export type Console = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly columns: number;
  readonly isInputTty: boolean;
  readonly isOutputTty: boolean;
  readonly isErrorTty: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  writeOut(text: string): Promise<void>;
  writeError(text: string): void;
  readStdin(): Promise<Uint8Array>;
  stdinLines(): AsyncIterable<Uint8Array>;
  /** Answers in place of a terminal's, for tests. */
  readonly prompter?: Prompter;
};

type ContextInput = {
  readonly lang: Lang;
  readonly console: Console;
  readonly registry: Registry;
  readonly commands: readonly ManifestEntry[];
  readonly options: Readonly<Record<string, unknown>>;
};

export async function createContext({ lang, console, registry, commands, options }: ContextInput): Promise<Context> {
  const isQuiet = options.quiet === true;
  const colour = options.color === false ? false : undefined;
  const t = (text: Text, args?: TextArgs): string => say(lang, text, args);
  const line = (message: Message | Text, args?: TextArgs): string =>
    "text" in message ? say(lang, message.text, args ?? message.args) : say(lang, message, args);
  let settings: ReturnType<Context["settings"]> | undefined;
  return {
    lang,
    t,
    env: console.env,
    cwd: console.cwd,
    registry,
    commands,
    clock: console.clock,
    style: await loadStyle(wantsColour(colour, console.env, console.isOutputTty)),
    columns: console.columns,
    isInputTty: console.isInputTty,
    isOutputTty: console.isOutputTty,
    isErrorTty: console.isErrorTty,
    print: (text) => console.writeOut(text),
    printJson: (value) => console.writeOut(`${stringifyJson(value)}\n`),
    note: (message, args) => {
      if (!isQuiet) console.writeError(`${line(message, args)}\n`);
    },
    warn: (message, args) => console.writeError(`${line(message, args)}\n`),
    printError: (text) => console.writeError(text),
    readStdin: () => console.readStdin(),
    stdinLines: () => console.stdinLines(),
    settings: () => {
      settings ??= loadSettings(options, console.env, console.cwd, registry);
      return settings;
    },
    prompter: async () => {
      if (console.prompter) return console.prompter;
      const { openPrompter } = await import("./builder/prompter.js");
      const style = await loadStyle(wantsColour(colour, console.env, console.isErrorTty));
      return openPrompter({ t, style, ruler: createRuler(), signal: console.signal });
    },
    signal: console.signal,
  };
}
