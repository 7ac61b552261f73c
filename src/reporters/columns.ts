import stringWidth from "string-width";

export type Ruler = {
  /** How many columns `text` takes; colour codes take none. */
  width(text: string): number;
  /** Lines of at most `columns` columns: broken at spaces and between Chinese characters, long words anywhere. */
  wrap(text: string, columns: number): readonly string[];
  /** For code: nothing is trimmed, and a line ends after `preferred` where one stands in its second half. */
  cut(text: string, columns: number, preferred?: string): readonly string[];
  pad(text: string, columns: number): string;
};

/** The only place that measures text. `ambiguous` says how the reader's terminal draws `…`, `×`, `│` and the like. */
export function createRuler(ambiguous: "narrow" | "wide" = "narrow"): Ruler {
  const width = (text: string) =>
    printableAscii.test(text) ? text.length : stringWidth(text, { ambiguousIsNarrow: ambiguous === "narrow" });
  return {
    width,
    wrap: (text, columns) => text.split("\n").flatMap((line) => wrapLine(line, Math.max(columns, 2), width)),
    cut: (text, columns, preferred) =>
      text.split("\n").flatMap((line) => cutLine(line, Math.max(columns, 2), preferred, width)),
    pad: (text, columns) => text + " ".repeat(Math.max(0, columns - width(text))),
  };
}

const printableAscii = /^[ -~]*$/;

function wrapLine(line: string, columns: number, width: (text: string) => number): readonly string[] {
  const pieces = graphemes(line);
  const lines: string[] = [];
  let start = 0;
  while (start < pieces.length) {
    const end = fits(pieces, start, columns, width);
    const stop = end === pieces.length ? end : lastBreak(pieces, start, end, width);
    lines.push(pieces.slice(start, stop).join("").trimEnd());
    start = stop;
    while (pieces[start] === " ") start++;
  }
  return lines.length === 0 ? [""] : lines;
}

function cutLine(
  line: string,
  columns: number,
  preferred: string | undefined,
  width: (text: string) => number,
): readonly string[] {
  const pieces = graphemes(line);
  const lines: string[] = [];
  for (let start = 0; start < pieces.length; ) {
    const end = fits(pieces, start, columns, width);
    const nice = preferred === undefined ? -1 : pieces.slice(0, end).lastIndexOf(preferred) + 1;
    const stop = end < pieces.length && nice > (start + end) / 2 ? nice : end;
    lines.push(pieces.slice(start, stop).join(""));
    start = stop;
  }
  return lines.length === 0 ? [""] : lines;
}

function graphemes(text: string): readonly string[] {
  if (printableAscii.test(text)) return [...text];
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/** The first piece from `start` on that does not fit; at least one piece always does. */
function fits(pieces: readonly string[], start: number, columns: number, width: (text: string) => number): number {
  let used = 0;
  for (let i = start; i < pieces.length; i++) {
    used += width(pieces[i] ?? "");
    if (used > columns && i > start) return i;
  }
  return pieces.length;
}

function lastBreak(pieces: readonly string[], start: number, end: number, width: (text: string) => number): number {
  for (let i = end; i > start; i--) {
    const before = pieces[i - 1] ?? "";
    const after = pieces[i] ?? "";
    if (before === " " || after === " ") return i;
    const isBetweenWide = width(before) > 1 || width(after) > 1;
    if (isBetweenWide && !neverFirst.includes(after) && !neverLast.includes(before)) return i;
  }
  return end;
}

// Full-width punctuation as escapes, so that nobody takes it for its ASCII twin.
const neverFirst = "\uFF0C\uFF1A\uFF1B\uFF01\uFF1F\uFF09\uFF05。、》」』】〉…,.;:!?)]}%”’";
const neverLast = "\uFF08《「『【〈([{“‘";
