/**
 * At most `most` characters of a text from outside, safe to print: control, format and odd white-space characters stand as
 * `U+001B`, and `…` marks what was cut off.
 */
export function visible(text: string, most = 80): string {
  const characters = [...text.slice(0, 2 * most + 1)];
  const head = characters.slice(0, most).map((character) => (hidden.test(character) ? codeOf(character) : character));
  return head.join("") + (characters.length > most ? "…" : "");
}

const hidden = /[^\P{C}]|[^\P{Z} ]/u;

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
