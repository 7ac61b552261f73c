import { randomInt } from "node:crypto";

/** A seed that no earlier run had: 48 random bits, short enough to be typed again. */
export function freshSeed(): number {
  return randomInt(1, 2 ** 48 - 1);
}
