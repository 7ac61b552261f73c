import type { Random } from "./ports.js";

/** A deterministic random stream: the same seed gives the same values on every machine and Node version. */
export function seededRandom(seed: number | string): Random {
  return streamOf(absorb(origin, String(seed)));
}

/** 128 bits: a million streams side by side never meet, so neither do the order ids drawn from them. */
type State = readonly [number, number, number, number];

const origin: State = [1779033703, 3144134277, 1013904242, 2773480762];

function streamOf(label: State): Random {
  let counters: Int32Array | undefined;
  const stream: Random = {
    next() {
      counters ??= warmUp(scramble(label));
      return step(counters);
    },
    integer(min, max) {
      return min + Math.floor(stream.next() * (max - min + 1));
    },
    pick(values) {
      if (values.length === 0) throw new Error("Nothing to pick from.");
      // The index lies within the array, so the value is one of its elements.
      return values[stream.integer(0, values.length - 1)] as (typeof values)[number];
    },
    fork(inner) {
      return streamOf(absorb(absorb(label, "/"), inner));
    },
  };
  return stream;
}

/** The four multiplications of cyrb128 per UTF-16 unit. */
function absorb([first, second, third, fourth]: State, text: string): State {
  let a = first;
  let b = second;
  let c = third;
  let d = fourth;
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

function warmUp(state: State): Int32Array {
  const counters = new Int32Array(state);
  for (let i = 0; i < 12; i++) step(counters);
  return counters;
}

/** One step of sfc32. */
function step(counters: Int32Array): number {
  const a = counters[0] ?? 0;
  const b = counters[1] ?? 0;
  const c = counters[2] ?? 0;
  const counter = counters[3] ?? 0;
  const sum = (((a + b) | 0) + counter) | 0;
  counters[0] = b ^ (b >>> 9);
  counters[1] = (c + (c << 3)) | 0;
  counters[2] = ((c << 21) | (c >>> 11)) + sum;
  counters[3] = (counter + 1) | 0;
  return (sum >>> 0) / 4294967296;
}
