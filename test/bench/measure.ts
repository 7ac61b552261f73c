import type { Text } from "../../src/core/text.js";

/** One line of the table: a figure of ours as a ratio to its reference, both measured in turn in one run. */
export type Row = {
  readonly name: Text;
  /** With its unit. */
  readonly ours: string;
  readonly reference: Text;
  readonly ratio: number;
  /** `<= 1.35`, `>= 0.30`; absent = only measured. */
  readonly target?: string;
};

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Rates a second of two pieces of work, in turn, with the median of the ratios of each round. */
export function interleaved(
  rounds: number,
  ours: () => number | Promise<number>,
  reference: () => number | Promise<number>,
): Promise<Compared> {
  return compared(rounds, async () => {
    const other = await reference();
    return { ours: await ours(), reference: other };
  });
}

/** The medians of several rounds, and that of their ratios. */
export async function compared(rounds: number, measure: () => Promise<Pair>): Promise<Compared> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round++) pairs.push(await measure());
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    reference: median(pairs.map(({ reference }) => reference)),
    ratio: median(pairs.map(({ ours, reference }) => ours / reference)),
  };
}

type Pair = { readonly ours: number; readonly reference: number };

export type Compared = Pair & { readonly ratio: number };

/** How often `work` runs in a second of processor time, so that what else the machine does counts little. */
export function rate(work: (i: number) => unknown, ms = 300): number {
  const start = cpuMs();
  let count = 0;
  while (cpuMs() - start < ms) for (let i = 0; i < 200; i++) work(count++);
  return (count / (cpuMs() - start)) * 1000;
}

/** Of the whole process, in ms. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString("en-US")}/s`;
}

/** Figures and names of commands, which are the same in both languages. */
export function same(text: string): Text {
  return { zh: text, en: text };
}

/** What was measured in turn, and its figure. */
export function withFigure({ zh, en }: Text, figure: string): Text {
  return { zh: `${zh}，${figure}`, en: `${en}, ${figure}` };
}

export function isMet({ ratio, target }: Row): boolean {
  const [sign, limit] = (target ?? "").split(" ");
  if (sign === "<=") return ratio <= Number(limit);
  return sign === ">=" ? ratio >= Number(limit) : true;
}
