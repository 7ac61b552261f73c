import { callbacks } from "../callbacks/registry.js";
import type { Registry } from "../core/callback.js";
import { AppError } from "../core/problem.js";
import { type Lang, say, type TextArgs } from "../core/text.js";
import { visible } from "../core/visible.js";
import type { Call, Context } from "./command.js";
import type { Console } from "./context.js";
import { type ExitCode, exitCodeOf } from "./exit.js";
import { tellInterruption } from "./interruption.js";
import { checkLangFlag, chooseLang } from "./lang.js";
import { manifest } from "./manifest.js";
import { processConsole } from "./process-console.js";
import { buildProgram, UsageError } from "./program.js";

export type MainDeps = { readonly console?: Console; readonly registry?: Registry };

/**
 * Runs one command line, of this process unless another console is given, and resolves to its exit code. Never throws and
 * never calls `process.exit`. `argv` holds the arguments alone, without node and script.
 */
export async function main(
  argv: readonly string[],
  { console = processConsole(), registry = callbacks }: MainDeps = {},
): Promise<ExitCode> {
  let lang = chooseLang(argv, console.env);
  let context: Context | undefined;
  try {
    const invocation = await buildProgram(argv, { lang, registry, columns: console.columns });
    const outcome = await invocation.parse();
    if (outcome.type === "text") {
      await console.writeOut(outcome.text);
      return 0;
    }
    checkLangFlag(argv);
    const { options } = outcome.call;
    const { createContext, configLang } = await import("./context.js");
    lang = (await configLang(argv, options, console)) ?? lang;
    context = await createContext({ lang, console, registry, commands: manifest, options });
    tellInterruption(context);
    return await runCommand(outcome.run, outcome.call, context);
  } catch (error) {
    return explainError(error, lang, argv, console, context);
  }
}

async function runCommand(
  run: (call: Call, context: Context) => Promise<ExitCode>,
  call: Call,
  context: Context,
): Promise<ExitCode> {
  const code = await run(call, context);
  return interruptedBy(context) ?? code;
}

/** The signal wins over every other code. */
function interruptedBy(context: Context | undefined): ExitCode | undefined {
  if (!context?.signal.aborted) return undefined;
  return context.signal.reason === "SIGTERM" ? 143 : 130;
}

async function explainError(
  error: unknown,
  lang: Lang,
  argv: readonly string[],
  console: Console,
  context: Context | undefined,
): Promise<ExitCode> {
  const problem = error instanceof UsageError ? (await import("./usage-problem.js")).usageProblem(error, argv) : error;
  const interrupted = interruptedBy(context);
  if (problem instanceof AppError) {
    if (interrupted === undefined || problem.code !== "interrupted") {
      console.writeError(`${say(lang, problem.say.text, visibleArgs(problem.say.args))}\n`);
    }
    return interrupted ?? exitCodeOf(problem.category);
  }
  if (interrupted !== undefined) return interrupted;
  if (isClosedPipe(error)) return 0;
  const { reportBug } = await import("./report-bug.js");
  console.writeError(reportBug(error, lang, argv));
  return 4;
}

/** What was typed may hold characters that change how a terminal shows the sentence about it. */
function visibleArgs(args: TextArgs = {}): TextArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? visible(value, mostCharacters) : value,
    ]),
  );
}

/** Longer than any path or list of names that a sentence needs. */
const mostCharacters = 800;

/** The reader of stdout went away (`| head -1`): nothing is wrong. */
function isClosedPipe(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "EPIPE";
}
