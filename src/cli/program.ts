import { Command, CommanderError } from "commander";
import type { Registry } from "../core/callback.js";
import { type Lang, say, type Text, type TextArgs } from "../core/text.js";
import type { Call, CommandModule, Context } from "./command.js";
import { commandWords } from "./command-words.js";
import { addCommonFlags } from "./common-flags.js";
import type { ExitCode } from "./exit.js";
import { helpLayout } from "./help-layout.js";
import { type ManifestEntry, manifest } from "./manifest.js";
import { type SwallowedWord, swallowedWord } from "./swallowed-word.js";

export type Outcome =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "run";
      readonly call: Call;
      readonly run: (call: Call, context: Context) => Promise<ExitCode>;
    };

export type Invocation = { parse(): Promise<Outcome> };

type ProgramSetup = { readonly lang: Lang; readonly registry: Registry; readonly columns: number };

/**
 * Builds the command tree for one invocation: the named command, loaded and configured, or a line of help for each.
 * `parse` throws commander's errors, already silenced.
 */
export async function buildProgram(argv: readonly string[], setup: ProgramSetup): Promise<Invocation> {
  const t = (text: Text, args?: TextArgs): string => say(setup.lang, text, args);
  const written: string[] = [];
  let picked: { call: Call; run: CommandModule["run"] } | undefined;
  const chosen = chosenEntry(argv);
  const loaded = chosen ? (await chosen.load()).default : undefined;

  const dress = (command: Command): Command =>
    command
      .exitOverride()
      .showSuggestionAfterError(false)
      .helpCommand(false)
      .configureOutput({
        writeOut: (text) => written.push(text),
        writeErr: () => undefined,
        getOutHelpWidth: () => setup.columns,
        getErrHelpWidth: () => setup.columns,
      })
      .configureHelp({ ...helpLayout, styleTitle: (title) => titleIn(title, t) });

  const program = addCommonFlags(dress(new Command("douyin-hotel")), { t })
    .description(
      t({
        zh: "抖音酒店订单回调的开发工具：生成、签名、发送、判断、模拟。",
        en: "Developer tool for Douyin's hotel order callbacks: generate, sign, send, judge, simulate.",
      }),
    )
    .option("--version", t({ zh: "显示版本号", en: "show the version" }))
    .usage(t({ zh: "<命令> [选项]", en: "<command> [options]" }))
    .argument("[command]")
    .action((name: string | undefined) => {
      if (name !== undefined) program.error(`unknown command '${name}'`, { code: "commander.unknownCommand" });
      program.outputHelp();
    });
  program.configureHelp({
    ...helpLayout,
    styleTitle: (title) => titleIn(title, t),
    visibleArguments: () => [],
    subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/\s*\[[^\]]*\]$/, "")}`.trimEnd(),
  });

  // The others stand in the program's own help, which is not asked for once a command is named.
  for (const entry of chosen ? [chosen] : manifest) {
    const [first, second] = entry.name.split(" ");
    const parent = second === undefined ? program : groupOf(program, first ?? "", dress, t);
    const command = dress(parent.command(second ?? first ?? entry.name));
    command
      .description(t(entry.summary))
      .usage([entry.usage, t({ zh: "[选项]", en: "[options]" })].filter(Boolean).join(" "));
    if (!loaded) continue;
    addCommonFlags(command, { t });
    loaded.configure(command, { t, registry: setup.registry });
    command.action(() => {
      const options = { ...program.opts(), ...command.opts() };
      if (program.opts().color === false) options.color = false;
      picked = { call: { args: command.processedArgs, options }, run: loaded.run.bind(loaded) };
    });
  }

  return {
    async parse() {
      try {
        await program.parseAsync([...argv], { from: "user" });
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        if (error.exitCode !== 0) throw usageErrorOf(error, program, chosen, setup.registry);
      }
      return picked ? { type: "run", ...picked } : { type: "text", text: written.join("") };
    },
  };
}

/** A two-word command's parent, made once. */
function groupOf(
  program: Command,
  name: string,
  dress: (command: Command) => Command,
  t: (text: Text) => string,
): Command {
  const existing = program.commands.find((command) => command.name() === name);
  if (existing) return existing;
  const group = dress(program.command(name)).description(t(groupSummaries[name] ?? { zh: "", en: "" }));
  return group.usage(t({ zh: "<子命令> [选项]", en: "<subcommand> [options]" })).action(() => group.outputHelp());
}

const groupSummaries: Readonly<Record<string, Text>> = {
  mock: { zh: "模拟服务：抖音平台或参考商家", en: "mock servers: the platform or the reference merchant" },
  config: { zh: "查看生效的设置", en: "the settings in force" },
  export: { zh: "导出 OpenAPI 或压测工程", en: "the catalogue as OpenAPI, a load project" },
};

/** Commander's error with what the command line that caused it may have meant. */
export class UsageError extends Error {
  /** The real option names. */
  readonly known: readonly string[];
  /** The word that a missing argument was, and the option that took it. */
  readonly swallowed: SwallowedWord | undefined;

  constructor(cause: CommanderError, known: readonly string[], swallowed: SwallowedWord | undefined) {
    super(cause.message, { cause });
    this.known = known;
    this.swallowed = swallowed;
  }
}

function usageErrorOf(
  error: CommanderError,
  program: Command,
  chosen: ManifestEntry | undefined,
  { ids }: Registry,
): UsageError {
  const [first, second] = chosen?.name.split(" ") ?? [];
  const outer = program.commands.find((command) => command.name() === first);
  const inner = second === undefined ? outer : outer?.commands.find((command) => command.name() === second);
  const commands = inner ? [inner, program] : [program];
  const known = commands.flatMap((command) => command.options.flatMap((option) => option.long ?? []));
  if (error.code !== "commander.missingArgument") return new UsageError(error, known, undefined);
  const choices = inner?.registeredArguments[0]?.name() === "callback" ? ids : [];
  return new UsageError(error, known, swallowedWord(commands, choices));
}

function chosenEntry(argv: readonly string[]): ManifestEntry | undefined {
  const [first, second] = commandWords(argv);
  return (
    manifest.find((entry) => second !== undefined && entry.name === `${first} ${second}`) ??
    manifest.find((entry) => entry.name === first)
  );
}

function titleIn(title: string, t: (text: Text) => string): string {
  const text = helpTitles[title];
  return text ? t(text) : title;
}

const helpTitles: Readonly<Record<string, Text>> = {
  "Usage:": { zh: "用法：", en: "Usage:" },
  "Options:": { zh: "选项：", en: "Options:" },
  "Arguments:": { zh: "参数：", en: "Arguments:" },
  "Commands:": { zh: "命令：", en: "Commands:" },
  "Global Options:": { zh: "通用选项：", en: "Global options:" },
};
