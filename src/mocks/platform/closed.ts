import type { PlatformCancel } from "../../core/platform-order.js";
import type { OrderRecord } from "./order-record.js";

/** Nothing is awaited any more, and what was paid goes back. */
export function closed(order: OrderRecord): OrderRecord {
  const money = order.money === "unpaid" ? "unpaid" : "refunded";
  return { ...order, deadlines: [], money, cancels: order.cancels.map(overtaken) };
}

/** A decision that is still open comes too late from now on. */
function overtaken(cancel: PlatformCancel): PlatformCancel {
  const isOpen = cancel.state === "wait-audit" || (cancel.state === "sent" && !cancel.isNotice);
  return isOpen ? { ...cancel, state: "timed-out" } : cancel;
}
