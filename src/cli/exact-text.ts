import { AppError } from "../core/problem.js";
import { decodeUtf8 } from "../core/utf8.js";
import type { Context } from "./command.js";

/** The argument itself, or standard input without one final newline for `-` and for no argument. Throws `AppError`. */
export async function exactText(argument: string | undefined, context: Context): Promise<string> {
  if (argument !== undefined && argument !== "-") return argument;
  if (argument === undefined && context.isInputTty) {
    throw new AppError({
      code: "value-missing",
      category: "usage",
      text: {
        zh: "缺少要处理的值。请把它写在命令后面，或写 - 从标准输入读取。",
        en: "There is no value. Give it after the command, or - to read it from stdin.",
      },
    });
  }
  const decoded = decodeUtf8(await context.readStdin());
  if (decoded.ok) return decoded.text.replace(/\r?\n$/, "");
  throw new AppError({
    code: "stdin-not-utf8",
    category: "fixture",
    text: {
      zh: "标准输入从第 {line} 行第 {column} 列起不是 UTF-8。请以 UTF-8 提供。",
      en: "Standard input is not UTF-8 from line {line}, column {column} on. Give it in UTF-8.",
    },
    args: { line: decoded.line, column: decoded.column },
  });
}
