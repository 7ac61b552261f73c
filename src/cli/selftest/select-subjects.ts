import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { Subject } from "./subject.js";

export type Selection = { readonly only: readonly string[]; readonly skip: readonly string[] };

/**
 * The subjects that `--only` names, without those that `--skip` names. A pattern is a name, `designs`, `faults`, or a glob over
 * names (`*` any characters, `?` one). Throws `AppError` (category usage) for a pattern that fits none.
 */
export function selectSubjects(subjects: readonly Subject[], { only, skip }: Selection): readonly Subject[] {
  const wanted = only.map((pattern) => matcherOf(pattern, "--only", subjects));
  const unwanted = skip.map((pattern) => matcherOf(pattern, "--skip", subjects));
  return subjects.filter(
    (subject) =>
      (wanted.length === 0 || wanted.some((fits) => fits(subject))) && !unwanted.some((fits) => fits(subject)),
  );
}

type Fits = (subject: Subject) => boolean;

function matcherOf(pattern: string, flag: string, subjects: readonly Subject[]): Fits {
  const glob = globOf(pattern);
  const fits: Fits = ({ kind, name }) => `${kind}s` === pattern || glob.test(name);
  if (subjects.some(fits)) return fits;
  const [hint] = nearest(pattern, ["designs", "faults", ...subjects.map(({ name }) => name)], 1);
  throw new AppError({
    code: "unknown-subject",
    category: "usage",
    text: hint === undefined ? fitsNothing : fitsNothingWithHint,
    args: { flag, pattern, hint: hint ?? "" },
  });
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s");
}

const fitsNothingWithHint: Text = {
  zh: "{flag} {pattern} 没有对应的设计或故障。最接近的是 {hint}。",
  en: "{flag} {pattern} fits no design and no fault. The nearest one is {hint}.",
};
const fitsNothing: Text = {
  zh: "{flag} {pattern} 没有对应的设计或故障。selftest --list 列出全部。",
  en: "{flag} {pattern} fits no design and no fault. selftest --list shows them all.",
};
