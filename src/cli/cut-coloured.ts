import type { Ruler } from "../reporters/columns.js";

/** Breaks a line into pieces of at most `width` columns; what was coloured stays so on the next piece. */
export function cutColoured(line: string, width: number, ruler: Ruler): readonly string[] {
  if (ruler.width(line) <= width) return [line];
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  let open = "";
  for (const part of line.split(escapeCode)) {
    if (part.startsWith(introducer)) {
      open = isReset(part) ? "" : part;
      piece += part;
      continue;
    }
    for (const character of graphemes(part)) {
      const own = ruler.width(character);
      if (used > 0 && used + own > width) {
        pieces.push(piece + (open === "" ? "" : closing));
        piece = open;
        used = 0;
      }
      piece += character;
      used += own;
    }
  }
  return [...pieces, piece];
}

const introducer = "\u001b[";
const escapeCode = /(\u001b\[[0-9;]*m)/;
const closing = "\u001b[0m";

/** Codes that end a colour or a weight, as chalk writes them. */
function isReset(code: string): boolean {
  return /^\u001b\[(0|22|39|49)?m$/.test(code);
}

function graphemes(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
