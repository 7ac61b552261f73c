import type { Ruler } from "../../reporters/columns.js";
import { visibleLine } from "../../reporters/visible-text.js";
import { clip } from "./frame.js";

/** A place in a text: line and column count from 1, the column in UTF-16 units. */
export type Quote = { readonly text: string; readonly line: number; readonly column: number };

/** The lines around a place, numbered, with a mark under it. */
export function quoteLines({ text, line, column }: Quote, columns: number, ruler: Ruler): readonly string[] {
  const all = text.split(/\r?\n/);
  const first = Math.max(1, line - 2);
  const last = Math.min(all.length, line + 1);
  const digits = String(last).length;
  const room = Math.max(10, columns - digits - 5);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((number) => {
    const source = all[number - 1] ?? "";
    const gutter = `${number === line ? ">" : " "} ${String(number).padStart(digits)} | `;
    if (number !== line) return [`${gutter}${clip(visibleLine(source), room, ruler)}`.trimEnd()];
    const before = tail(visibleLine(source.slice(0, column - 1)), Math.floor(room * 0.7), ruler);
    const after = visibleLine(source.slice(column - 1));
    return [
      `${gutter}${clip(before + after, room, ruler)}`.trimEnd(),
      `${" ".repeat(digits + 3)}| ${" ".repeat(ruler.width(before))}^`,
    ];
  });
}

/** The end of a line, as much of it as fits. */
function tail(text: string, columns: number, ruler: Ruler): string {
  if (text.length <= columns * 2 && ruler.width(text) <= columns) return text;
  const characters = Array.from(text.slice(-columns * 2));
  while (characters.length > 0 && ruler.width(characters.join("")) > columns - 1) characters.shift();
  return `…${characters.join("")}`;
}
