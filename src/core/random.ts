import type { Random } from "./ports.js";

/** A deterministic random stream: the same seed gives the same values on every machine and Node version. */
export function seededRandom(seed: number | string): Random {
  return streamOf(String(seed));
}

function streamOf(label: string): Random {
  const next = mulberry32(hash(label));
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    pick(values) {
      const value = values[integer(0, values.length - 1)];
      if (value === undefined && values.length === 0) throw new Error("Nothing to pick from.");
      // The index lies within the array, so the value is one of its elements.
      return value as (typeof values)[number];
    },
    fork: (inner) => streamOf(`${label}/${inner}`),
  };
}

/** FNV-1a over UTF-16 units, finished with an avalanche so that near labels give far seeds. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
