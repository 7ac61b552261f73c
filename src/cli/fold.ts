import { clipText } from "../core/excerpt.js";
import { say } from "../core/text.js";
import type { Context } from "./command.js";

/** A line may be this long before its end is left out. */
const longestLine = 800;

/**
 * Keeps the first and last lines of a long text, and the beginning of a long line, and says how much is left out;
 * `--verbose` shows it all.
 */
export function fold(text: string, most: number, context: Pick<Context, "lang" | "style">): string {
  const { lang, style } = context;
  const lines = text.split("\n").map((line) => foldLine(line, context));
  if (lines.length <= most) return lines.join("\n");
  const tail = 4;
  const left = lines.length - (most - tail);
  const mark = say(
    lang,
    { zh: "… 省略 {count} 行，加 --verbose 查看全部", en: "… {count} lines left out, --verbose shows them" },
    { count: left },
  );
  return [...lines.slice(0, most - tail), style.quiet(mark), ...lines.slice(-tail)].join("\n");
}

function foldLine(line: string, { lang, style }: Pick<Context, "lang" | "style">): string {
  if (line.length <= longestLine) return line;
  const start = clipText(line, longestLine).replace(/…$/, "");
  const mark = say(
    lang,
    { zh: "… 省略 {count} 个字符，加 --verbose 查看全部", en: "… {count} characters left out, --verbose shows them" },
    { count: line.length - start.length },
  );
  return start + style.quiet(mark);
}
