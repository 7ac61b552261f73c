import { integerOf } from "../../core/integer.js";
import type { JsonValue } from "../../core/json.js";

/** An integer of the wire, ready for exact arithmetic; undefined for anything else. */
export function amountOf(value: JsonValue | undefined): bigint | undefined {
  const integer = integerOf(value);
  return integer === undefined ? undefined : BigInt(integer);
}

/** The JSON form of an amount: a number where a double holds it exactly. */
export function amountJson(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Tax in percent that hotels of a currency's home charge; nothing inside mainland China, whose prices are gross. */
const taxPercent: Readonly<Record<string, bigint>> = {
  AED: 10n,
  AUD: 10n,
  EUR: 10n,
  HKD: 3n,
  MOP: 5n,
  MYR: 8n,
  SGD: 9n,
  THB: 7n,
  USD: 12n,
};

/** The price before tax that belongs to a price after tax, both in 1/100 of the currency. */
export function beforeTax(afterTax: bigint, currency: string): bigint {
  const percent = taxPercent[currency] ?? (currency === "CNY" ? 0n : 10n);
  return (afterTax * 100n) / (100n + percent);
}

export const overseasCurrencies: readonly string[] = Object.keys(taxPercent);
