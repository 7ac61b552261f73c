import type { Paint, ReporterOptions } from "../../core/event.js";
import type { RuleBase } from "../../core/rule.js";
import { type Lang, type Message, say, type Text, type TextArgs } from "../../core/text.js";
import { createRuler, type Ruler } from "../columns.js";
import { visibleBlock, visibleLine } from "../visible-text.js";
import { weave } from "../weave.js";

/** A terminal of some width and language, to lay lines out on. Whatever goes through it comes out inert. */
export type Page = {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly columns: number;
  readonly isVerbose: boolean;
  readonly ruler: Ruler;
  readonly rules: ReadonlyMap<string, RuleBase>;
  /** One of our own sentences, its values on one line. */
  t(text: Text, args?: TextArgs): string;
  /** A sentence that came with an event. */
  message(message: Message): string;
  /** Wrapped and indented by `indent` spaces. */
  lines(text: string, indent: number): readonly string[];
  /** A label and what belongs to it: side by side when there is room, below each other when not. */
  field(label: string, body: (columns: number) => readonly string[]): readonly string[];
};

export function createPage(options: ReporterOptions): Page {
  const { lang, rules = [], isVerbose = false } = options;
  const columns = Math.max(24, Math.min(options.columns, 120));
  const ruler = createRuler(options.ambiguous);
  const paint = options.isColoured && options.paint ? options.paint : noPaint;
  const message = (wanted: Message) => weave(lang, wanted, { literal: visibleBlock, value: visibleLine });
  return {
    lang,
    paint,
    columns,
    isVerbose,
    ruler,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    t: (text, args) => visibleBlock(say(lang, text, visibleArgs(args))),
    message,
    lines: (text, indent) => ruler.wrap(text, columns - indent).map((line) => " ".repeat(indent) + line),
    field: (label, body) => layField(label, body, { columns, ruler, paint }),
  };
}

const same = (text: string): string => text;
const noPaint: Paint = {
  good: same,
  bad: same,
  caution: same,
  quiet: same,
  strong: same,
  key: same,
  value: same,
  literal: same,
};

function visibleArgs(args: TextArgs = {}): TextArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? visibleLine(value) : value]),
  );
}

const fieldIndent = 4;
const labelColumns = 12;

function layField(
  label: string,
  body: (columns: number) => readonly string[],
  { columns, ruler, paint }: Pick<Page, "columns" | "ruler" | "paint">,
): readonly string[] {
  const indent = " ".repeat(fieldIndent);
  if (columns < 60) {
    return [indent + paint.quiet(label), ...body(columns - fieldIndent - 2).map((line) => `${indent}  ${line}`)];
  }
  return body(columns - fieldIndent - labelColumns).map((line, index) => {
    const head = ruler.pad(index === 0 ? label : "", labelColumns);
    return (indent + (index === 0 ? paint.quiet(head) : head) + line).trimEnd();
  });
}
