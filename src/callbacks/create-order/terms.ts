import { clockOf } from "../../core/calendar.js";
import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import { type Optionally, present } from "../hotel/presence.js";
import type { Stay } from "../hotel/stay.js";

/** The cancellation rule of the rate plan: free at any time, free until a limit, or none. */
export function cancelRules(stay: Stay, maybe: Optionally, { random }: SampleContext): readonly JsonObject[] {
  const stream = random.fork("cancel-rule");
  const limited = maybe("cancel_rule[].cancel_time_type", 0.6, () => true) ?? false;
  if (!limited) return [{ cancel_type: stream.pick([1, 3]) }];
  const cutType = stream.integer(1, 3);
  return [
    present({
      cancel_type: 2,
      cancel_time_type: stay.use ? 1 : stream.integer(1, 2),
      cancel_offset_time: maybe("cancel_rule[].cancel_offset_time", 0.9, () =>
        present({
          day: stay.use ? 0 : stream.integer(0, 3),
          hour: maybe("cancel_rule[].cancel_offset_time.hour", 0.9, () => stream.integer(1, 23)),
          minute: maybe("cancel_rule[].cancel_offset_time.minute", 0.3, () => stream.pick([0, 30])),
          second: maybe("cancel_rule[].cancel_offset_time.second", 0, () => 0),
        }),
      ),
      cut_type: maybe("cancel_rule[].cut_type", 0.8, () => cutType),
      cut_value: maybe("cancel_rule[].cut_value", 0.8, () =>
        cutType === 3 ? Math.min(stay.nights[0]?.price ?? 0, 5000) : stream.pick([0, 10, 20, 30, 50, 100]),
      ),
    }),
  ];
}

/** Breakfasts for the guests of one room, or a line that says there are none. */
export function meals({ random }: SampleContext): readonly JsonObject[] {
  const stream = random.fork("meals");
  return stream.next() < 0.75 ? [{ meal_type: 1, meal_num: stream.integer(1, 2) }] : [{ meal_type: 4, meal_num: 0 }];
}

/** When the room can be booked, the start of an hourly use included; a window that ends before it begins crosses midnight. */
export function bookTimeRule({ use }: Stay, { random }: SampleContext): JsonObject {
  const stream = random.fork("book-time");
  const isNextDay = stream.next() < 0.3;
  const opens = isNextDay ? stream.integer(16, 20) : stream.integer(6, 9);
  const from = use ? Math.min(opens, hourOf(use.from)) : opens;
  const to = isNextDay ? stream.integer(2, 6) : stream.integer(21, 23);
  return {
    is_time_nextday: isNextDay,
    time_span: { from: clockOf(from * 60), to: clockOf(to * 60 + stream.pick([0, 30])) },
  };
}

/** The expected arrival, early in an hourly use; the document gives no format and shows `""`. */
export function arrivalTimes({ use }: Stay, maybe: Optionally, { random }: SampleContext): JsonObject {
  const stream = random.fork("arrival");
  const isOpen = stream.next() < 0.2;
  const early = use ? hourOf(use.from) : stream.integer(12, 18);
  const late = early + (use ? 1 : stream.integer(1, 5));
  return present({
    early_arrival_time: maybe("early_arrival_time", 0.4, () => (isOpen ? "" : clockOf(early * 60))),
    last_arrival_time: maybe("last_arrival_time", 0.4, () => (isOpen ? "" : clockOf(late * 60))),
  });
}

function hourOf(minute: string): number {
  return Number(minute.slice(11, 13));
}
