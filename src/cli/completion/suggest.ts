import { Command, type Option } from "commander";
import type { Context } from "../command.js";
import { commandWords } from "../command-words.js";
import { addCommonFlags } from "../common-flags.js";
import type { ManifestEntry } from "../manifest.js";
import { argumentValues, filesToo, optionValues } from "./values.js";

/**
 * What may stand in place of the last word, given those before it (without the program's name). Only what begins with
 * that word is returned; `:files` among it says that names of files fit too.
 */
export async function suggest(typed: readonly string[], context: Context): Promise<readonly string[]> {
  const words = typed.map(unquoted);
  const last = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const inline = /^(--[\w-]+=)(.*)$/s.exec(last);
  const [, flag = "", partial = last] = inline ?? [];
  const asked = flag === "" ? before : [...before, flag.slice(0, -1)];
  const found = await candidates(asked, partial, context);
  const fitting = found.filter((word) => word === filesToo || word.startsWith(partial));
  return [...new Set(fitting)].map((word) => (word === filesToo ? word : `${flag}${word}`));
}

/** Shells hand over a word as it stands on the line: quoted, or with its quote still open. */
function unquoted(word: string): string {
  const quoted = /^(["'])(.*?)\1?$/s.exec(word);
  return quoted ? (quoted[2] ?? "") : word.replace(/\\([[\]<>=])/g, "$1");
}

async function candidates(before: readonly string[], partial: string, context: Context): Promise<readonly string[]> {
  const { commands: manifest } = context;
  const [first, second] = commandWords(before);
  const group = manifest.filter((entry) => entry.name.startsWith(`${first} `));
  const entry =
    manifest.find((known) => second !== undefined && known.name === `${first} ${second}`) ??
    manifest.find((known) => known.name === first);
  if (!entry) {
    const common = commonOptions(context);
    const asked = optionNamed(before.at(-1), common);
    if (asked && takesValue(asked)) return optionValues(asked, { context, partial, command: "" });
    if (partial.startsWith("-")) return [...longNames(common), "--version"];
    if (first === undefined) return manifest.map((known) => known.name.split(" ")[0] ?? "");
    return second === undefined ? group.map((known) => known.name.split(" ")[1] ?? "") : [];
  }
  return ofCommand(entry, before, partial, context);
}

async function ofCommand(
  entry: ManifestEntry,
  before: readonly string[],
  partial: string,
  context: Context,
): Promise<readonly string[]> {
  const command = addCommonFlags(new Command(), context);
  (await entry.load()).default.configure(command, context);
  const words = positionals(before, command.options).slice(entry.name.split(" ").length);
  const callback = words.find((word) => context.registry.ids.includes(word));
  const place = { context, partial, command: entry.name, ...(callback === undefined ? {} : { callback }) };
  const asked = optionNamed(before.at(-1), command.options);
  if (asked && takesValue(asked)) {
    const values = await optionValues(asked, place);
    if (asked.required || values.some((value) => value.startsWith(partial))) return values;
  }
  if (partial.startsWith("-")) return longNames(command.options);
  const { registeredArguments } = command;
  const argument = registeredArguments[words.length] ?? registeredArguments.filter(({ variadic }) => variadic).at(-1);
  return argument ? argumentValues(argument, place) : longNames(command.options);
}

/** The words that are neither options nor their values. */
function positionals(words: readonly string[], options: readonly Option[]): readonly string[] {
  return words.filter((word, index) => {
    if (word.startsWith("-")) return false;
    return optionNamed(words[index - 1], options)?.required !== true;
  });
}

function optionNamed(word: string | undefined, options: readonly Option[]): Option | undefined {
  return word?.startsWith("-") ? options.find(({ long, short }) => long === word || short === word) : undefined;
}

const takesValue = ({ required, optional }: Option): boolean => required || optional;

function commonOptions(context: Context): readonly Option[] {
  return addCommonFlags(new Command(), context).options;
}

function longNames(options: readonly Option[]): readonly string[] {
  return [...options.flatMap((option) => option.long ?? []), "--help"];
}
