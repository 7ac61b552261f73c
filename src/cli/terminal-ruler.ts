import { createRuler, type Ruler } from "../reporters/columns.js";
import type { Context } from "./command.js";

/**
 * Measures text as the reader's terminal draws it: DOUYIN_HOTEL_AMBIGUOUS=wide for one that gives `–`, `│` and the
 * like two columns, as some do for Chinese.
 */
export function terminalRuler({ env }: Pick<Context, "env">): Ruler {
  return createRuler(env.DOUYIN_HOTEL_AMBIGUOUS === "wide" ? "wide" : "narrow");
}
