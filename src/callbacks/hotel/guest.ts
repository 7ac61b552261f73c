import type { Random } from "../../core/ports.js";
import { digits } from "./digits.js";
import { idNumber } from "./id-number.js";
import { chineseName, foreignName } from "./name.js";
import { compatriotPhone, foreignPhone, mainlandPhone } from "./phone.js";

/** A person who stays, in plain text. `licenseType` is the document's number: 1 identity card … 6 passport. */
export type Guest = {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly licenseType: number;
  readonly licenseId: string;
};

export type Origin = "mainland" | "compatriot" | "foreign" | "traveller";

/** `traveller` is a mainland guest with a passport, as they book hotels abroad. */
export function drawGuest(random: Random, origin: Origin, today: string): Guest {
  if (origin === "foreign") {
    const { first, last } = foreignName(random.fork("name"));
    return {
      name: `${first} ${last}`,
      firstName: first,
      lastName: last,
      phone: foreignPhone(random.fork("phone")),
      licenseType: 6,
      licenseId: random.fork("license").pick(["K", "N", "P"]) + digits(random.fork("license-number"), 8),
    };
  }
  const native = { name: chineseName(random.fork("name")), firstName: "", lastName: "" };
  if (origin === "compatriot") return { ...native, ...compatriot(random.fork("permit")) };
  const phone = mainlandPhone(random.fork("phone"));
  const license = random.fork("license");
  if (origin === "traveller") return { ...native, phone, licenseType: 6, licenseId: `E${digits(license, 8)}` };
  if (license.next() < 0.05) return { ...native, phone, ...exitPermit(license) };
  return { ...native, phone, licenseType: 1, licenseId: idNumber(license, today) };
}

/** Residents of Hong Kong and Macau carry a home-return permit, those of Taiwan a compatriot permit. */
function compatriot(random: Random): Pick<Guest, "phone" | "licenseType" | "licenseId"> {
  const region = random.pick(["hong-kong", "macau", "taiwan"] as const);
  const phone = compatriotPhone(random, region);
  if (region === "taiwan") return { phone, licenseType: 5, licenseId: digits(random, 8) };
  return { phone, licenseType: 4, licenseId: `${region === "macau" ? "M" : "H"}${digits(random, 8)}` };
}

/** Mainland residents travel to Hong Kong and Macau, or to Taiwan, with a permit of its own. */
function exitPermit(random: Random): Pick<Guest, "licenseType" | "licenseId"> {
  return random.next() < 0.5
    ? { licenseType: 2, licenseId: `C${digits(random, 8)}` }
    : { licenseType: 3, licenseId: `L${digits(random, 8)}` };
}
