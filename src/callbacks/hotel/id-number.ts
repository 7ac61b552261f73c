import { addDays, isDate } from "../../core/calendar.js";
import type { Random } from "../../core/ports.js";

/** County codes of GB/T 2260 that id numbers begin with. */
const regions = [
  "110105",
  "120101",
  "210102",
  "310104",
  "320106",
  "330106",
  "340104",
  "350203",
  "370202",
  "410105",
  "420106",
  "430102",
  "440106",
  "440305",
  "500103",
  "510107",
  "530102",
  "610113",
  "650102",
];
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = "10X98765432";

/** An 18-digit resident identity number of an adult on `today`, check digit included. */
export function idNumber(random: Random, today: string): string {
  const birth = addDays(today, -random.integer(18 * 366, 68 * 365)).replaceAll("-", "");
  const head = random.pick(regions) + birth + String(random.integer(1, 999)).padStart(3, "0");
  return head + checkDigit(head);
}

/** True for 18 digits (the last may be X) with a birthday that exists and the check digit of ISO 7064 MOD 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isDate(birth) && checkDigit(text) === text[17];
}

function checkDigit(idNumber: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0);
  return checkDigits.charAt(sum % 11);
}
