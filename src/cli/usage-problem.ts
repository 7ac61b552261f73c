import { CommanderError } from "commander";
import { nearest } from "../core/nearest.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import { commandWords } from "./command-words.js";
import { manifest } from "./manifest.js";
import { nearestOption } from "./nearest-option.js";
import type { UsageError } from "./program.js";
import type { SwallowedWord } from "./swallowed-word.js";

/** Turns a commander error into ours: both languages, the name at fault, the nearest real one. */
export function usageProblem(usage: UsageError, argv: readonly string[]): AppError {
  const error = usage.cause;
  if (!(error instanceof CommanderError)) throw usage;
  const { swallowed } = usage;
  if (swallowed) return argumentSwallowed(error, swallowed, argv);
  const isCommand = isAboutCommand(error, argv);
  const name = isCommand ? commandAtFault(argv) : nameAtFault(error);
  const code = isCommand ? "commander.unknownCommand" : error.code;
  const hint = nearestOf(code, name, usage.known);
  const text = sentences[code] ?? { zh: "命令行有误：{detail}", en: "The command line is wrong: {detail}" };
  const next = hint === undefined ? withoutHint[code] : nearestOne;
  const full: Text = next ? { zh: text.zh + next.zh, en: `${text.en} ${next.en}` } : text;
  const detail = error.message.replace(/^error: /, "");
  return new AppError({
    code: error.code.replace("commander.", "usage-"),
    category: "usage",
    text: full,
    args: { name, hint: hint ?? "", detail },
    cause: error,
  });
}

function nearestOf(code: string, name: string, options: readonly string[]): string | undefined {
  if (code === "commander.unknownOption") return nearestOption(name, options);
  if (code !== "commander.unknownCommand") return undefined;
  const commands = manifest.map((entry) => entry.name);
  return commands.find((command) => command.endsWith(` ${name}`)) ?? nearest(name, commands, 1)[0];
}

const nearestOne: Text = { zh: "最接近的是 {hint}。", en: "The nearest one is {hint}." };
const withoutHint: Readonly<Record<string, Text>> = {
  "commander.unknownCommand": {
    zh: "用 douyin-hotel --help 查看全部命令。",
    en: "douyin-hotel --help lists them all.",
  },
  "commander.unknownOption": { zh: "加 --help 查看全部选项。", en: "See --help for all of them." },
};

function argumentSwallowed(
  cause: CommanderError,
  { option, word, usage }: SwallowedWord,
  argv: readonly string[],
): AppError {
  const [command = ""] = commandWords(argv);
  const args = { name: quoted(cause), option, word, instead: `douyin-hotel ${command} ${word} ${usage}` };
  return new AppError({ code: "usage-argument-swallowed", category: "usage", text: argumentTaken, args, cause });
}

const argumentTaken: Text = {
  zh: "缺少参数 {name}：{option} 把 {word} 当成了自己的值。请把它写在前面：{instead}",
  en: "The argument {name} is missing: {option} took {word} for its value. Put it first: {instead}",
};

function isAboutCommand(error: CommanderError, argv: readonly string[]): boolean {
  if (error.code === "commander.unknownCommand") return true;
  if (error.code === "commander.unknownOption") return isBehindUnknownCommand(quoted(error), argv);
  if (error.code !== "commander.excessArguments") return false;
  const [, group] = / for '([^']+)'/.exec(error.message) ?? [];
  return group === undefined || isGroup(group);
}

/** Nothing is known of the options of a command that does not exist. */
function isBehindUnknownCommand(option: string, argv: readonly string[]): boolean {
  const [first, second] = commandWords(argv.slice(0, argv.indexOf(option)));
  if (first === undefined || (isGroup(first) && second === undefined)) return false;
  const names = manifest.map((entry) => entry.name);
  return !names.includes(first) && !names.includes(`${first} ${second}`);
}

/** The first word of two-word commands, alone no command. */
function isGroup(word: string): boolean {
  return manifest.some((entry) => entry.name.startsWith(`${word} `)) && !manifest.some((entry) => entry.name === word);
}

function commandAtFault(argv: readonly string[]): string {
  const [first = "", second] = commandWords(argv);
  return isGroup(first) && second !== undefined ? `${first} ${second}` : first;
}

function nameAtFault(error: CommanderError): string {
  // What stands behind `=` may be a secret, typed after an option that does not exist.
  return quoted(error).replace(/^(--[^=]+)=.*$/s, "$1");
}

/** What commander's message puts in quotes. */
function quoted({ message }: CommanderError): string {
  return /'([^']+)'/.exec(message)?.[1] ?? "";
}

const sentences: Readonly<Record<string, Text>> = {
  "commander.unknownCommand": { zh: "没有命令 {name}。", en: "There is no command {name}." },
  "commander.unknownOption": { zh: "不认识的选项 {name}。", en: "There is no option {name}." },
  "commander.missingArgument": {
    zh: "缺少参数 {name}。加 --help 查看用法。",
    en: "The argument {name} is missing. See --help.",
  },
  "commander.optionMissingArgument": {
    zh: "选项 {name} 需要一个值。",
    en: "The option {name} needs a value.",
  },
  "commander.excessArguments": {
    zh: "参数太多。加 --help 查看用法。",
    en: "There are too many arguments. See --help.",
  },
  "commander.invalidArgument": { zh: "选项或参数的值不对：{detail}", en: "A value is wrong: {detail}" },
};
