import type { Random } from "../../core/ports.js";
import { digits } from "./digits.js";

const mainlandPrefixes = [
  "130",
  "131",
  "133",
  "135",
  "136",
  "137",
  "138",
  "139",
  "150",
  "151",
  "152",
  "157",
  "158",
  "166",
  "173",
  "176",
  "177",
  "178",
  "182",
  "183",
  "186",
  "187",
  "188",
  "189",
  "191",
  "198",
  "199",
];

/** Country code, leading digit of a mobile number, and how many digits follow it. */
const foreignPlans = [
  ["65", "8", 7],
  ["81", "90", 8],
  ["60", "12", 7],
  ["66", "8", 8],
  ["1", "415", 7],
  ["44", "7", 9],
  ["61", "4", 8],
  ["82", "10", 8],
] as const;
const compatriotPlans = {
  "hong-kong": ["852", "6", 7],
  macau: ["853", "6", 7],
  taiwan: ["886", "9", 8],
} as const;

/** 11 digits without +86. */
export function mainlandPhone(random: Random): string {
  return random.pick(mainlandPrefixes) + digits(random, 8);
}

/** E.164 with a country code outside China. */
export function foreignPhone(random: Random): string {
  return e164(random, random.pick(foreignPlans));
}

export function compatriotPhone(random: Random, region: keyof typeof compatriotPlans): string {
  return e164(random, compatriotPlans[region]);
}

/** The documented forms: a mainland number of 11 digits without +86, or E.164 (`+`, country code and number, digits only). */
export function isPhone(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text) || (/^\+[1-9]\d{6,14}$/.test(text) && !text.startsWith("+86"));
}

function e164(random: Random, [country, lead, length]: readonly [string, string, number]): string {
  return `+${country}${lead}${digits(random, length)}`;
}
