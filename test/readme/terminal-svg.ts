import { createRuler } from "../../src/reporters/columns.js";

const ruler = createRuler();

const cell = { width: 8.4, height: 19 } as const;
const margin = 16;
const titleBar = 30;

/** Readable on the dark ground; the names are those of the style that uses them. */
const colours: Readonly<Record<string, string>> = {
  "1": "strong",
  "2": "quiet",
  "31": "bad",
  "32": "good",
  "33": "caution",
  "35": "literal",
  "36": "key",
};

type Run = { readonly text: string; readonly look: string };

/** A terminal's text with its colour codes as a picture. Same text, same bytes. */
export function terminalSvg(text: string, columns: number, label: string): string {
  const lines = text.trimEnd().split("\n");
  const width = Math.ceil(columns * cell.width) + 2 * margin;
  const height = titleBar + lines.length * cell.height + 2 * margin;
  const rows = lines.map((line, at) => row(line, titleBar + margin + (at + 0.75) * cell.height)).filter(Boolean);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">
<style>
text{font:14px ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC","PingFang SC","Microsoft YaHei",monospace;fill:#d8dee9;white-space:pre}
.strong{font-weight:700;fill:#fff}.quiet{fill:#9aa5b8}.bad{fill:#ff7b82}.good{fill:#98d982}.caution{fill:#f5c76b}.literal{fill:#d9a6f2}.key{fill:#7fd0e0}
</style>
<rect width="${width}" height="${height}" rx="8" fill="#1b2130"/>
<circle cx="20" cy="18" r="5.5" fill="#ff5f57"/><circle cx="38" cy="18" r="5.5" fill="#febc2e"/><circle cx="56" cy="18" r="5.5" fill="#28c840"/>
${rows.join("\n")}
</svg>
`;
}

/** Each run stands at its own column, so that no font's idea of a Chinese character's width moves the next one. */
function row(line: string, y: number): string {
  let column = 0;
  return runsOf(line)
    .map(({ text, look }) => {
      const x = (margin + column * cell.width).toFixed(1);
      const wide = ruler.width(text);
      column += wide;
      if (text.trim() === "") return "";
      const kind = look === "" ? "" : ` class="${look}"`;
      return `<text x="${x}" y="${y.toFixed(1)}" textLength="${(wide * cell.width).toFixed(1)}" lengthAdjust="spacingAndGlyphs"${kind}>${escaped(text)}</text>`;
    })
    .join("");
}

/** Split where the colour changes, and between Chinese and other text. */
function runsOf(line: string): readonly Run[] {
  let look = "";
  return line.split(/(\u001b\[[0-9;]*m)/).flatMap((part): Run[] => {
    const code = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (code !== undefined) {
      look = colours[code] ?? "";
      return [];
    }
    const pieces = part.match(/[\u2e80-\u9fff\uff00-\uffef]+|[^\u2e80-\u9fff\uff00-\uffef]+/g) ?? [];
    return pieces.map((text) => ({ text, look }));
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
