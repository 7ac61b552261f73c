import type { PlatformOrder } from "../../core/platform-order.js";
import { auditDecided, auditTimedOut, cancelAnswered, cancelQueued } from "./cancel-state.js";
import { closed } from "./closed.js";
import { createAnswered, createGivenUp } from "./create-state.js";
import type { OrderEvent } from "./events.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";

type Of<Type extends OrderEvent["type"]> = Extract<OrderEvent, { readonly type: Type }>;

/** The order after one more event; undefined while it was not placed. Pure. */
export function evolveOrder(order: OrderRecord | undefined, event: OrderEvent): OrderRecord | undefined {
  if (event.type === "placed") return order ?? placed(event);
  if (!order) return undefined;
  return changed({ ...order, history: [...order.history, event] }, event);
}

function placed(event: Of<"placed">): OrderRecord {
  const { orderId, at, facts, variant, isPaid } = event;
  return {
    orderId,
    variant,
    facts,
    placedAt: at,
    isConfirmable: facts.isConfirmable,
    booking: "creating",
    hasAnswer: false,
    money: isPaid ? "paid" : "unpaid",
    cancels: [],
    deliveries: [],
    deadlines: [],
    history: [event],
  };
}

function changed(order: OrderRecord, event: Exclude<OrderEvent, { readonly type: "placed" }>): OrderRecord {
  switch (event.type) {
    case "callback-queued":
      return queued(order, event);
    case "attempt-started":
      return withDelivery(order, event.deliveryId, (delivery) => ({
        ...delivery,
        attempts: [...delivery.attempts, { ...event.attempt, startedAt: event.at }],
        status: { kind: "in-flight" },
      }));
    case "attempt-ended":
      return ended(order, event);
    case "paid":
      return paid(order, event);
    case "operation":
      return event.change ? applied(order, event.change) : order;
    case "deadline-passed":
      return passed(order, event);
  }
}

function queued(order: OrderRecord, { delivery, at }: Of<"callback-queued">): OrderRecord {
  const status = { kind: "due", at, stream: 0, platformMs: 0 } as const;
  const deliveries = [...order.deliveries, { ...delivery, queuedAt: at, attempts: [], status }];
  return cancelQueued({ ...order, deliveries }, delivery);
}

function withDelivery(order: OrderRecord, id: number, edit: (delivery: DeliveryRecord) => DeliveryRecord): OrderRecord {
  return { ...order, deliveries: order.deliveries.map((known) => (known.id === id ? edit(known) : known)) };
}

function ended(order: OrderRecord, event: Of<"attempt-ended">): OrderRecord {
  const { deliveryId, outcome, follows } = event;
  const isGivenUp = outcome.action === "retry" && !follows.retry;
  const updated = withDelivery(order, deliveryId, (delivery) => ({
    ...delivery,
    attempts: delivery.attempts.with(-1, { ...lastOf(delivery), outcome }),
    status: follows.retry ? { kind: "due", ...follows.retry } : { kind: isGivenUp ? "given-up" : "settled" },
  }));
  const delivery = updated.deliveries.find(({ id }) => id === deliveryId);
  if (!delivery) return order;
  if (delivery.part === "cancels") return cancelAnswered(updated, delivery, event);
  return isGivenUp ? createGivenUp(updated, event) : createAnswered(updated, event);
}

/** An attempt can only end after it has started. */
function lastOf({ attempts }: DeliveryRecord): DeliveryRecord["attempts"][number] {
  return attempts.at(-1) ?? { n: 1, stream: 0, logid: "", platformMs: 0, startedAt: 0 };
}

/** Two-step mode: from now on the order waits for the confirm operation. */
function paid(order: OrderRecord, { waitUntil }: Of<"paid">): OrderRecord {
  if (order.money !== "unpaid") return order;
  const open: OrderRecord = {
    ...order,
    money: "paid",
    deadlines: order.deadlines.filter(({ kind }) => kind !== "payment"),
  };
  if (order.booking !== "created" || !order.isConfirmable) return open;
  return { ...open, booking: "wait-confirm", deadlines: [...open.deadlines, { kind: "confirm", at: waitUntil }] };
}

function applied(order: OrderRecord, change: NonNullable<Of<"operation">["change"]>): OrderRecord {
  switch (change.type) {
    case "confirm-decided": {
      const decision: PlatformOrder["decision"] = { by: "operation", isAccepted: change.isAccepted };
      const open = { ...order, decision, deadlines: order.deadlines.filter(({ kind }) => kind !== "confirm") };
      return change.isAccepted ? { ...open, booking: "confirmed" } : closed({ ...open, booking: "refused" });
    }
    case "audit-decided":
      return auditDecided(order, change.cancelId, change.isAccepted);
    case "stay-changed":
      return { ...order, stay: change.stay };
    case "nothing":
      return order;
  }
}

function passed(order: OrderRecord, { deadline, cancelId }: Of<"deadline-passed">): OrderRecord {
  const deadlines = order.deadlines.filter((open) => open.kind !== deadline || open.cancelId !== cancelId);
  if (deadlines.length === order.deadlines.length) return order;
  const left = { ...order, deadlines };
  return deadline === "audit" ? auditTimedOut(left, cancelId) : closed({ ...left, booking: "cancelled" });
}
