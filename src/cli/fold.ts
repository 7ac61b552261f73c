import { say } from "../core/text.js";
import type { Context } from "./command.js";

/** Keeps the first and last lines of a long text and says how many are left out; `--verbose` shows them all. */
export function fold(text: string, most: number, { lang, style }: Pick<Context, "lang" | "style">): string {
  const lines = text.split("\n");
  if (lines.length <= most) return text;
  const tail = 4;
  const left = lines.length - (most - tail);
  const mark = say(
    lang,
    { zh: "… 省略 {count} 行,加 --verbose 查看全部", en: "… {count} lines left out, --verbose shows them" },
    { count: left },
  );
  return [...lines.slice(0, most - tail), style.quiet(mark), ...lines.slice(-tail)].join("\n");
}
