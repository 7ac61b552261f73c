import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import { amountJson, amountOf, beforeTax, overseasCurrencies } from "../hotel/amount.js";
import { longId } from "../hotel/digits.js";
import { optionally, present } from "../hotel/presence.js";
import { drawStay } from "../hotel/stay.js";
import { payInfo } from "./pay-info.js";
import { contactInfo, drawParty, memberInfo, occupancies } from "./people.js";
import { dailyRates } from "./prices.js";
import { drawRemark, remarkOf } from "./remark.js";
import { arrivalTimes, bookTimeRule, cancelRules, meals } from "./terms.js";
import { traitsOf } from "./traits.js";

/** A coherent order in plain text, fields in the document's order: first what was booked, then everything that follows from it. */
export function sample(variant: string, context: SampleContext): JsonObject {
  const { random, merchant, nowSeconds } = context;
  const traits = traitsOf(variant, merchant.mainland);
  const maybe = optionally(random.fork("optional"), traits.fill, traits.needed);
  const currency = traits.isOverseas ? random.fork("currency").pick(overseasCurrencies) : "CNY";
  const stay = drawStay(random.fork("stay"), { ...traits, currency, ratePlanIds: merchant.ratePlanIds }, context.today);
  const party = drawParty(stay, traits, context);
  const rates = dailyRates(stay, maybe, context);
  const total = sum(rates, "original_amount") * BigInt(stay.rooms);
  const paid = isDiscounted(rates) ? sum(rates, "after_promotion_amount") * BigInt(stay.rooms) : total;
  const createdAt = nowSeconds - random.fork("created").integer(5, 300);

  const order = present({
    order_id: longId(random.fork(`order-id ${variant}`)),
    source_order_id: maybe("source_order_id", 0, () => longId(random.fork("source-order-id"))),
    rate_plan_id: stay.ratePlanId,
    biz_type: traits.bizType,
    check_in_date: stay.checkIn,
    check_out_date: stay.checkOut,
    ...arrivalTimes(stay, maybe, context),
    number_of_units: stay.rooms,
    number_of_guests: stay.guests,
    daily_rates: rates,
    total_after_promotion_amount: isDiscounted(rates)
      ? amountJson(paid)
      : isPricedAfter(rates)
        ? maybe("total_after_promotion_amount", 0.5, () => amountJson(paid))
        : undefined,
    cancel_rule: maybe("cancel_rule", 0.7, () => cancelRules(stay, maybe, context)),
    create_order_time_unix: maybe("create_order_time_unix", 0.9, () => createdAt),
    total_amount: amountJson(total),
    amount_before_tax: maybe("amount_before_tax", 0, () =>
      amountJson(nightlyBeforeTax(rates, currency) * BigInt(stay.rooms)),
    ),
    currency: maybe("currency", 0.6, () => currency),
    meals: maybe("meals", 0.6, () => meals(context)),
    occupancies: maybe("occupancies", 0.9, () => occupancies(party, maybe, context)),
    contact_info: contactInfo(party, maybe, context),
    pay_info: maybe("pay_info", 0, () => payInfo(paid, createdAt, maybe, context)),
    remark_from_guest: maybe("remark_from_guest", 0.15, () => random.fork("guest-remark").pick(guestRemarks)),
  });
  return present({
    ...order,
    remark_from_douyin: maybe("remark_from_douyin", 0.7, () => remarkOf(order, drawRemark(random.fork("remark")))),
    member_info: maybe("member_info", 0.1, () => memberInfo(party, maybe, context)),
    open_id: maybe("open_id", 0.5, () => longId(random.fork("open-id"))),
    crowd_config: maybe("crowd_config", 0.25, () => [random.fork("crowd").integer(0, traits.isOverseas ? 2 : 1)]),
    sales_type: maybe("sales_type", 0.5, () => (stay.use ? 2 : 1)),
    book_time_rule: maybe("book_time_rule", stay.use ? 0.7 : 0.1, () => bookTimeRule(stay, context)),
    order_tag: maybe("order_tag", 0.4, () => (traits.isNegotiated ? 1 : 0)),
  });
}

const guestRemarks = [
  "",
  "需要高楼层、安静的房间",
  "大概晚上十点到店,请保留房间",
  "两张床靠近一些,谢谢",
  "带一位老人,希望离电梯近",
];

/** Promotions bring a price after them for every night, and without them it may be left out. */
function isDiscounted(rates: readonly JsonObject[]): boolean {
  return rates.every((rate) => rate.promotion_info !== undefined);
}

/** The total after promotions is the sum of nightly prices that stand in the order, never of ones to be guessed. */
function isPricedAfter(rates: readonly JsonObject[]): boolean {
  return rates.every((rate) => rate.after_promotion_amount !== undefined);
}

function sum(rates: readonly JsonObject[], field: string): bigint {
  return rates.reduce((total, rate) => total + (amountOf(rate[field]) ?? 0n), 0n);
}

function nightlyBeforeTax(rates: readonly JsonObject[], currency: string): bigint {
  return rates.reduce((total, rate) => total + beforeTax(amountOf(rate.original_amount) ?? 0n, currency), 0n);
}
