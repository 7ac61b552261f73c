import { clip, type View } from "./frame.js";
import type { PreviewRow } from "./prompts.js";

/** The preview as it stands beside or below a question. What was there before goes below where it does not fit beside. */
export function previewLines(rows: readonly PreviewRow[], width: number, view: View): readonly string[] {
  if (rows.length === 0) return [];
  const { style, ruler, t } = view;
  const labels = rows.map(({ label, element }) => ruler.width(element === undefined ? label : `${label} ${element}`));
  const labelWidth = Math.min(Math.floor(width / 2) - 2, Math.max(...labels));
  const lines = rows.flatMap((row) => {
    const { value, was } = row;
    const head = `${was === undefined ? " " : "*"} ${ruler.pad(labelOf(row, labelWidth, view), labelWidth)}  ${value}`;
    if (was === undefined) return [clip(head, width, ruler)];
    const note = t(before, { was });
    if (ruler.width(head) + 2 + ruler.width(note) <= width) return [style.key(`${head}  ${note}`)];
    const indent = Math.max(4, Math.min(labelWidth + 4, width - ruler.width(note)));
    return [head, `${" ".repeat(indent)}${note}`].map((line) => style.key(clip(line, width, ruler)));
  });
  const title = rows.some(({ was }) => was !== undefined) ? changes : glance;
  return [style.quiet(clip(t(title), width, ruler)), ...lines];
}

function labelOf({ label, element }: PreviewRow, columns: number, { ruler }: View): string {
  if (element === undefined) return clip(label, columns, ruler);
  return `${clip(label, columns - ruler.width(element) - 1, ruler)} ${element}`;
}

const before = { zh: "（原 {was}）", en: "(was {was})" };
const changes = { zh: "随之变化（标 *）", en: "What changes (marked *)" };
const glance = { zh: "请求体一览", en: "The payload at a glance" };
