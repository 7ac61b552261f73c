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
