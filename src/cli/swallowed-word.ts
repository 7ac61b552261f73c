import type { Command, Option } from "commander";

/** A word that an option took for its value although it was meant as the command's argument. */
export type SwallowedWord = {
  readonly option: string;
  readonly word: string;
  /** The option as it is written without that word: `--retry`, `--variant <name>`. */
  readonly usage: string;
};

/**
 * Which option took the word that is missing as an argument: one whose value can only be that argument, or else one that
 * needs no value. `choices`: what the argument can be, where that is known.
 */
export function swallowedWord(commands: readonly Command[], choices: readonly string[]): SwallowedWord | undefined {
  const taken = commands.flatMap((command) => command.options.flatMap((option) => wordTaken(command, option)));
  const isMeant =
    choices.length > 0 ? ({ word }: Taken) => choices.includes(word) : ({ option }: Taken) => option.optional;
  const found = taken.find(isMeant);
  if (!found) return undefined;
  const { option, word } = found;
  const name = option.long ?? option.flags;
  const placeholder = option.required ? /<[^>]*>$/.exec(option.flags)?.[0] : undefined;
  return { option: name, word, usage: placeholder ? `${name} ${placeholder}` : name };
}

type Taken = { readonly option: Option; readonly word: string };

function wordTaken(command: Command, option: Option): readonly Taken[] {
  const value: unknown = command.getOptionValue(option.attributeName());
  const word: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof word === "string" ? [{ option, word }] : [];
}
