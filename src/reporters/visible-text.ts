/**
 * Text from a stranger, made safe to show: control characters, ANSI escapes, bidi controls, zero-width and other
 * invisible characters become marks such as `⟨U+001B⟩`. Line ends and tabs stay (CRLF becomes LF); emoji keep their joiners.
 */
export function visibleBlock(text: string): string {
  return text.replace(/\r\n/g, "\n").replace(shown, (match, emoji?: string) => emoji ?? marked(match));
}

/** The same on one line: line ends and tabs become marks too. */
export function visibleLine(text: string): string {
  return visibleBlock(text).replace(/[\n\t]/g, marked);
}

/** `⟨U+0007⟩`; for more than one character, one mark each. */
export function marked(characters: string): string {
  return [...characters]
    .map((character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`)
    .join("");
}

const emoji =
  "\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|\\p{Emoji_Modifier})?)*";

/** Everything that moves a cursor, reorders letters, takes no room, or may not stand in XML. */
export const hiddenCharacters = [
  "\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F", // C0 without tab and line feed, DEL, C1
  "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F", // soft hyphen, joiners, fillers
  "\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0", // zero-width, separators, bidi, byte order mark
  "\\uFE00-\\uFE0F\\uFFF0-\\uFFFB\\uFFFE\\uFFFF\\uD800-\\uDFFF", // variation selectors, non-characters, lone surrogates
  "\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}", // musical controls, tags
].join("");

const shown = new RegExp(`(${emoji})|[${hiddenCharacters}]`, "gu");

/**
 * The last pass over text that a CI may read as its own log: no line begins with `::` (GitHub trims it first),
 * and no `##[`, `##vso[` or `##teamcity[` stands anywhere.
 */
export function inertLines(text: string): string {
  return text
    .replace(/^(\s*):(?=:)/gm, (_, space: string) => `${space}${marked(":")}`)
    .replace(logCommand, marked("#"));
}

export const logCommand = /#(?=#(?:vso|teamcity)?\[)/gi;
