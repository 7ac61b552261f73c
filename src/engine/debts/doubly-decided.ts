import { stringifyJson } from "../../core/json.js";
import type { OperationArrived } from "../../core/platform-port.js";

/** An order that the platform was told two different things about, the later one at a time when another order had nothing said. */
export function doublyDecided(
  calls: readonly OperationArrived[],
  isLater: (call: OperationArrived) => boolean,
): string | undefined {
  const first = new Map<unknown, OperationArrived>();
  for (const call of calls.toSorted((a, b) => a.arrivedAt - b.arrivedAt)) {
    const orderId = call.body?.order_id;
    if (call.answeredCode !== 0 || typeof orderId !== "string") continue;
    const earlier = first.get(orderId);
    if (!earlier) first.set(orderId, call);
    else if (isLater(call) && stringifyJson(earlier.body ?? null) !== stringifyJson(call.body ?? null)) return orderId;
  }
  return undefined;
}
