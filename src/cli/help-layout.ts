import type { Help } from "commander";

/**
 * Help text lines up and wraps by columns, Chinese included. It measures by itself: the packages that know every
 * script would cost `--help` more time than all the rest.
 */
export const helpLayout: Partial<Help> = {
  displayWidth: columnsOf,
  boxWrap: (text, width) => wrap(text, width).join("\n"),
  formatItem(term, termWidth, description) {
    if (description === "") return `  ${term}`;
    const width = this.helpWidth ?? 80;
    const room = width - termWidth - 4;
    if (room < narrowest)
      return [`  ${term}`, ...wrap(description, width - 6).map((line) => `      ${line}`)].join("\n");
    const [first = "", ...rest] = wrap(description, room);
    const pad = " ".repeat(Math.max(0, termWidth - columnsOf(term)));
    const indent = " ".repeat(termWidth + 4);
    return [`  ${term}${pad}  ${first}`, ...rest.map((line) => indent + line)].join("\n");
  },
};

/** A narrower column of descriptions is read more easily below its term. */
const narrowest = 24;

/** Hangul, the Chinese and Japanese blocks, and full-width forms. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

function columnsOf(text: string): number {
  return text.length + (text.match(wide)?.length ?? 0);
}

/** Breaks at spaces and between Chinese characters; no line begins with a closing mark. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(pieces) ?? []) {
    if (line !== "" && columnsOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += line === "" ? piece.trimStart() : piece;
  }
  return [...lines, line.trimEnd()];
}

const han = "\\u2e80-\\u3000\\u3003-\\u3007\\u3012-\\u9fff\\uf900-\\ufaff";
const fullWidth = "\\u3001\\u3002\\u3009\\u300b\\u300d\\u300f\\u3011\\uff01\\uff09\\uff0c\\uff1a\\uff1b\\uff1f";
const closing = `${fullWidth},.;:!?)\\]}|`;
/** A Chinese character, or a run without space and bar, each with the marks that close it; or the space between. */
const pieces = new RegExp(`[${han}][${closing}]*|[^\\s${han}${fullWidth}|]+[${closing}]*|[${closing}]+|\\s+`, "g");
