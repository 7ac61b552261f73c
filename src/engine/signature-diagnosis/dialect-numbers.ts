/** How JSON writers of other languages write a number that they have read as `literal`. */

export function exactNumber(literal: string): string {
  return literal;
}

/** JavaScript, and Go through `float64`: digits past 2^53 are lost. */
export function javascriptNumber(literal: string): string {
  const value = Number(literal);
  return Number.isFinite(value) ? String(value) : "null";
}

/** Integers are exact, anything else is `repr(float)`. */
export function pythonNumber(literal: string): string {
  if (isInteger(literal)) return literal === "-0" ? "0" : literal;
  return float(literal, {
    least: -4,
    most: 16,
    fraction: ".0",
    exponent: (n) => `e${n < 0 ? "-" : "+"}${String(Math.abs(n)).padStart(2, "0")}`,
  });
}

/** Integers of 64 bits are exact, anything else is a float in PHP's spelling. */
export function phpNumber(literal: string): string {
  if (isInteger(literal) && literal.length <= 20 && BigInt.asIntN(64, BigInt(literal)) === BigInt(literal))
    return literal === "-0" ? "-0.0" : literal;
  return float(literal, {
    least: -4,
    most: 17,
    fraction: "",
    exponent: (n) => `e${n < 0 ? "" : "+"}${n}`,
    dotted: true,
  });
}

/** `Double.toString`: what Gson makes even of integers when it reads into a map. */
export function javaDouble(literal: string): string {
  return float(literal, { least: -3, most: 7, fraction: ".0", exponent: (n) => `E${n}`, dotted: true });
}

/** Integers are exact, anything else is `Double.toString`: Jackson's and Gson's trees. */
export function javaNumber(literal: string): string {
  return isInteger(literal) ? literal : javaDouble(literal);
}

function isInteger(literal: string): boolean {
  return /^-?\d+$/.test(literal);
}

type FloatStyle = {
  /** Exponents from `least` up to, and without, `most` are written out. */
  readonly least: number;
  readonly most: number;
  /** What a whole number ends in. */
  readonly fraction: string;
  readonly exponent: (value: number) => string;
  /** A mantissa of one digit gets `.0`. */
  readonly dotted?: boolean;
};

function float(literal: string, style: FloatStyle): string {
  const value = Number(literal);
  if (!Number.isFinite(value)) return "null";
  const [mantissa = "0", power = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(power);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (exponent >= style.least && exponent < style.most) return sign + writtenOut(digits, exponent, style.fraction);
  const head = digits.length > 1 ? mantissa : `${digits}${style.dotted ? ".0" : ""}`;
  return sign + head + style.exponent(exponent);
}

function writtenOut(digits: string, exponent: number, fraction: string): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = digits.slice(exponent + 1);
  return rest === "" ? whole + fraction : `${whole}.${rest}`;
}
