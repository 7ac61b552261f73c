import { Command, type Option } from "commander";
import type { Context } from "../command.js";
import { commandWords } from "../command-words.js";
import { addCommonFlags } from "../common-flags.js";
import type { ManifestEntry } from "../manifest.js";
import { argumentValues, optionValues } from "./values.js";

/**
 * What may stand in place of the last word, given those before it (without the program's name).
 * Only what begins with that word is returned.
 */
export async function suggest(typed: readonly string[], context: Context): Promise<readonly string[]> {
  const words = joinEquals(typed);
  const partial = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const found = await candidates(before, partial, context);
  return [...new Set(found)].filter((word) => word.startsWith(partial));
}

/** bash breaks words at "=": `--lang`, `=`, `zh` is one option and its value. */
function joinEquals(words: readonly string[]): readonly string[] {
  return words
    .filter((word, index) => word !== "=" || index === words.length - 1)
    .map((word) => (word === "=" ? "" : word));
}

async function candidates(before: readonly string[], partial: string, context: Context): Promise<readonly string[]> {
  const { commands: manifest } = context;
  const [first, second] = commandWords(before);
  const group = manifest.filter((entry) => entry.name.startsWith(`${first} `));
  const entry =
    manifest.find((known) => second !== undefined && known.name === `${first} ${second}`) ??
    manifest.find((known) => known.name === first);
  if (!entry) {
    if (partial.startsWith("-")) return longNames(commonOptions(context));
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
  const words = { entry, positional: positionals(before, command.options).slice(entry.name.split(" ").length) };
  const asked = command.options.find((option) => option.long === before.at(-1) || option.short === before.at(-1));
  if (asked && (asked.required || asked.optional)) {
    const values = await optionValues(asked, words.positional[0], context);
    if (asked.required || values.some((value) => value.startsWith(partial))) return values;
  }
  if (partial.startsWith("-")) return longNames(command.options);
  const place = Math.min(words.positional.length, command.registeredArguments.length - 1);
  const argument = command.registeredArguments[place];
  if (!argument || (words.positional.length > place && !argument.variadic)) return longNames(command.options);
  return argumentValues(entry.name, argument.name(), words.positional[0], context);
}

/** The words that are neither options nor their values. */
function positionals(words: readonly string[], options: readonly Option[]): readonly string[] {
  return words.filter((word, index) => {
    if (word.startsWith("-")) return false;
    const previous = words[index - 1] ?? "";
    return !options.some((option) => option.required && (option.long === previous || option.short === previous));
  });
}

function commonOptions(context: Context): readonly Option[] {
  return addCommonFlags(new Command(), context).options;
}

function longNames(options: readonly Option[]): readonly string[] {
  return [...options.flatMap((option) => option.long ?? []), "--help"];
}
