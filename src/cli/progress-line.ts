import type { RunEvent } from "../core/event.js";
import { createRuler } from "../reporters/columns.js";
import { visibleLine } from "../reporters/visible-text.js";
import type { Context } from "./command.js";

export type ProgressLine = {
  show(event: RunEvent): void;
  /** Takes the line away; before anything else is printed. */
  clear(): void;
};

const afterMs = 1000;
const everyMs = 100;

/** One line on a terminal's stderr that says how far the run is; shows only when the work takes over a second. */
export function createProgressLine(
  context: Pick<Context, "clock" | "columns" | "isErrorTty" | "printError" | "t">,
): ProgressLine {
  const ruler = createRuler();
  const begin = context.clock.elapsed();
  let [total, done, failed, lastShown, isShown] = [0, 0, 0, begin + afterMs - everyMs, false];
  const clear = () => {
    if (isShown) context.printError("\r\u001b[2K");
    isShown = false;
  };
  return {
    clear,
    show(event) {
      if (!context.isErrorTty) return;
      if (event.type === "run-started") total = event.cases;
      if (event.type !== "case-finished") return;
      done += 1;
      if (event.result.verdict === "failed" || event.result.verdict === "broken") failed += 1;
      if (context.clock.elapsed() - lastShown < everyMs) return;
      lastShown = context.clock.elapsed();
      const text = context.t(line, { done, total, failed, suite: visibleLine(event.result.suite) });
      context.printError(`\r\u001b[2K${ruler.cut(text, context.columns - 1)[0] ?? ""}`);
      isShown = true;
    },
  };
}

const line = { zh: "{done}/{total}，失败 {failed}，{suite}", en: "{done}/{total}, {failed} failed, {suite}" };
