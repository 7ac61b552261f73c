import { addDays, addMinutes, daysBetween } from "../../core/calendar.js";
import type { Random } from "../../core/ports.js";
import { ratePlanId } from "./digits.js";

/** One night for one room; an hourly room has one that ends on the check-in day or the day after. */
export type Night = {
  readonly start: string;
  readonly end: string;
  /** In 1/100 of the currency. */
  readonly price: number;
};

/** Hours of an hourly room, `yyyy-MM-dd HH:mm`. */
export type HourlyUse = { readonly from: string; readonly to: string; readonly hours: number };

/** What was booked; everything else in a payload follows from it. */
export type Stay = {
  readonly ratePlanId: string;
  readonly checkIn: string;
  readonly checkOut: string;
  readonly nights: readonly Night[];
  readonly rooms: number;
  readonly guests: number;
  readonly currency: string;
  readonly use: HourlyUse | undefined;
};

export type StayWish = {
  readonly isHourly: boolean;
  readonly currency: string;
  readonly rooms: readonly [number, number];
  /** The hotel's own rate plans; one is made up when there are none. */
  readonly ratePlanIds: readonly string[] | undefined;
};

/** Draws a stay that begins 1 to 60 days after `today`. */
export function drawStay(random: Random, wish: StayWish, today: string): Stay {
  const checkIn = addDays(today, random.fork("lead").integer(1, 60));
  const use = wish.isHourly ? drawUse(random.fork("use"), checkIn) : undefined;
  const days = use ? daysOf(random.fork("days"), use) : random.fork("days").pick(stayLengths);
  const checkOut = addDays(checkIn, days);
  const rooms = random.fork("rooms").integer(...wish.rooms);
  const { ratePlanIds } = wish;
  return {
    ratePlanId: ratePlanIds?.length ? random.fork("plan").pick(ratePlanIds) : ratePlanId(random.fork("plan")),
    checkIn,
    checkOut,
    nights: use
      ? [{ start: checkIn, end: checkOut, price: hourlyPrice(random.fork("price"), use.hours) }]
      : drawNights(random.fork("price"), checkIn, days),
    rooms,
    guests: random.fork("guests").integer(rooms, rooms * 2),
    currency: wish.currency,
    use,
  };
}

const stayLengths = [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7];

function drawUse(random: Random, day: string): HourlyUse {
  const hours = random.next() < 0.8 ? random.pick([2, 3, 3, 4, 4, 4, 5, 6]) : random.integer(1, 23);
  const from = `${day} ${String(random.integer(8, 20)).padStart(2, "0")}:${random.pick(["00", "30"])}`;
  return { from, to: addMinutes(from, hours * 60), hours };
}

/** Check-out may be the check-in day; a use past midnight, and some orders in any case, leave on the day after. */
function daysOf(random: Random, { from, to }: HourlyUse): number {
  const crossed = daysBetween(from.slice(0, 10), to.slice(0, 10));
  return crossed > 0 || random.next() < 0.3 ? 1 : 0;
}

function drawNights(random: Random, checkIn: string, count: number): readonly Night[] {
  const base = random.integer(138, 888) * 100 + random.pick([0, 0, 0, 50, 90]);
  return Array.from({ length: count }, (_, i) => {
    const start = addDays(checkIn, i);
    return { start, end: addDays(start, 1), price: isWeekend(start) ? base + Math.floor(base / 1000) * 200 : base };
  });
}

/** Friday and Saturday nights cost a fifth more. */
function isWeekend(night: string): boolean {
  const weekday = (daysBetween("1970-01-01", night) + 4) % 7;
  return weekday === 5 || weekday === 6;
}

function hourlyPrice(random: Random, hours: number): number {
  return 4900 + hours * random.integer(10, 30) * 100;
}
