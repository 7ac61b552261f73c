import { AppError } from "../core/problem.js";

type Bounds = { readonly min?: number; readonly max?: number; readonly isWhole?: boolean };

/**
 * The number that an option was given, or undefined when it was not. Throws `AppError` naming the flag and its range.
 */
export function numberFlag(
  options: Readonly<Record<string, unknown>>,
  name: string,
  flag: string,
  { min = 1, max = Number.MAX_SAFE_INTEGER, isWhole = true }: Bounds = {},
): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const value = typeof text === "string" && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return value;
  throw new AppError({
    code: "number-flag",
    category: "usage",
    text:
      max === Number.MAX_SAFE_INTEGER
        ? {
            zh: "{flag} 需要一个不小于 {min} 的数，而不是 {text}。",
            en: "{flag} needs a number of at least {min}, not {text}.",
          }
        : {
            zh: "{flag} 需要 {min} 到 {max} 之间的数，而不是 {text}。",
            en: "{flag} needs a number from {min} to {max}, not {text}.",
          },
    args: { flag, min, max, text: String(text) },
  });
}

/** The choice that an option was given. Throws `AppError` naming the flag, the nearest choice and all of them. */
export function choiceFlag<T extends string>(
  options: Readonly<Record<string, unknown>>,
  name: string,
  flag: string,
  choices: readonly T[],
): T | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new AppError({
    code: "choice-flag",
    category: "usage",
    text: {
      zh: "{flag} 不能是 {text}。可以是：{choices}。",
      en: "{flag} cannot be {text}. It can be: {choices}.",
    },
    args: { flag, text: String(text), choices: choices.join(", ") },
  });
}
