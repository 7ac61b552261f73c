import type { Random } from "../../core/ports.js";
import type { BookedNight, BookedOrder } from "./booked-order.js";
import type { Refund } from "./traits.js";

/** What goes back, per night and in all, in 1/100 of the currency. */
export type RefundPlan = {
  readonly nights: readonly { readonly night: BookedNight; readonly perRoom: bigint }[];
  readonly amount: bigint;
  readonly penalty: bigint;
};

export function planRefund(random: Random, order: BookedOrder, refund: Refund): RefundPlan {
  switch (refund) {
    case "none":
      return { nights: [], amount: 0n, penalty: 0n };
    case "full":
      return planOf(order, order.nights, (night) => night.price);
    case "less-penalty":
      return lessPenalty(order, percentOf(order.nights[0]?.price ?? 0n, random.pick([30n, 50n, 80n])));
    case "some-nights":
      return someNights(random, order);
    case "share": {
      const percent = random.pick([10n, 20n, 50n]);
      return planOf(order, order.nights, (night) => percentOf(night.price, percent));
    }
  }
}

/** The penalty is a part of the first night's price, for each room. */
function lessPenalty(order: BookedOrder, perRoom: bigint): RefundPlan {
  const plan = planOf(order, order.nights, (night, i) => (i === 0 ? night.price - perRoom : night.price));
  return { ...plan, penalty: perRoom * order.rooms };
}

/** The last nights of a longer stay; of a single night, half of its price. */
function someNights(random: Random, order: BookedOrder): RefundPlan {
  if (order.nights.length < 2) return planOf(order, order.nights, (night) => percentOf(night.price, 50n));
  return planOf(order, order.nights.slice(random.integer(1, order.nights.length - 1)), (night) => night.price);
}

function planOf(
  order: BookedOrder,
  nights: readonly BookedNight[],
  refundOf: (night: BookedNight, index: number) => bigint,
): RefundPlan {
  const rows = nights.map((night, i) => ({ night, perRoom: refundOf(night, i) }));
  return { nights: rows, amount: rows.reduce((sum, row) => sum + row.perRoom, 0n) * order.rooms, penalty: 0n };
}

function percentOf(amount: bigint, percent: bigint): bigint {
  return (amount * percent) / 100n;
}
