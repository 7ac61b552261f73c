import type { Quote } from "./quote.js";

/** What a question of the builder came to. */
export type Reply<T> = { readonly kind: "value"; readonly value: T } | { readonly kind: "back" };

/** A field with its value in the preview; `was` is there when the answer changes it. */
export type PreviewRow = {
  readonly label: string;
  /** Which element of a list (`[0]`), or how many of them are the same (`×3`). */
  readonly element?: string;
  readonly value: string;
  readonly was?: string;
};

/** What is known of a typed text, said again at every key. */
export type LineCheck = {
  /** Why the text cannot be taken; absent = it can. */
  readonly problem?: string;
  /** What to know before it is taken all the same. */
  readonly cautions: readonly string[];
  readonly preview: readonly PreviewRow[];
};

export type Question = {
  readonly title: string;
  /** Stands for the title beside the answer. */
  readonly name?: string;
  /** Paragraphs on what the thing means. */
  readonly help: readonly string[];
  /** The place in a text that the question is about. */
  readonly quote?: Quote;
  readonly canGoBack: boolean;
};

export type LineQuestion = Question & {
  readonly initial: string;
  readonly check: (text: string) => LineCheck;
};

export type Choice<T> = {
  readonly value: T;
  readonly name: string;
  /** Stands beside the name. */
  readonly note?: string;
  readonly help?: readonly string[];
};

export type MenuQuestion<T> = Question & {
  readonly choices: readonly Choice<T>[];
  /** Where the mark stands at first. */
  readonly initial?: number;
  readonly preview?: (value: T) => LineCheck;
};

/** The terminal as the builder uses it. Both reject with the `AppError` `interrupted` on Ctrl-C. */
export type Prompter = {
  line(question: LineQuestion): Promise<Reply<string>>;
  menu<T>(question: MenuQuestion<T>): Promise<Reply<T>>;
  /** Text that stays above the questions. */
  say(text: string): void;
};
