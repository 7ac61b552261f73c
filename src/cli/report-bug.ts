import { createHash } from "node:crypto";
import { type Lang, say } from "../core/text.js";

/**
 * What a person sees when this tool itself is at fault: a report id (the same for the same fault),
 * the stack, and how to report it. Argument values are left out: they may hold personal data.
 */
export function reportBug(error: unknown, lang: Lang, argv: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const id = createHash("sha256")
    .update(stack.replace(/\(?(?:file:\/\/)?\/[^\s)]*\//g, ""))
    .digest("hex")
    .slice(0, 10);
  const text = say(
    lang,
    {
      zh: "这是本工具的缺陷，不是您的错。报告编号 {id}。请把编号和下面的内容附在项目的问题反馈里。",
      en: "This is a bug of this tool, not your mistake. Report id {id}. Please open an issue of the project with the id and the lines below.",
    },
    { id },
  );
  return `${text}\n  command: ${argv.filter((arg) => /^[a-z-]+$/.test(arg)).join(" ")}\n  ${stack.replaceAll("\n", "\n  ")}\n`;
}
