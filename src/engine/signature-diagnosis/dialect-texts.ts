/** How JSON writers of other languages write a string; each takes and gives the text with its quotes. */

export function plainText(value: string): string {
  return JSON.stringify(value);
}

export function withEscapedSlashes(literal: string): string {
  return literal.replaceAll("/", "\\/");
}

/** Every UTF-16 unit outside ASCII as `\uXXXX`, as Python's and PHP's defaults do. */
export function withEscapedUnicode(literal: string): string {
  return escapeUnits(literal, /[\u0080-\uffff]/g);
}

/** Go's `encoding/json`. */
export function withEscapedHtml(literal: string): string {
  return escapeUnits(literal, /[<>&\u2028\u2029]/g);
}

/** Gson without `disableHtmlEscaping()`. */
export function withEscapedHtmlAndQuotes(literal: string): string {
  return escapeUnits(literal, /[<>&='\u2028\u2029]/g);
}

function escapeUnits(literal: string, units: RegExp): string {
  return literal.replace(units, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
