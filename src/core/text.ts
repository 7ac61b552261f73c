/** A human sentence in both languages. `{name}` marks a placeholder. */
export type Text = { readonly zh: string; readonly en: string };

/** `pseudo` wraps every sentence in ⟦…⟧: what shows without the brackets is hard-coded. */
export type Lang = "zh" | "en" | "pseudo";

export type TextArgs = Readonly<Record<string, string | number | bigint | boolean>>;

/** Renders `text` in `lang`, with every `{name}` replaced by `args.name`; a placeholder without an argument stays. */
export function say(lang: Lang, text: Text, args: TextArgs = {}): string {
  const template = lang === "zh" ? text.zh : text.en;
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    return value === undefined ? whole : String(value);
  });
  return lang === "pseudo" ? `⟦${filled}⟧` : filled;
}

/** A sentence with its arguments, to be rendered later in whichever language is in force. */
export type Message = { readonly text: Text; readonly args?: TextArgs };

export function sayMessage(lang: Lang, message: Message): string {
  return say(lang, message.text, message.args);
}
