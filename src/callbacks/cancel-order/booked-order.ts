import { addDays, isDate, isMinute } from "../../core/calendar.js";
import type { EarlierOrder, SampleContext } from "../../core/callback.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { amountOf } from "../hotel/amount.js";
import { rowsOf } from "../hotel/breach.js";
import { digits, longId } from "../hotel/digits.js";
import { drawStay, type Stay } from "../hotel/stay.js";

/** The order that is cancelled, as far as a cancellation speaks of it. */
export type BookedOrder = {
  readonly orderId: string;
  readonly orderOutId: string | undefined;
  readonly ratePlanId: string;
  readonly bizType: number;
  readonly rooms: bigint;
  readonly nights: readonly BookedNight[];
  readonly currency: string | undefined;
  /** What the user paid, in 1/100 of the currency. */
  readonly paid: bigint;
};

export type BookedNight = {
  readonly start: string;
  readonly end: string;
  /** Paid for one room. */
  readonly price: bigint;
  /** `yyyy-MM-dd HH:mm`, of an hourly room. */
  readonly from: string | undefined;
  readonly to: string | undefined;
};

/** The earlier order, or one made up. */
export function bookedOrder(context: SampleContext, variant: string, isHourly: boolean): BookedOrder {
  return context.earlier ? fromEarlier(context.earlier, context) : madeUp(context, variant, isHourly);
}

function madeUp({ random, merchant, today }: SampleContext, variant: string, isHourly: boolean): BookedOrder {
  const stream = random.fork(`order ${variant}`);
  const wish = { isHourly, currency: merchant.mainland ? "CNY" : "USD", rooms: [1, 3] as const };
  const stay = drawStay(stream.fork("stay"), { ...wish, ratePlanIds: merchant.ratePlanIds }, today);
  const nights = nightsOf(stay);
  return {
    orderId: longId(stream.fork("order-id")),
    orderOutId: `HT${digits(stream.fork("order-out-id"), 10)}`,
    ratePlanId: stay.ratePlanId,
    bizType: 2021,
    rooms: BigInt(stay.rooms),
    nights,
    currency: merchant.mainland ? undefined : wish.currency,
    paid: sumOf(nights) * BigInt(stay.rooms),
  };
}

function nightsOf({ nights, use }: Stay): readonly BookedNight[] {
  return nights.map(({ start, end, price }) => ({ start, end, price: BigInt(price), from: use?.from, to: use?.to }));
}

function fromEarlier({ payload, orderOutId }: EarlierOrder, { random, today }: SampleContext): BookedOrder {
  const rooms = positive(amountOf(payload.number_of_units));
  const nights = rowsOf(payload.daily_rates).map((rate, i) => bookedNight(rate, payload, i, today));
  const listed = nights.length > 0 ? nights : [bookedNight({}, payload, 0, today)];
  const paid =
    amountOf(payload.total_after_promotion_amount) ?? amountOf(payload.total_amount) ?? sumOf(listed) * rooms;
  return {
    orderId: textOf(payload.order_id) ?? longId(random.fork("order-id")),
    orderOutId,
    ratePlanId: textOf(payload.rate_plan_id) ?? longId(random.fork("rate-plan")),
    bizType: [2011, 2012, 2021].find((type) => BigInt(type) === amountOf(payload.biz_type)) ?? 2021,
    rooms,
    nights: sumOf(listed) * rooms === paid ? listed : spread(listed, paid, rooms),
    currency: textOf(payload.currency),
    paid,
  };
}

function bookedNight(rate: JsonObject, order: JsonObject, index: number, today: string): BookedNight {
  const start = isDate(rate.period_start_date) ? rate.period_start_date : addDays(checkInOf(order, today), index);
  const end = isDate(rate.period_end_date) ? rate.period_end_date : addDays(start, 1);
  const { period_start_time: from, period_end_time: to } = rate;
  const isTimed = isMinute(from) && isMinute(to);
  return {
    start,
    end,
    price: amountOf(rate.after_promotion_amount) ?? amountOf(rate.original_amount) ?? 0n,
    from: isTimed ? from : undefined,
    to: isTimed ? to : undefined,
  };
}

function checkInOf(order: JsonObject, today: string): string {
  return isDate(order.check_in_date) ? order.check_in_date : today;
}

/** Nightly prices that do not add up to what was paid are evened out, so that no refund exceeds it. */
function spread(nights: readonly BookedNight[], paid: bigint, rooms: bigint): readonly BookedNight[] {
  const price = paid > 0n ? paid / (rooms * BigInt(nights.length)) : 0n;
  return nights.map((night) => ({ ...night, price }));
}

function sumOf(nights: readonly BookedNight[]): bigint {
  return nights.reduce((sum, { price }) => sum + price, 0n);
}

function positive(value: bigint | undefined): bigint {
  return value !== undefined && value > 0n ? value : 1n;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
