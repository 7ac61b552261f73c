import { daysBetween } from "../../core/calendar.js";
import type { AnswerInput, SchemaMistake } from "../../core/callback.js";
import { integerOf } from "../../core/integer.js";
import { isObject, type JsonObject } from "../../core/json.js";
import { agreedCode } from "../hotel/agreed-code.js";
import { rowsOf } from "../hotel/breach.js";
import { laws } from "./laws.js";
import { isHourly } from "./rates.js";

/**
 * The documented code that a correct merchant refuses this create with, 0 when it takes it. Beside the ids of
 * `agreedCode`, the night of 2099-12-31 is full and the phone 19900000011 has bought too much.
 */
export function refusalCode({ payload, mistakes = [] }: AnswerInput): number {
  if (mistakes.length > 0) return Math.min(...mistakes.map(codeOfMistake));
  return (
    dateCode(payload) ||
    guestCode(payload) ||
    stayCode(payload) ||
    lawCode(payload) ||
    phoneCode(payload) ||
    agreedCode(payload)
  );
}

/** Of several mistakes the lowest code wins, so that a bad date comes before a bad phone. */
function codeOfMistake(mistake: SchemaMistake): number {
  const missing = mistake.keyword === "required" ? `/${String(mistake.params.missingProperty)}` : "";
  return codeAt(`${mistake.instancePath}${missing}`);
}

function codeAt(pointer: string): number {
  if (pointer === "/rate_plan_id") return 1;
  if (/^\/check_(in|out)_date$/.test(pointer)) return 5;
  if (/^\/contact_info|^\/occupancies\/\d+\/(phone|name|first_name|last_name)$/.test(pointer)) return 6;
  if (/^\/daily_rates\/\d+\/period_/.test(pointer)) return 10;
  return 13;
}

function dateCode(payload: JsonObject): number {
  const nights = nightsOf(payload);
  return nights > 0 || (nights === 0 && isHourly(payload)) ? 0 : 5;
}

function guestCode(payload: JsonObject): number {
  const rooms = Number(integerOf(payload.number_of_units));
  return Number(integerOf(payload.number_of_guests)) > guestsPerRoom * rooms ? 2 : 0;
}

const guestsPerRoom = 10;

function stayCode(payload: JsonObject): number {
  if (nightsOf(payload) > maxNights) return 3;
  const { check_in_date: checkIn, check_out_date: checkOut } = payload;
  return String(checkIn) <= fullNight && String(checkOut) > fullNight ? 4 : 0;
}

const maxNights = 90;
const fullNight = "2099-12-31";

function nightsOf(payload: JsonObject): number {
  return daysBetween(String(payload.check_in_date), String(payload.check_out_date));
}

/** Prices are only known to add up for calendar rooms (`biz_type` 2021). How a remark is composed is not the merchant's business. */
function lawCode(payload: JsonObject): number {
  const isCalendarRoom = Number(integerOf(payload.biz_type)) === 2021;
  for (const law of laws) {
    const code = codeOfLaw[law.id] ?? 0;
    if (code === 0 || (code === priceDiffers && !isCalendarRoom)) continue;
    if (law.check(payload).length > 0) return code;
  }
  return 0;
}

const priceDiffers = 8;

const codeOfLaw: Readonly<Record<string, number>> = {
  "laws/nights": 5,
  "laws/hourly-use": 5,
  "laws/total-amount": priceDiffers,
  "laws/after-promotion": priceDiffers,
  "laws/total-after-promotion": priceDiffers,
  "laws/overseas-prices": priceDiffers,
  "laws/source-order": 9,
  "laws/phone": 6,
  "laws/id-number": 13,
};

function phoneCode({ contact_info: contact, occupancies }: JsonObject): number {
  const phones = [isObject(contact) ? contact.phone : undefined, ...rowsOf(occupancies).map(({ phone }) => phone)];
  return phones.includes(boughtTooMuch) ? 11 : 0;
}

const boughtTooMuch = "19900000011";
