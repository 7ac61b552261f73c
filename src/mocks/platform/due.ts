import type { CancelCause } from "../../core/order-life.js";
import type { Deadline, OrderRecord } from "./order-record.js";

/** What the platform does next with an order by itself, and when (ms since the epoch). */
export type Due =
  | { readonly kind: "attempt"; readonly at: number; readonly deliveryId: number }
  | { readonly kind: "deadline"; readonly at: number; readonly deadline: Deadline }
  | { readonly kind: "cancel"; readonly at: number; readonly cause: CancelCause };

/** Everything that is due for an order, earliest first. */
export function duesOf(order: OrderRecord): readonly Due[] {
  const cause = owedCancel(order);
  const cancels: Due[] = cause === undefined ? [] : [{ kind: "cancel", at: lastAt(order), cause }];
  const attempts = order.deliveries.flatMap<Due>(({ id, status }) =>
    status.kind === "due" ? [{ kind: "attempt", at: status.at, deliveryId: id }] : [],
  );
  const deadlines = order.deadlines.map<Due>((deadline) => ({ kind: "deadline", at: deadline.at, deadline }));
  return [...cancels, ...attempts, ...deadlines].sort((a, b) => a.at - b.at);
}

/** The cancel callback that the merchant has still to be told of, because the platform ended the order itself. */
export function owedCancel(order: OrderRecord): CancelCause | undefined {
  const cause = causeOf(order);
  return order.deliveries.some((delivery) => delivery.cause === cause) ? undefined : cause;
}

function causeOf({ booking, money, history, cancels }: OrderRecord): CancelCause | undefined {
  if (booking === "create-failed") return money === "paid" ? "create-failed" : undefined;
  if (booking !== "cancelled") return undefined;
  const passed = history.findLast((event) => event.type === "deadline-passed" && event.deadline !== "audit");
  if (passed?.type === "deadline-passed") return passed.deadline === "payment" ? "unpaid" : "confirm-deadline";
  return cancels.some(({ state, isNotice }) => isNotice || state !== "kept") ? undefined : "unconfirmed";
}

function lastAt({ history, placedAt }: OrderRecord): number {
  return history.at(-1)?.at ?? placedAt;
}
