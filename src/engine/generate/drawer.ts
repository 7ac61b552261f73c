import { addDays } from "../../core/calendar.js";
import { seededRandom } from "../../core/random.js";

/** Draws the ids and dates of one stream of payloads: any of them at once, without drawing those before it. */
export type Drawer = {
  series(field: string): IdSeries;
  /** Days from today to the first date of a payload. */
  lead(index: number): number;
  /** The date so many days from today. */
  day(daysAhead: number): string;
};

/** The 17 digits after the leading `10` of an id, as a number of 8 digits and one of 9. */
export type IdSeries = {
  /** The same number comes again only after a hundred million payloads. */
  head(index: number): number;
  tail(index: number): number;
};

/** A stay begins 1 to 60 days from today, like those that are sampled. */
export const longestLead = 60;

export function drawer(stem: string, today: string): Drawer {
  const random = seededRandom(stem).fork("redraw");
  const known = new Map<string, IdSeries>();
  const days: string[] = [];
  const salt = random.fork("first date").integer(0, 0xffffffff);
  return {
    series(field) {
      const series = known.get(field) ?? idSeries(random.fork(`id ${field}`).integer);
      known.set(field, series);
      return series;
    },
    lead: (index) => 1 + (mix(index, salt) % longestLead),
    day(daysAhead) {
      const day = days[daysAhead] ?? addDays(today, daysAhead);
      days[daysAhead] = day;
      return day;
    },
  };
}

function idSeries(integer: (min: number, max: number) => number): IdSeries {
  const start = integer(0, heads - 1);
  // Ending in 1, 3, 7 or 9 it shares no factor with the number of heads, so that every head comes before one comes again.
  const step = integer(1_000_000, 8_999_999) * 10 + (lastDigits[integer(0, 3)] ?? 1);
  const salt = integer(0, 0xffffffff);
  return {
    head: (index) => (start + (index % heads) * step) % heads,
    tail: (index) => mix(index, salt) % 1_000_000_000,
  };
}

const heads = 100_000_000;
const lastDigits = [1, 3, 7, 9];

/** A well-spread whole number of 32 bits. */
function mix(index: number, salt: number): number {
  let word = (index ^ salt) + Math.floor(index / 0x1_0000_0000);
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
