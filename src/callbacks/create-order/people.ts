import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import { digits, longId } from "../hotel/digits.js";
import { drawGuest, type Guest, type Origin } from "../hotel/guest.js";
import { type Optionally, present } from "../hotel/presence.js";
import type { Stay } from "../hotel/stay.js";
import type { Traits } from "./traits.js";

/** Everyone in an order: the first guest books, pays and is the member. */
export type Party = { readonly booker: Guest; readonly guests: readonly Guest[] };

export function drawParty(stay: Stay, traits: Traits, { random, today }: SampleContext): Party {
  const stream = random.fork("party");
  const count = Math.min(stay.guests, stream.pick([1, stay.rooms, stay.guests]));
  const guests = Array.from({ length: count }, (_, i) => {
    const own = stream.fork(String(i));
    return drawGuest(own, originOf(i, traits, own.fork("origin").next()), today);
  });
  return { booker: guests[0] ?? drawGuest(stream.fork("0"), originOf(0, traits, 1), today), guests };
}

function originOf(index: number, { isOverseas, visitors }: Traits, chance: number): Origin {
  if (isOverseas) return chance < visitors ? "foreign" : "traveller";
  if (index === 0 || chance >= visitors) return "mainland";
  return chance < visitors / 2 ? "compatriot" : "foreign";
}

/** The document allows an empty phone for guests; the first one of a list always has his. */
export function occupancies(party: Party, maybe: Optionally, { random }: SampleContext): readonly JsonObject[] {
  const hasLicense = maybe("occupancies[].license_id", 0.7, () => true) ?? false;
  return party.guests.map((guest, i) =>
    present({
      first_name: maybe("occupancies[].first_name", guest.firstName === "" ? 0.2 : 0.9, () => guest.firstName),
      last_name: maybe("occupancies[].last_name", guest.lastName === "" ? 0.2 : 0.9, () => guest.lastName),
      name: maybe("occupancies[].name", 0.98, () => guest.name),
      phone: i > 0 && random.fork(`empty-phone-${i}`).next() < 0.25 ? "" : guest.phone,
      license_type: hasLicense ? guest.licenseType : undefined,
      license_id: hasLicense ? guest.licenseId : undefined,
    }),
  );
}

export function contactInfo({ booker }: Party, maybe: Optionally, { random }: SampleContext): JsonObject {
  const isNameless = random.fork("empty-contact-name").next() < 0.03;
  return present({
    name: maybe("contact_info.name", 0.95, () => (isNameless ? "" : booker.name)),
    phone: booker.phone,
  });
}

export function memberInfo({ booker }: Party, maybe: Optionally, { random }: SampleContext): JsonObject {
  const stream = random.fork("member");
  return present({
    member_level: stream.integer(1, 4),
    member_id: maybe("member_info.member_id", 0.8, () => `M${digits(stream.fork("id"), 10)}`),
    member_name: maybe("member_info.member_name", 0.6, () => booker.name),
    member_phone: maybe("member_info.member_phone", 0.6, () => booker.phone),
    open_id: maybe("member_info.open_id", 0, () => longId(stream.fork("open-id"))),
  });
}
