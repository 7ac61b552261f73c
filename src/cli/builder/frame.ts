import type { Text, TextArgs } from "../../core/text.js";
import type { Ruler } from "../../reporters/columns.js";
import type { Style } from "../style.js";
import type { Editor } from "./line-editor.js";
import { textOf } from "./line-editor.js";

/** What a question looks like at one moment. No line is as wide as the terminal, so nothing wraps by itself. */
export type Frame = {
  readonly top: readonly string[];
  readonly input: Input;
  readonly bottom: readonly string[];
};

/** The line that is typed into: what shows of the text, and how much of it (UTF-16) stands before the cursor. */
export type Input = { readonly prompt: string; readonly shown: string; readonly cursor: number };

export type View = {
  readonly columns: number;
  readonly rows: number;
  readonly isHelpOpen: boolean;
  readonly style: Style;
  readonly ruler: Ruler;
  readonly t: (text: Text, args?: TextArgs) => string;
};

/** From this width on the preview stands beside the help. */
export const wideFrom = 100;

/** The part of a long text around the cursor that fits into `room` columns. */
export function inputOf(editor: Editor, room: number, ruler: Ruler): Input {
  const { characters, cursor } = editor;
  const text = textOf(editor);
  const before = characters.slice(0, cursor).join("");
  if (ruler.width(text) <= room) return { prompt: "> ", shown: text, cursor: before.length };
  let start = cursor;
  let used = 0;
  while (start > 0 && used + ruler.width(characters[start - 1] ?? "") <= room - 1) {
    start--;
    used += ruler.width(characters[start] ?? "");
  }
  let end = cursor;
  while (end < characters.length && used + ruler.width(characters[end] ?? "") <= room) {
    used += ruler.width(characters[end] ?? "");
    end++;
  }
  return {
    prompt: start > 0 ? "<>" : "> ",
    shown: characters.slice(start, end).join(""),
    cursor: characters.slice(start, cursor).join("").length,
  };
}

/** A part of a frame that may be cut to what there is room for. */
export type Section = { readonly lines: readonly string[]; readonly least: number };

/** Cuts the sections so that together they take at most `budget` lines: each gets its least, then the earlier ones grow first. */
export function fit(sections: readonly Section[], budget: number): readonly (readonly string[])[] {
  const taken = sections.map(() => 0);
  let left = budget;
  const grow = (most: (section: Section) => number): void => {
    sections.forEach((section, index) => {
      const more = Math.max(0, Math.min(left, Math.min(section.lines.length, most(section)) - (taken[index] ?? 0)));
      taken[index] = (taken[index] ?? 0) + more;
      left -= more;
    });
  };
  grow(({ least }) => least);
  grow(({ lines }) => lines.length);
  return sections.map(({ lines }, index) => lines.slice(0, taken[index]));
}

/** Two blocks beside each other, the left one `width` columns wide. */
export function beside(
  left: readonly string[],
  right: readonly string[],
  width: number,
  ruler: Ruler,
): readonly string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) =>
    `${ruler.pad(left[at] ?? "", width)}  ${right[at] ?? ""}`.trimEnd(),
  );
}

/** At most `columns` columns of a line, with `…` where something was cut off. */
export function clip(text: string, columns: number, ruler: Ruler): string {
  if (ruler.width(text) <= columns) return text;
  const mark = "…";
  const [head = ""] = ruler.cut(text, Math.max(2, columns - ruler.width(mark)));
  return `${head.trimEnd()}${mark}`;
}
