import { say, type Text } from "../../core/text.js";

/** A sentence with other texts put into its places, in each language; places without one stay open. */
export function weave(template: Text, parts: Readonly<Record<string, Text>>): Text {
  const inside = (lang: "zh" | "en"): string =>
    say(lang, template, Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, text[lang]])));
  return { zh: inside("zh"), en: inside("en") };
}
