import type { OrderFacts } from "../../../core/order-life.js";
import { code } from "./ink.js";

/** `200.00 CNY`: the amount is in 1/100 of the currency; what is no integer is shown as it is. */
export function amountText({ amount, currency }: Pick<OrderFacts, "amount" | "currency">): string {
  const digits = String(amount);
  if (!/^\d+$/.test(digits)) return code(`${digits} ${currency}`);
  const padded = digits.padStart(3, "0");
  return code(`${padded.slice(0, -2)}.${padded.slice(-2)} ${currency}`);
}
