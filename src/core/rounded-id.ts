import { integerInText } from "./integer.js";
import { isExactNumber, type JsonValue } from "./json.js";

/**
 * Whether `actual`, a number or a text, is what remains of the digits `expected` after they went through a floating-point
 * number: the exact double, its shortest form, or any rounding or truncation to 12 to 17 digits.
 */
export function isRoundedId(actual: JsonValue | undefined, expected: string): boolean {
  const text = isExactNumber(actual) ? actual.value : String(actual);
  if (text === expected || !/^\d{13,40}$/.test(expected)) return false;
  // Most ids of others are far away, which is seen at once.
  if (!isNear(Number(text), Number(expected))) return false;
  const seen = integerInText(text.trim());
  return seen !== undefined && remainders(expected).has(BigInt(seen));
}

/** Twelve digits are kept at least. */
function isNear(seen: number, expected: number): boolean {
  return Math.abs(seen - expected) <= expected * 1e-11;
}

function remainders(digits: string): ReadonlySet<bigint> {
  const exact = BigInt(digits);
  const double = Number(digits);
  const found = new Set([BigInt(double)]);
  for (let precision = 12; precision <= 17; precision++) {
    const written = integerInText(double.toPrecision(precision));
    if (written !== undefined) found.add(BigInt(written));
    const unit = 10n ** BigInt(Math.max(0, digits.length - precision));
    found.add((exact / unit) * unit);
    found.add(((exact + unit / 2n) / unit) * unit);
  }
  found.delete(exact);
  return found;
}
