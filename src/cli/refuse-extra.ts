import { AppError } from "../core/problem.js";

/** Refuses a word that `command` has no use for, rather than to pass over it in silence. Throws `AppError`. */
export function refuseExtra(command: string, word: string | undefined): void {
  if (word === undefined) return;
  throw new AppError({
    code: "argument-extra",
    category: "usage",
    text: {
      zh: "{command} 不需要参数 {word}。请去掉它。",
      en: "{command} has no use for the argument {word}. Leave it out.",
    },
    args: { command, word },
  });
}
