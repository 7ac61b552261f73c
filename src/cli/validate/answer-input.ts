import { AppError } from "../../core/problem.js";
import type { Context } from "../command.js";
import { readInput } from "../read-input.js";

/** The bytes to judge: of a file, or of a standard input that is not a terminal. Throws `AppError`. */
export async function answerInput(file: string | undefined, context: Context): Promise<Uint8Array> {
  if (file !== undefined || !context.isInputTty) return readInput(file ?? "-", context);
  throw new AppError({
    code: "answer-missing",
    category: "usage",
    text: {
      zh: "缺少要判断的应答。请给出文件名，或写 - 从标准输入读取。",
      en: "There is no answer to judge. Name a file, or give - to read it from stdin.",
    },
  });
}
