import { parseJsonText, type TextMistake } from "./json-text.js";
import { locate } from "./line-column.js";
import { AppError } from "./problem.js";
import type { Message, Text } from "./text.js";

/** One flaw that was repaired; the place is that in the text as it was given. */
export type Repair = { readonly line: number; readonly column: number; readonly message: Message };

/**
 * Makes strict JSON of a document's sample by as few edits as possible (a comma too many or too few, missing or surplus closers,
 * a byte order mark, white space that JSON doesn't know) and says what was done where. Every other character stays. Throws
 * `AppError` when something else is wrong, so that a real mistake is never guessed away.
 */
export function repairSample(text: string): { readonly text: string; readonly repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  let repaired = text;
  // Mistakes come from left to right, so what was added or removed so far all lies before the next one.
  let shift = 0;
  for (;;) {
    const parsed = parseJsonText(repaired);
    if (parsed.ok) return { text: repaired, repairs };
    const edit = editFor(repaired, parsed.mistake);
    if (!edit || repairs.length === maxRepairs) throw unrepairable(parsed.mistake.message);
    const place = locate(text, edit.from - shift);
    repairs.push({ ...place, message: { text: placed(edit.done), args: { ...place, ...edit.args } } });
    repaired = repaired.slice(0, edit.from) + edit.insert + repaired.slice(edit.to);
    shift += edit.insert.length - (edit.to - edit.from);
  }
}

/** A text with more flaws than this is no sample. */
const maxRepairs = 100;

type Edit = {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly done: Text;
  readonly args?: Readonly<Record<string, string>>;
};

function editFor(text: string, { kind, offset, message }: TextMistake): Edit | undefined {
  const character = text[offset] ?? "";
  if (oddSpace.test(character) && kind !== "bom")
    return { from: offset, to: offset + 1, insert: " ", done: done.space };
  switch (kind) {
    case "bom":
      return { from: 0, to: 1, insert: "", done: done.bom };
    case "trailing-comma":
      return { from: offset, to: offset + 1, insert: "", done: done.comma };
    case "missing-comma":
      return /["{[\-\dtfn]/.test(character) ? { from: offset, to: offset, insert: ",", done: done.noComma } : undefined;
    case "unclosed":
    case "wrong-closer":
      return addCloser(text, offset, String(message.args?.expected ?? ""));
    case "extra-content":
      return character === "}" || character === "]" || character === ","
        ? { from: offset, to: offset + 1, insert: "", done: done.surplus, args: { found: character } }
        : undefined;
    default:
      return undefined;
  }
}

/** Blanks that come with text copied from a web page: no-break, ideographic and zero-width ones. */
const oddSpace = /^[\u00a0\u2002-\u200b\u3000\ufeff]$/;

/** The missing closer, put before the white space at the end. */
function addCloser(text: string, offset: number, closer: string): Edit | undefined {
  const from = text.slice(0, offset).trimEnd().length;
  // After a comma, a colon or a key something else is missing than the closer.
  return /[,:]$/.test(text.slice(0, from))
    ? undefined
    : { from, to: from, insert: closer, done: done.closer, args: { closer } };
}

const done = {
  bom: { zh: "去掉了字节顺序标记（BOM）。", en: "the byte order mark was removed." },
  space: { zh: "把 JSON 不认识的空白字符换成了空格。", en: "white space that JSON doesn't know became a blank." },
  comma: { zh: "去掉了多余的逗号。", en: "the comma too many was removed." },
  noComma: { zh: "补上了缺少的逗号。", en: "the missing comma was added." },
  closer: { zh: "补上了缺少的 {closer}。", en: "the missing {closer} was added." },
  surplus: { zh: "去掉了多余的 {found}。", en: "the surplus {found} was removed." },
} as const satisfies Record<string, Text>;

function placed({ zh, en }: Text): Text {
  return { zh: `第 {line} 行第 {column} 列：${zh}`, en: `Line {line}, column {column}: ${en}` };
}

function unrepairable({ text, args }: Message): AppError {
  return new AppError({
    code: "sample-not-json",
    category: "fixture",
    text: {
      zh: `样例不是 JSON，也无法自动修复。${text.zh}`,
      en: `The sample is not JSON and cannot be repaired. ${text.en}`,
    },
    ...(args && { args }),
  });
}
