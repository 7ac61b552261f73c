import type { Random } from "./ports.js";

/** A deterministic random stream: the same seed gives the same values on every machine and Node version. */
export function seededRandom(seed: number | string): Random {
  return streamOf(absorb(origin, String(seed)));
}

/** 128 bits: a million streams side by side never meet, so neither do the order ids drawn from them. */
type State = readonly [number, number, number, number];

const origin: State = [1779033703, 3144134277, 1013904242, 2773480762];

function streamOf(label: State): Random {
  let advance: (() => number) | undefined;
  const next = (): number => {
    advance ??= sfc32(scramble(label));
    return advance();
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    pick(values) {
      if (values.length === 0) throw new Error("Nothing to pick from.");
      // The index lies within the array, so the value is one of its elements.
      return values[integer(0, values.length - 1)] as (typeof values)[number];
    },
    fork: (inner) => streamOf(absorb(label, `/${inner}`)),
  };
}

/** The four multiplications of cyrb128 per UTF-16 unit. */
function absorb([first, second, third, fourth]: State, text: string): State {
  let [a, b, c, d] = [first, second, third, fourth];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  return [a, b, c, d];
}

function scramble([first, second, third, fourth]: State): State {
  const a = Math.imul(third ^ (first >>> 18), 597399067);
  const b = Math.imul(fourth ^ (second >>> 22), 2869860233);
  const c = Math.imul(a ^ (third >>> 17), 951274213);
  const d = Math.imul(b ^ (fourth >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a];
}

function sfc32([first, second, third, fourth]: State): () => number {
  let [a, b, c, counter] = [first, second, third, fourth];
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}
