import { beside, clip, type Frame, fit, inputOf, type Section, type View, wideFrom } from "./frame.js";
import { type Editor, textOf } from "./line-editor.js";
import { previewLines } from "./preview-lines.js";
import type { Choice, LineCheck, LineQuestion, MenuQuestion, Question } from "./prompts.js";
import { quoteLines } from "./quote.js";

/** A question that is answered by typing. */
export function lineFrame(question: LineQuestion, editor: Editor, check: LineCheck, view: View): Frame {
  const top = titleOf(question, view);
  const keys = question.canGoBack ? lineKeys.back : lineKeys.first;
  return {
    top,
    input: inputOf(editor, view.columns - 4, view.ruler),
    bottom: body({ list: [], check, help: question.help, keys: view.t(keys) }, top.length, view),
  };
}

/** A question that is answered by choosing; what is typed narrows the choices. */
export function menuFrame<T>(question: MenuQuestion<T>, editor: Editor, index: number, view: View): Frame {
  const top = titleOf(question, view);
  const matches = matching(question.choices, textOf(editor));
  const marked = matches[index];
  const help = marked?.help ?? question.help;
  const check = (marked && question.preview?.(marked.value)) ?? nothing;
  const keys = question.canGoBack ? menuKeys.back : menuKeys.first;
  return {
    top,
    input: inputOf(editor, view.columns - 4, view.ruler),
    bottom: body({ list: listOf(matches, index, view), check, help, keys: view.t(keys) }, top.length, view),
  };
}

const nothing: LineCheck = { cautions: [], preview: [] };

/** The line that stays when a question was answered; a long name gives way to the answer. */
export function answeredLine(name: string, answer: string, { style, columns, ruler }: View): string {
  const shown = clip(answer, columns - 5, ruler);
  const room = columns - 5 - ruler.width(shown);
  const head = room < 4 ? "" : `${clip(name, room, ruler)}: `;
  return `${style.good("✓")} ${head}${shown}`;
}

/** The choices whose name or note holds what was typed, in their own order. */
export function matching<T>(choices: readonly Choice<T>[], typed: string): readonly Choice<T>[] {
  const words = typed.toLowerCase().split(" ").filter(Boolean);
  return choices.filter(({ name, note = "" }) => {
    const text = `${name} ${note}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function titleOf({ title, quote }: Question, { style, columns, ruler }: View): readonly string[] {
  const lines = ruler.wrap(`? ${title}`, columns - 1).map((line) => style.strong(line));
  return quote ? [...lines, ...quoteLines(quote, columns - 1, ruler)] : lines;
}

type Parts = {
  readonly list: readonly string[];
  readonly check: LineCheck;
  readonly help: readonly string[];
  readonly keys: string;
};

function body({ list, check, help, keys }: Parts, topHeight: number, view: View): readonly string[] {
  const { columns, rows, style, ruler } = view;
  const isWide = columns >= wideFrom;
  const rightWidth = rightWidthOf(columns);
  const leftWidth = isWide ? columns - rightWidth - 3 : columns - 1;
  const wrap = (text: string): readonly string[] => ruler.wrap(text, leftWidth - 2).map((line) => `  ${line}`);
  const problem = check.problem === undefined ? [] : wrap(`✗ ${check.problem}`).map((line) => style.bad(line));
  const cautions = [...new Set(check.cautions)].flatMap((text) => wrap(`! ${text}`)).map((line) => style.caution(line));
  const helpLines = help.flatMap(wrap).map((line) => style.quiet(line));
  const preview = previewLines(check.preview, isWide ? rightWidth : leftWidth, view);
  const keyLines = ruler.wrap(keys, columns - 1).map((line) => style.quiet(line));
  const budget = Math.max(2, rows - 1 - topHeight - 1 - keyLines.length);

  const mains: readonly Section[] = [
    { lines: problem, least: 3 },
    { lines: list, least: 5 },
    { lines: cautions, least: 2 },
  ];
  const helpSection = { lines: helpLines, least: view.isHelpOpen ? helpLines.length : 2 };
  const previewSection = { lines: preview, least: 4 };
  if (isWide) {
    const [shownProblem = [], shownList = [], shownCautions = [], shownHelp = []] = fit(
      [...mains, helpSection],
      budget,
    );
    const left = [...shownProblem, ...shownList, ...shownCautions, ...withMark(shownHelp, helpLines, view)];
    return [...beside(left, preview.slice(0, budget), leftWidth, ruler), ...keyLines];
  }
  const order = view.isHelpOpen ? [helpSection, previewSection] : [previewSection, helpSection];
  const fitted = fit([...mains, ...order], budget);
  const [shownProblem = [], shownList = [], shownCautions = []] = fitted;
  const shownHelp = (view.isHelpOpen ? fitted[3] : fitted[4]) ?? [];
  const shownPreview = (view.isHelpOpen ? fitted[4] : fitted[3]) ?? [];
  return [
    ...shownProblem,
    ...shownList,
    ...shownCautions,
    ...withMark(shownHelp, helpLines, view),
    ...shownPreview,
    ...keyLines,
  ];
}

/** How much of a wide terminal the preview takes. */
function rightWidthOf(columns: number): number {
  return Math.min(60, Math.floor(columns * 0.45));
}

/** A help that was cut ends in a mark. */
function withMark(shown: readonly string[], all: readonly string[], { style }: View): readonly string[] {
  if (shown.length === all.length || shown.length === 0) return shown;
  return [...shown.slice(0, -1), style.quiet("  …")];
}

/** As many choices around the marked one as there is room for. */
function listOf<T>(matches: readonly Choice<T>[], index: number, view: View): readonly string[] {
  const { columns, rows, style, ruler, t } = view;
  if (matches.length === 0) return [style.caution(`  ${t(noMatch)}`)];
  const height = Math.max(3, Math.min(matches.length, Math.floor(rows / 2)));
  const start = Math.max(0, Math.min(index - Math.floor(height / 2), matches.length - height));
  const shown = matches.slice(start, start + height);
  const width = columns >= wideFrom ? columns - rightWidthOf(columns) - 4 : columns - 1;
  const nameWidth = Math.min(Math.floor(width * 0.6), Math.max(...matches.map(({ name }) => ruler.width(name))));
  return shown.map(({ name, note }, at) => {
    const isMarked = start + at === index;
    const noteRoom = width - nameWidth - 4;
    const padded = ruler.pad(clip(name, note ? nameWidth : width - 3, ruler), note ? nameWidth : 0);
    const tail = note && noteRoom >= 8 ? `  ${clip(note, noteRoom, ruler)}` : "";
    const more = at === 0 && start > 0 ? "↑" : at === shown.length - 1 && start + height < matches.length ? "↓" : " ";
    return isMarked ? style.strong(`>${more}${padded}${tail}`) : ` ${more}${padded}${style.quiet(tail)}`;
  });
}

const noMatch = { zh: "没有匹配的选项，按退格键删去几个字。", en: "Nothing matches; erase some of it." };
const lineKeys = {
  first: { zh: "Enter 确定 · Tab 说明 · Ctrl-C 退出", en: "Enter accept · Tab help · Ctrl-C leave" },
  back: {
    zh: "Enter 确定 · Esc 返回 · Tab 说明 · Ctrl-C 退出",
    en: "Enter accept · Esc back · Tab help · Ctrl-C leave",
  },
};
const menuKeys = {
  first: {
    zh: "↑↓ 选择 · 输入文字筛选 · Enter 确定 · Tab 说明 · Ctrl-C 退出",
    en: "↑↓ choose · type to filter · Enter accept · Tab help · Ctrl-C leave",
  },
  back: {
    zh: "↑↓ 选择 · 输入文字筛选 · Enter 确定 · Esc 返回 · Tab 说明 · Ctrl-C 退出",
    en: "↑↓ choose · type to filter · Enter accept · Esc back · Tab help · Ctrl-C leave",
  },
};
