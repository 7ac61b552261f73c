/** A place as editors count it: both from 1, columns in characters (code points). */
export type LineColumn = { readonly line: number; readonly column: number };

/** Line and column of an offset (UTF-16 units). `\n`, `\r\n` and a lone `\r` end a line. */
export function locate(text: string, offset: number): LineColumn {
  const before = text.slice(0, offset);
  let line = 1;
  let lineStart = 0;
  for (const { index, 0: end } of before.matchAll(/\r\n|\n|\r/g)) {
    // An offset between \r and \n still lies on the line that they end.
    if (end === "\r" && index + 1 === offset && text[offset] === "\n") break;
    line++;
    lineStart = index + end.length;
  }
  return { line, column: [...before.slice(lineStart)].length + 1 };
}
