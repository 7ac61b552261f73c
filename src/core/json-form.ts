import { isObject, type JsonValue, stringifyJson } from "./json.js";
import type { Random } from "./ports.js";

/** Ways to write the same value; all of them valid JSON. */
export type ByteForm = (typeof byteForms)[number];

export const byteForms = ["compact", "spaced", "escaped", "shuffled"] as const;

/**
 * JSON text of `value` in one of the byte forms: `spaced` has odd but valid white space (line feeds and tabs too), `escaped` writes
 * every non-ASCII character as `\uXXXX` and `/` as `\/`, `shuffled` permutes the keys of every object by `random`, which it needs.
 */
export function encodeAs(value: JsonValue, form: ByteForm, random?: Random): string {
  switch (form) {
    case "compact":
      return stringifyJson(value);
    case "spaced":
      return write(value, { ...plain, gap: gaps() });
    case "escaped":
      return write(value, { ...plain, scalar: (inner) => escapeAll(stringifyJson(inner)) });
    case "shuffled":
      if (!random) throw new Error("Shuffled keys need a random stream.");
      return write(value, { ...plain, order: (keys) => shuffle(keys, random) });
  }
}

type Manner = {
  /** White space before and after each token. */
  readonly gap: () => string;
  readonly order: (keys: readonly string[]) => readonly string[];
  readonly scalar: (value: JsonValue) => string;
};

const plain: Manner = { gap: () => "", order: (keys) => keys, scalar: (value) => stringifyJson(value) };

function write(value: JsonValue, manner: Manner): string {
  const { gap, order, scalar } = manner;
  if (Array.isArray(value))
    return enclose(
      "[",
      "]",
      value.map((item) => write(item, manner)),
      gap,
    );
  if (!isObject(value)) return scalar(value);
  const members = order(Object.keys(value)).map((key) => {
    const inner = value[key];
    return `${scalar(key)}${gap()}:${gap()}${write(inner ?? null, manner)}`;
  });
  return enclose("{", "}", members, gap);
}

function enclose(opener: string, closer: string, parts: readonly string[], gap: () => string): string {
  const inside = parts.map((part) => gap() + part + gap()).join(",");
  return `${opener}${inside === "" ? gap() : inside}${closer}`;
}

/** A fixed rhythm of white space, mostly single blanks. */
function gaps(): () => string {
  const rhythm = [" ", "", " ", " ", "\n  ", " ", "", "  ", " ", "\t", " "];
  let beat = 0;
  return () => rhythm[beat++ % rhythm.length] ?? " ";
}

function escapeAll(text: string): string {
  return text
    .replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}

/** A permutation that differs from the given order wherever there are two keys or more. */
function shuffle(keys: readonly string[], random: Random): readonly string[] {
  const shuffled = [...keys];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [shuffled[i], shuffled[j]] = [shuffled[j] ?? "", shuffled[i] ?? ""];
  }
  const isSame = shuffled.every((key, i) => key === keys[i]);
  return isSame ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}
