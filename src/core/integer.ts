import { isExactNumber, type JsonValue } from "./json.js";

/** The integer that a JSON number stands for, however it is written (`1`, `1.0`, `1e0`); undefined for everything else. */
export function integerOf(value: JsonValue | undefined): number | bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  return isExactNumber(value) ? integerInText(value.value) : undefined;
}

/** The integer that a decimal text stands for, exponents and empty fractions included. */
export function integerInText(literal: string): number | bigint | undefined {
  const match = /^(-?)(\d{1,400})(?:\.(\d+))?(?:[eE]([-+]?\d{1,6}))?$/.exec(literal);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const zeros = Number(exponent) - fraction.length;
  if (zeros > maxZeros) return undefined;
  const kept = zeros >= 0 ? digits + "0".repeat(zeros) : digits.slice(0, zeros);
  if (zeros < 0 && /[1-9]/.test(digits.slice(zeros))) return undefined;
  const integer = BigInt(kept === "" ? "0" : kept) * (sign === "-" ? -1n : 1n);
  return narrow(integer);
}

/** More zeros than this are no amount, id or code; writing them out would only cost memory. */
const maxZeros = 400;

function narrow(integer: bigint): number | bigint {
  const value = Number(integer);
  return Number.isSafeInteger(value) ? value : integer;
}
