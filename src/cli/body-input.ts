import { AppError } from "../core/problem.js";
import type { Context } from "./command.js";
import { readInput } from "./read-input.js";

/** The exact bytes of the body named on the command line; without a name, of a stdin that is not a terminal. Throws `AppError`. */
export async function bodyInput(file: string | undefined, context: Context): Promise<Uint8Array> {
  if (file === undefined && context.isInputTty) {
    throw new AppError({
      code: "body-missing",
      category: "usage",
      text: {
        zh: "缺少请求体。请给出文件名，或写 - 从标准输入读取。",
        en: "There is no body. Name a file, or give - to read it from stdin.",
      },
    });
  }
  return readInput(file ?? "-", context);
}

/** A flag that the command cannot do without. Throws `AppError`. */
export function neededFlag(options: Readonly<Record<string, unknown>>, key: string, flag: string): string {
  const value = options[key];
  if (typeof value === "string") return value;
  throw new AppError({
    code: "flag-missing",
    category: "usage",
    text: { zh: "缺少 {flag}。加 --help 查看用法。", en: "{flag} is missing. See --help." },
    args: { flag },
  });
}
