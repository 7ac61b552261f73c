import { inflect, type Lang, type Message, say, type TextArgs } from "../core/text.js";

export type Weaver = {
  /** For the sentence itself. */
  readonly literal: (text: string) => string;
  /** For a string that was put into it: a value, so it may be dressed as one. */
  readonly value: (text: string) => string;
};

/** Renders a message for markup: the sentence and the values in it are escaped (and dressed) each in its own way. */
export function weave(lang: Lang, message: Message, { literal, value }: Weaver): string {
  const { text, args = {} } = message;
  return say(lang, { zh: inflect(text.zh, args), en: inflect(text.en, args) })
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? literal(part) : weaveArgument(part, args, { literal, value })))
    .join("");
}

function weaveArgument(name: string, args: TextArgs, { literal, value }: Weaver): string {
  const argument = Object.hasOwn(args, name) ? args[name] : undefined;
  if (argument === undefined) return literal(`{${name}}`);
  return typeof argument === "string" ? value(argument) : literal(String(argument));
}
