import type { SampleContext } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import { amountJson } from "../hotel/amount.js";
import { type Optionally, present } from "../hotel/presence.js";

/** `pay_info` of an order that was paid before it was created; commissions are estimates. */
export function payInfo(paid: bigint, createdAt: number, maybe: Optionally, { random }: SampleContext): JsonObject {
  const stream = random.fork("pay-info");
  const delay = stream.integer(3, 240);
  return present({
    pay_time_unix: maybe("pay_info.pay_time_unix", 0.9, () => createdAt + delay),
    commissions: maybe("pay_info.commissions", 0.6, () =>
      [1, 2, 3].slice(0, stream.integer(1, 3)).map((role) => {
        const rate = stream.integer(1, 10);
        return present({
          role_type: maybe("pay_info.commissions[].role_type", 1, () => role),
          rate: maybe("pay_info.commissions[].rate", 1, () => rate),
          amount: maybe("pay_info.commissions[].amount", 1, () => commission(paid, BigInt(rate))),
        });
      }),
    ),
  });
}

/** The rate is read as percent of what was paid: the document names no unit. */
export function commission(paid: bigint, rate: bigint): number | bigint {
  return amountJson((paid * rate) / 100n);
}
