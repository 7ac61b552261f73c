/** Changed copies of a regular expression literal: anchors and quantifiers left out, classes and look-arounds turned round. */
export function regexMutants(literal: string): readonly string[] {
  const end = literal.lastIndexOf("/");
  const pieces = literal.slice(1, end).match(piece) ?? [];
  return pieces.flatMap((one, i) => {
    const instead = changed(one);
    if (instead === undefined) return [];
    const body = [...pieces.slice(0, i), instead, ...pieces.slice(i + 1)].join("");
    return [`/${body === "" ? "(?:)" : body}/${literal.slice(end + 1)}`];
  });
}

/** A class, an escape with its value, an opening of a group, a quantifier with its laziness, or one character. */
const piece =
  /\[(?:\\[\s\S]|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[\s\S]|\((?:\?(?:<?[=!]|:|<\w+>))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/gu;

function changed(one: string): string | undefined {
  if (one === "^" || one === "$" || /^(?:[*+?]|\{\d)/.test(one)) return "";
  if (one.startsWith("[^")) return `[${one.slice(2)}`;
  if (one.startsWith("[")) return `[^${one.slice(1)}`;
  const classEscape = /^\\([dDwWsSpP])([\s\S]*)$/.exec(one);
  if (classEscape?.[1]) {
    const letter = classEscape[1];
    return `\\${letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()}${classEscape[2] ?? ""}`;
  }
  const look = /^\(\?(<?)([=!])$/.exec(one);
  return look ? `(?${look[1]}${look[2] === "=" ? "!" : "="}` : undefined;
}
