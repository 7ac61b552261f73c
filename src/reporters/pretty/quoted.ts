import { clipText } from "../../core/excerpt.js";
import { visibleBlock } from "../visible-text.js";
import type { Page } from "./page.js";

/** Someone's text behind a gutter, so that none of its lines begins a line of ours; at most `maxLines`, then a count. */
export function quoted(text: string, columns: number, maxLines: number, page: Page): readonly string[] {
  if (text === "") return [page.paint.quiet(page.t(emptyBody))];
  const room = Math.max(10, columns - 2);
  // No line of the excerpt can hold more characters than columns; the spare room is for characters that take none.
  const start = clipText(text, room * maxLines * 2);
  const lines = page.ruler.cut(visibleBlock(start).replaceAll("\t", "    "), room, afterComma);
  const shown = lines.slice(0, maxLines);
  const isWhole = start === text && shown.length === lines.length;
  const rest = isWhole ? [] : page.ruler.wrap(page.t(cutOff, { length: text.length }), columns).map(page.paint.quiet);
  return [...shown.map((line) => `${page.paint.quiet("│")} ${line}`), ...rest];
}

/** JSON on one line reads better when a member is not torn apart. */
const afterComma = ",";
const emptyBody = { zh: "（空）", en: "(empty)" };
const cutOff = {
  zh: "…共 {length} 个字符，完整内容见 json 或 html 报告",
  en: "… of {length} characters; in full in the json and html reports",
};
