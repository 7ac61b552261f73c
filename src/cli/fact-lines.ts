import type { Ruler } from "../reporters/columns.js";
import type { Style } from "./style.js";

export type Fact = { readonly label: string; readonly value: string };

/** Labels beside their values; where too little is left for these, above them. */
export function factLines(facts: readonly Fact[], width: number, ruler: Ruler, paint: Style["key"]): readonly string[] {
  const widest = Math.max(0, ...facts.map(({ label }) => ruler.width(label)));
  const room = width - widest - 2;
  return facts.flatMap(({ label, value }) => {
    if (room < 20) return [paint(label), ...ruler.wrap(value, width - 4).map((line) => `    ${line}`)];
    return ruler.wrap(value, room).map((line, at) => `${paint(ruler.pad(at === 0 ? label : "", widest))}  ${line}`);
  });
}
