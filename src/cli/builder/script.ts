import type { Frame, View } from "./frame.js";
import { type Editor, editorOf, type Key, pressKey, textOf } from "./line-editor.js";
import type { LineQuestion, MenuQuestion } from "./prompts.js";
import { lineFrame, matching, menuFrame } from "./question-view.js";

/** Where a question stands while it is being answered. */
export type State = { readonly editor: Editor; readonly index: number; readonly isHelpOpen: boolean };

/** A question as the terminal needs it: what it looks like, and what a key does to it. */
export type Script<T> = {
  readonly name: string;
  readonly canGoBack: boolean;
  readonly start: State;
  frame(state: State, view: View): Frame;
  press(state: State, key: Key): State;
  /** The answer and how it reads; undefined while there is none to take. */
  accept(state: State): { readonly value: T; readonly text: string } | undefined;
};

export function lineScript(question: LineQuestion): Script<string> {
  return {
    name: question.name ?? question.title,
    canGoBack: question.canGoBack,
    start: { editor: editorOf(question.initial), index: 0, isHelpOpen: false },
    frame: (state, view) => lineFrame(question, state.editor, question.check(textOf(state.editor)), view),
    press: (state, key) => ({ ...state, editor: pressKey(state.editor, key) }),
    accept: ({ editor }) => {
      const text = textOf(editor);
      return question.check(text).problem === undefined ? { value: text, text } : undefined;
    },
  };
}

export function menuScript<T>(question: MenuQuestion<T>): Script<T> {
  const { choices, initial = 0 } = question;
  return {
    name: question.name ?? question.title,
    canGoBack: question.canGoBack,
    start: { editor: editorOf(""), index: Math.max(0, Math.min(initial, choices.length - 1)), isHelpOpen: false },
    frame: (state, view) => menuFrame(question, state.editor, state.index, view),
    press(state, key) {
      const count = matching(choices, textOf(state.editor)).length;
      const step = steps[key.name ?? ""];
      if (step !== undefined) return { ...state, index: moved(state.index, step, count) };
      const editor = pressKey(state.editor, key);
      return textOf(editor) === textOf(state.editor) ? { ...state, editor } : { ...state, editor, index: 0 };
    },
    accept: ({ editor, index }) => {
      const choice = matching(choices, textOf(editor))[index];
      return choice && { value: choice.value, text: choice.name };
    },
  };
}

const steps: Readonly<Record<string, number>> = { up: -1, down: 1, pageup: -10, pagedown: 10 };

/** One step goes round; a page stops at the end. */
function moved(index: number, step: number, count: number): number {
  if (count === 0) return 0;
  const next = index + step;
  return Math.abs(step) === 1 ? (next + count) % count : Math.max(0, Math.min(count - 1, next));
}
