import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { type Selection, selectByPattern } from "../select-by-pattern.js";
import type { Subject } from "./subject.js";

/**
 * The subjects that `--only` names, without those that `--skip` names. A pattern is a name, `designs`, `faults`, or a glob over
 * names (`*` any characters, `?` one). Throws `AppError` (category usage) for a pattern that fits none.
 */
export function selectSubjects(subjects: readonly Subject[], selection: Selection): readonly Subject[] {
  return selectByPattern(subjects, selection, {
    fits:
      (pattern, glob) =>
      ({ kind, name }) =>
        `${kind}s` === pattern || glob.test(name),
    unknown: (pattern, flag) => unknownSubject(pattern, flag, subjects),
  });
}

function unknownSubject(pattern: string, flag: string, subjects: readonly Subject[]): AppError {
  const [hint] = nearest(pattern, ["designs", "faults", ...subjects.map(({ name }) => name)], 1);
  return new AppError({
    code: "unknown-subject",
    category: "usage",
    text: hint === undefined ? fitsNothing : fitsNothingWithHint,
    args: { flag, pattern, hint: hint ?? "" },
  });
}

const fitsNothingWithHint: Text = {
  zh: "{flag} {pattern} 没有对应的设计或故障。最接近的是 {hint}。",
  en: "{flag} {pattern} fits no design and no fault. The nearest one is {hint}.",
};
const fitsNothing: Text = {
  zh: "{flag} {pattern} 没有对应的设计或故障。selftest --list 列出全部。",
  en: "{flag} {pattern} fits no design and no fault. selftest --list shows them all.",
};
