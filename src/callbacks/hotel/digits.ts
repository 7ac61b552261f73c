import type { Random } from "../../core/ports.js";

/** `length` random digits; leading zeros are possible. */
export function digits(random: Random, length: number): string {
  let text = "";
  while (text.length < length) text += String(random.integer(0, 9_999_999)).padStart(7, "0");
  return text.slice(0, length);
}

/** A 19-digit id as Douyin gives to orders, cancellations and users: past 2^53, hence a string on the wire. */
export function longId(random: Random): string {
  return `10${digits(random, 17)}`;
}

/** A rate plan id: 16 digits as in the create sample, or 19. */
export function ratePlanId(random: Random): string {
  return random.next() < 0.6 ? `17${digits(random, 14)}` : `17${digits(random, 17)}`;
}
