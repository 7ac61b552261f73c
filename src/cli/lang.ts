import { AppError } from "../core/problem.js";
import type { Lang } from "../core/text.js";

/**
 * The language in force: `--lang`, then DOUYIN_HOTEL_LANG, then the locale.
 * `zh*` is Chinese, `pseudo` shows untranslated text, anything else is English.
 */
export function chooseLang(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang {
  const wanted = langFlag(argv) ?? firstNonEmpty(env.DOUYIN_HOTEL_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG) ?? "en";
  if (wanted === "pseudo") return "pseudo";
  return wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Refuses a `--lang` that names neither language; a locale of either is taken. Throws `AppError`. */
export function checkLangFlag(argv: readonly string[]): void {
  const wanted = langFlag(argv);
  if (wanted === undefined || /^(zh|en)([-_.].*)?$|^pseudo$/i.test(wanted)) return;
  throw new AppError({
    code: "lang-unknown",
    category: "usage",
    text: { zh: "--lang 不能是 {lang}。可以是：zh、en。", en: "--lang cannot be {lang}. It can be: zh, en." },
    args: { lang: wanted },
  });
}

/** The value of `--lang` as typed, wherever it stands before a `--`. */
export function langFlag(argv: readonly string[]): string | undefined {
  for (let i = 0; i < argv.length && argv[i] !== "--"; i++) {
    const arg = argv[i] ?? "";
    if (arg === "--lang") return argv[i + 1];
    if (arg.startsWith("--lang=")) return arg.slice("--lang=".length);
  }
  return undefined;
}

function firstNonEmpty(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== "");
}
