import type { Case } from "../../core/case.js";
import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { type Selection, selectByPattern } from "../select-by-pattern.js";

/**
 * The cases that `--only` names, without those that `--skip` names. A pattern is a case id, a suite, or a glob over ids
 * (`*` any characters, `?` one). Throws `AppError` (category usage) for a pattern that fits no case.
 */
export function selectCases(cases: readonly Case[], selection: Selection): readonly Case[] {
  return selectByPattern(cases, selection, {
    fits:
      (pattern, glob) =>
      ({ id, suite }) =>
        suite === pattern || glob.test(id),
    unknown: (pattern, flag) => unknownCase(pattern, flag, cases),
  });
}

function unknownCase(pattern: string, flag: string, cases: readonly Case[]): AppError {
  const hint = meant(wordOf(pattern), cases);
  return new AppError({
    code: "unknown-case",
    category: "usage",
    text: hint ? fitsNothingWithHint : fitsNothing,
    args: { flag, pattern, hint: hint ?? "" },
  });
}

/** What was probably meant: an id where a suite is named too, else a suite, else an id that holds the word. */
function meant(word: string, cases: readonly Case[]): string | undefined {
  const ids = cases.map(({ id }) => id);
  const suites = [...new Set(cases.map(({ suite }) => suite))];
  const [first, second] = word.includes("/") ? [ids, suites] : [suites, ids];
  const holding = word === "" ? undefined : ids.find((id) => id.includes(word));
  return nearest(word, first, 1)[0] ?? nearest(word, second, 1)[0] ?? holding;
}

/** What a misspelt glob was meant to begin with. */
function wordOf(pattern: string): string {
  return pattern.replace(/\/?[*?].*$/s, "") || pattern.replace(/[*?]/g, "");
}

const fitsNothingWithHint: Text = {
  zh: "{flag} {pattern} 没有对应的用例。最接近的是 {hint}。",
  en: "{flag} {pattern} fits no case. The nearest one is {hint}.",
};
const fitsNothing: Text = {
  zh: "{flag} {pattern} 没有对应的用例。test --list 列出全部用例。",
  en: "{flag} {pattern} fits no case. test --list shows them all.",
};
