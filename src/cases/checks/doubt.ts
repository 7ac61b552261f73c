import { type Delivered, isNewDelivery, type Scene } from "../../core/case.js";
import { isObject, type JsonObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { topField } from "../../core/pointer.js";
import type { Text } from "../../core/text.js";

/** How a refusal may be lawful: what of the order it depends on, and what to put in its place to find out. */
export type Doubt = {
  /** Values of the accepted order by path; undefined where the order cannot be made with them. */
  readonly set: JsonObject | undefined;
  readonly about: Text;
};

/**
 * Why a merchant may refuse this valid order although it accepted another one: its code speaks of something in which the two
 * differ. Undefined when the code has nothing to do with the difference.
 */
export function doubtOf({ setup }: Scene, delivered: Delivered): Doubt | undefined {
  const { code, plain, delivery } = delivered;
  const accepted = setup.accepted;
  if (code === undefined || !plain || !accepted) return undefined;
  if (code === 11) return { set: undefined, about: limits };
  if (code === 12) return isEveryGuestKnown(plain) ? undefined : { set: undefined, about: identity };
  if (code === 14) return isObject(plain.member_info) ? { set: undefined, about: membership } : undefined;
  const speaksOf = dimensions[code];
  if (!speaksOf) return undefined;
  const isOtherKind = plain.biz_type !== accepted.biz_type;
  const values = isOtherKind ? withoutPrices(speaksOf.values(accepted)) : speaksOf.values(accepted);
  const isEqual = stringifyJson(values) === stringifyJson(speaksOf.values(plain));
  if (isEqual) return undefined;
  if (canHave(delivery, values) && isSameUse(plain, accepted, values)) return { set: values, about: speaksOf.about };
  return speaksOf.isVague && !isOfItsOwn(delivery, values) ? undefined : { set: undefined, about: speaksOf.about };
}

type Dimension = {
  readonly about: Text;
  values(order: JsonObject): JsonObject;
  /** The code may mean anything: without an order to compare with, the refusal is one like others. */
  readonly isVague?: true;
};

type Values = Dimension["values"];

/** The fields together; none of them when the order lacks one. */
function fields(...names: readonly string[]): Values {
  return (order) => {
    const entries = names.flatMap((name) => (order[name] === undefined ? [] : [[name, order[name]] as const]));
    return entries.length === names.length ? Object.fromEntries(entries) : {};
  };
}

function all(...parts: readonly Values[]): Values {
  return (order) => Object.assign({}, ...parts.map((values) => values(order)));
}

const plan = fields("rate_plan_id");
const dates = fields("check_in_date", "check_out_date");
const rooms = fields("number_of_units");
const guests = fields("number_of_guests");

function prices({ daily_rates: rates }: JsonObject): JsonObject {
  const nights: readonly JsonValue[] = Array.isArray(rates) ? rates : [];
  return Object.fromEntries(
    nights.flatMap((night, i) =>
      isObject(night) && night.original_amount !== undefined
        ? [[`daily_rates[${i}].original_amount`, night.original_amount]]
        : [],
    ),
  );
}

const nightlyPrices: Dimension = {
  about: { zh: "房型、日期和每晚价格", en: "rate plan, dates and nightly prices" },
  values: all(plan, dates, prices),
};

const dimensions: Readonly<Record<number, Dimension>> = {
  1: { about: { zh: "售卖房型", en: "rate plan" }, values: plan, isVague: true },
  2: { about: { zh: "间数和人数", en: "number of rooms and guests" }, values: all(rooms, guests) },
  3: { about: { zh: "入住日期和晚数", en: "dates and number of nights" }, values: dates },
  4: {
    about: { zh: "房型、日期和间数", en: "rate plan, dates and number of rooms" },
    values: all(plan, dates, rooms),
  },
  8: nightlyPrices,
  13: { ...nightlyPrices, isVague: true },
};

/** Prices are laid down for one kind of order alone. */
function withoutPrices(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([path]) => topField(path) !== "daily_rates"));
}

/** The order can be made with these values, because the case does not speak of them itself. */
function canHave(delivery: Delivered["delivery"], values: JsonObject): boolean {
  if (!isNewDelivery(delivery) || isOfItsOwn(delivery, values)) return false;
  return [delivery.about, delivery.take, delivery.provoke].every((detail) => detail === undefined);
}

/** Hours are not nights. */
function isSameUse(plain: JsonObject, accepted: JsonObject, values: JsonObject): boolean {
  const isAboutStay = Object.keys(values).some((path) => path !== "rate_plan_id");
  return !isAboutStay || (plain.sales_type ?? 1) === (accepted.sales_type ?? 1);
}

function isOfItsOwn(delivery: Delivered["delivery"], values: JsonObject): boolean {
  if (!isNewDelivery(delivery)) return false;
  const { set = {}, put = {}, unset = [], omit = [] } = delivery;
  const wanted = new Set(Object.keys(values).map(topField));
  const own = [...Object.keys(set), ...Object.keys(put), ...unset, ...omit];
  return own.some((path) => stayField.test(path) && wanted.has(topField(path)));
}

/** What fixes a stay: an unknown field inside a night does not. */
const stayField =
  /^(rate_plan_id|check_(in|out)_date|number_of_(units|guests)|daily_rates(\[\d+\]\.(original_amount|period_.*))?)$/;

/** Identity cards are documents of type 1. */
function isEveryGuestKnown({ occupancies }: JsonObject): boolean {
  if (!Array.isArray(occupancies) || occupancies.length === 0) return false;
  return occupancies.every((guest) => isObject(guest) && guest.license_id && guest.license_type === 1);
}

const limits: Text = { zh: "手机号和证件号", en: "phone and document numbers" };
const identity: Text = { zh: "住客的身份证号", en: "guests' identity numbers" };
const membership: Text = { zh: "会员信息", en: "member information" };
