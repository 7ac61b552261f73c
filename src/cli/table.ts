import type { Ruler } from "../reporters/columns.js";
import type { Context } from "./command.js";
import { terminalRuler } from "./terminal-ruler.js";

export type Column = {
  readonly title: string;
  /** Shares what is left of the width and wraps; the other columns are as wide as their widest cell. */
  readonly grows?: boolean;
};

/**
 * Lines up rows below their titles. Where the terminal is too narrow for columns, each row becomes a small block:
 * its first cells on one line, the growing ones indented below. Into a pipe each row is one line, for `grep`.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { columns: terminal, isOutputTty, style, env }: Pick<Context, "columns" | "isOutputTty" | "style" | "env">,
): string {
  const width = isOutputTty ? terminal : Number.POSITIVE_INFINITY;
  const ruler = terminalRuler({ env });
  const needs = columns.map((column, index) =>
    Math.max(ruler.width(column.title), ...rows.map((row) => ruler.width(row[index] ?? ""))),
  );
  const widths = shareOut(columns, needs, width - 2 * (columns.length - 1));
  if (!widths) return blocks(columns, rows, { columns: width, style }, ruler);
  const title = line(
    columns.map((column) => [column.title]),
    widths,
    ruler,
  );
  return [style.strong(title), ...rows.map((row) => cells(row, columns, widths, ruler))].join("\n");
}

/** The growing columns take what they need of what is left, the narrow ones first; undefined where it is too little. */
function shareOut(columns: readonly Column[], needs: readonly number[], width: number): readonly number[] | undefined {
  const growing = columns.flatMap(({ grows }, index) => (grows ? [index] : []));
  let room = needs.reduce((rest, need, index) => (columns[index]?.grows ? rest : rest - need), width);
  if (room < growing.reduce((least, index) => least + Math.min(needs[index] ?? 0, narrowest), 0)) return undefined;
  const widths = [...needs];
  const waiting = growing.sort((a, b) => (needs[a] ?? 0) - (needs[b] ?? 0));
  waiting.forEach((index, at) => {
    const own = Math.min(needs[index] ?? 0, Math.floor(room / (waiting.length - at)));
    widths[index] = own;
    room -= own;
  });
  return widths;
}

/** A growing column that would be narrower is read more easily below its row. */
const narrowest = 22;

function cells(row: readonly string[], columns: readonly Column[], widths: readonly number[], ruler: Ruler): string {
  const wrapped = columns.map((column, index) =>
    column.grows ? ruler.wrap(row[index] ?? "", widths[index] ?? 0) : [row[index] ?? ""],
  );
  return line(wrapped, widths, ruler);
}

function line(wrapped: readonly (readonly string[])[], widths: readonly number[], ruler: Ruler): string {
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    wrapped
      .map((lines, index) => ruler.pad(lines[at] ?? "", widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  ).join("\n");
}

function blocks(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { columns: width, style }: Pick<Context, "columns" | "style">,
  ruler: Ruler,
): string {
  return rows
    .flatMap((row) => {
      const [first = "", ...rest] = row.filter((cell, index) => cell !== "" && !columns[index]?.grows);
      const head = joined([first, ...rest], width, ruler);
      const tail = row.filter((cell, index) => cell !== "" && columns[index]?.grows);
      return [
        ...head.map((text, at) =>
          at === 0 && text.startsWith(first) ? style.strong(first) + text.slice(first.length) : text,
        ),
        ...(tail.length > 0 ? joined(tail, Math.max(12, width - 4), ruler).map((text) => `    ${text}`) : []),
      ];
    })
    .join("\n");
}

/** Cells one after the other, as many on a line as fit. */
function joined(cells: readonly string[], width: number, ruler: Ruler): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const cell of cells) {
    const longer = current === "" ? cell : `${current}  ${cell}`;
    if (current !== "" && ruler.width(longer) > width) {
      lines.push(current);
      current = `  ${cell}`;
    } else current = longer;
  }
  return [...lines, current].flatMap((text) => ruler.wrap(text, width));
}
