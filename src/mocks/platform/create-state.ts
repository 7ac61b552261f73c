import { closed } from "./closed.js";
import type { OrderEvent } from "./events.js";
import type { OrderRecord } from "./order-record.js";

type Ended = Extract<OrderEvent, { readonly type: "attempt-ended" }>;

/** The order after an answer to its create. Once the booking is decided, further answers (to copies) decide nothing. */
export function createAnswered(order: OrderRecord, { outcome, follows }: Ended): OrderRecord {
  const orderOutId = order.orderOutId ?? outcome.orderOutId;
  const known: OrderRecord = {
    ...order,
    hasAnswer: order.hasAnswer || outcome.response !== undefined,
    ...(orderOutId === undefined ? {} : { orderOutId }),
  };
  if (order.booking !== "creating") return known;
  switch (outcome.action) {
    case "confirm":
      return { ...known, booking: "confirmed", decision: { by: "answer", isAccepted: true } };
    case "wait-confirm":
      return waiting(known, "confirm", follows.waitUntil);
    case "accept":
      return accepted(known, follows.waitUntil);
    case "refund":
      return closed({ ...known, booking: "refused", decision: { by: "answer", isAccepted: false } });
    case "reject":
      return { ...known, booking: "create-failed" };
    case "retry":
    case "wait-audit":
    case "keep":
      return known;
    default:
      // The platform cancels the order: one-step mode without a confirmation.
      return closed({ ...known, booking: "cancelled" });
  }
}

/** Nothing in time: the create failed, unless another copy of it is still on its way. */
export function createGivenUp(order: OrderRecord, event: Ended): OrderRecord {
  const known = createAnswered(order, event);
  const isOpen = known.deliveries.some(
    ({ part, status }) => part === "creates" && (status.kind === "due" || status.kind === "in-flight"),
  );
  return known.booking === "creating" && !isOpen ? { ...known, booking: "create-failed" } : known;
}

function accepted(order: OrderRecord, waitUntil: number | undefined): OrderRecord {
  if (order.money === "unpaid") return waiting({ ...order, booking: "created" }, "payment", waitUntil);
  return order.isConfirmable ? waiting(order, "confirm", waitUntil) : { ...order, booking: "created" };
}

function waiting(order: OrderRecord, kind: "confirm" | "payment", at: number | undefined): OrderRecord {
  const booking = kind === "confirm" ? "wait-confirm" : order.booking;
  return { ...order, booking, deadlines: at === undefined ? order.deadlines : [...order.deadlines, { kind, at }] };
}
