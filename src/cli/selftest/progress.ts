import type { Context } from "../command.js";
import { terminalRuler } from "../terminal-ruler.js";
import type { Subject } from "./subject.js";

export type Progress = { show(done: number, subject: Subject): void; clear(): void };

/** One line on a terminal's stderr that says how far it is. */
export function createProgress(
  total: number,
  { isErrorTty, printError, columns, env, t }: Pick<Context, "isErrorTty" | "printError" | "columns" | "env" | "t">,
): Progress {
  const ruler = terminalRuler({ env });
  return {
    show(done, { name }) {
      if (!isErrorTty) return;
      const text = t(line, { done, total, name });
      printError(`\r\u001b[2K${ruler.cut(text, columns - 1)[0] ?? ""}`);
    },
    clear() {
      if (isErrorTty) printError("\r\u001b[2K");
    },
  };
}

const line = { zh: "{done}/{total},{name}", en: "{done}/{total}, {name}" };
