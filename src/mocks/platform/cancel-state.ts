import type { PlatformCancel } from "../../core/platform-order.js";
import { closed } from "./closed.js";
import type { OrderEvent, QueuedDelivery } from "./events.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";

type Ended = Extract<OrderEvent, { readonly type: "attempt-ended" }>;

/** The order once a cancel callback is on its way: a notice has cancelled it already. Copies change nothing. */
export function cancelQueued(order: OrderRecord, { cancel: facts }: QueuedDelivery): OrderRecord {
  if (!facts || order.cancels.some(({ cancelId }) => cancelId === facts.cancelId)) return order;
  const cancel: PlatformCancel = { ...facts, state: "sent" };
  const known = { ...order, cancels: [...order.cancels, cancel] };
  return facts.isNotice ? carriedOut(known, cancel) : known;
}

/** The order after an answer to a cancel, or after the last attempt to get one. */
export function cancelAnswered(order: OrderRecord, { cancel: facts }: DeliveryRecord, event: Ended): OrderRecord {
  const cancel = order.cancels.find(({ cancelId }) => cancelId === facts?.cancelId);
  if (cancel?.state !== "sent") return order;
  const { outcome, follows } = event;
  switch (outcome.action) {
    case "wait-audit": {
      const waiting = withState(order, cancel, "wait-audit");
      if (follows.waitUntil === undefined) return waiting;
      const deadline = { kind: "audit", at: follows.waitUntil, cancelId: cancel.cancelId } as const;
      return { ...waiting, deadlines: [...waiting.deadlines, deadline] };
    }
    case "keep":
      return withState(order, cancel, "kept");
    case "retry":
      return follows.retry ? order : decided(order, cancel, "timed-out");
    default:
      return decided(order, cancel, "accepted");
  }
}

export function auditDecided(order: OrderRecord, cancelId: string, isAccepted: boolean): OrderRecord {
  const cancel = order.cancels.find((known) => known.cancelId === cancelId);
  if (!cancel) return order;
  const left = { ...order, deadlines: order.deadlines.filter((open) => open.cancelId !== cancelId) };
  return isAccepted ? decided(left, cancel, "accepted") : withState(left, cancel, "kept");
}

export function auditTimedOut(order: OrderRecord, cancelId: string | undefined): OrderRecord {
  const cancel = order.cancels.find((known) => known.cancelId === cancelId);
  return cancel ? decided(order, cancel, "timed-out") : order;
}

function decided(order: OrderRecord, cancel: PlatformCancel, state: "accepted" | "timed-out"): OrderRecord {
  const settled = withState(order, cancel, state);
  return cancel.isNotice ? settled : carriedOut(settled, cancel);
}

/** The cancellation takes effect: the order ends unless only money goes back. */
function carriedOut(order: OrderRecord, cancel: PlatformCancel): OrderRecord {
  if (cancel.keepsOrder) return { ...order, money: order.money === "paid" ? "part-refunded" : order.money };
  const booking = order.booking === "create-failed" || order.booking === "refused" ? order.booking : "cancelled";
  const ended = closed({ ...order, booking });
  const isPartRefund = cancel.isPartial && order.money !== "refunded" && ended.money === "refunded";
  return isPartRefund ? { ...ended, money: "part-refunded" } : ended;
}

function withState(order: OrderRecord, cancel: PlatformCancel, state: PlatformCancel["state"]): OrderRecord {
  const cancels = order.cancels.map((known) => (known.cancelId === cancel.cancelId ? { ...known, state } : known));
  return { ...order, cancels };
}
