import { AppError } from "../core/problem.js";
import type { Lang } from "../core/text.js";
import type { Console } from "./context.js";
import { langFlag } from "./lang.js";
import { loadSettings } from "./load-settings.js";

/**
 * The language that a config file chose: it wins over the locale, and loses to `--lang` and DOUYIN_HOTEL_LANG.
 * Undefined where none did; a broken config is reported by the command that needs it.
 */
export async function configLang(
  argv: readonly string[],
  options: Readonly<Record<string, unknown>>,
  { env, cwd }: Pick<Console, "env" | "cwd">,
): Promise<Lang | undefined> {
  if (langFlag(argv) !== undefined || env.DOUYIN_HOTEL_LANG) return undefined;
  try {
    const { lang } = (await loadSettings(options, env, cwd)).settings;
    return lang === "zh" || lang === "en" ? lang : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
