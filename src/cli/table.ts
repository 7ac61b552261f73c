import { createRuler } from "../reporters/columns.js";
import type { Context } from "./command.js";

const ruler = createRuler();

export type Column = {
  readonly title: string;
  /** Takes what is left of the width and wraps; the other columns are as wide as their widest cell. */
  readonly grows?: boolean;
};

/**
 * Lines up rows below their titles. Where the terminal is too narrow for columns, each row becomes a small block:
 * its first cells on one line, the growing one indented below.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { columns: width, style }: Pick<Context, "columns" | "style">,
): string {
  const widths = columns.map((column, index) =>
    Math.max(ruler.width(column.title), ...rows.map((row) => ruler.width(row[index] ?? ""))),
  );
  const fixed = widths.reduce((sum, own, index) => (columns[index]?.grows ? sum : sum + own + 2), 0);
  const room = width - fixed;
  if (room < 24 && columns.some((column) => column.grows)) return blocks(columns, rows, width);
  const title = line(
    columns.map((column) => [column.title]),
    columns,
    widths,
    room,
  );
  return [style.strong(title), ...rows.map((row) => cells(row, columns, widths, room))].join("\n");
}

function cells(row: readonly string[], columns: readonly Column[], widths: readonly number[], room: number): string {
  const wrapped = columns.map((column, index) =>
    column.grows ? ruler.wrap(row[index] ?? "", room) : [row[index] ?? ""],
  );
  return line(wrapped, columns, widths, room);
}

function line(
  wrapped: readonly (readonly string[])[],
  columns: readonly Column[],
  widths: readonly number[],
  room: number,
): string {
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    wrapped
      .map((lines, index) =>
        ruler.pad(lines[at] ?? "", columns[index]?.grows ? Math.max(0, room) : (widths[index] ?? 0)),
      )
      .join("  ")
      .trimEnd(),
  ).join("\n");
}

function blocks(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map((row) => {
      const head = row.filter((cell, index) => cell !== "" && !columns[index]?.grows).join("  ");
      const tail = row.filter((cell, index) => cell !== "" && columns[index]?.grows);
      return [
        ...ruler.wrap(head, width),
        ...tail.flatMap((cell) => ruler.wrap(cell, Math.max(12, width - 4)).map((text) => `    ${text}`)),
      ].join("\n");
    })
    .join("\n");
}
