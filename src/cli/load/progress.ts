import type { Context } from "../command.js";
import { terminalRuler } from "../terminal-ruler.js";
import { msText } from "./show-report.js";
import type { SecondRow } from "./summary.js";

type ProgressContext = Pick<Context, "isErrorTty" | "printError" | "columns" | "t" | "env">;

export type Progress = {
  show(row: SecondRow): void;
  /** Takes the line away; before anything else is printed. */
  clear(): void;
};

/** One line on a terminal's stderr for the second that has just passed. */
export function createProgress(context: ProgressContext): Progress {
  const { isErrorTty, printError, columns, t } = context;
  const ruler = terminalRuler(context);
  let isShown = false;
  return {
    show({ second, sent, refused, failed, inFlight, p50, p99 }) {
      if (!isErrorTty) return;
      const args = { second, sent, errors: refused + failed, inFlight, p50: msText(p50), p99: msText(p99) };
      // The last column stays free: a line that fills it would be wrapped by some terminals.
      const [shown] = ruler.cut(t(line, args), Math.max(20, columns - 1));
      printError(`\r\u001b[2K${shown}`);
      isShown = true;
    },
    clear() {
      if (isShown) printError("\r\u001b[2K");
      isShown = false;
    },
  };
}

const line = {
  zh: "{second} s  {sent}/s  p50 {p50}  p99 {p99}  未成功 {errors}  在途 {inFlight}",
  en: "{second} s  {sent}/s  p50 {p50}  p99 {p99}  errors {errors}  in flight {inFlight}",
};
