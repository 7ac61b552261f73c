/** A human sentence in both languages. `{name}` marks a placeholder, `{name|case|cases}` a word for one and for any other count. */
export type Text = { readonly zh: string; readonly en: string };

/** `pseudo` wraps every sentence in ⟦…⟧: what shows without the brackets is hard-coded. */
export type Lang = "zh" | "en" | "pseudo";

export type TextArgs = Readonly<Record<string, string | number | bigint | boolean>>;

/** Renders `text` in `lang`, with every `{name}` replaced by `args.name`; a placeholder without an argument stays. */
export function say(lang: Lang, text: Text, args: TextArgs = {}): string {
  const template = inflect(lang === "zh" ? text.zh : text.en, args);
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return value === undefined ? whole : String(value);
  });
  return lang === "pseudo" ? `⟦${filled}⟧` : filled;
}

/** Puts in the words that depend on a count, and leaves the placeholders. */
export function inflect(template: string, args: TextArgs): string {
  return template.replace(/\{(\w+)\|([^|{}]*)\|([^|{}]*)\}/g, (_whole, name: string, one: string, many: string) =>
    Object.hasOwn(args, name) && String(args[name]) === "1" ? one : many,
  );
}

/** A sentence with its arguments, to be rendered later in whichever language is in force. */
export type Message = { readonly text: Text; readonly args?: TextArgs };

export function sayMessage(lang: Lang, message: Message): string {
  return say(lang, message.text, message.args);
}
