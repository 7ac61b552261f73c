import type { OrderRecord } from "./order-record.js";

/** Nothing is awaited any more, and what was paid goes back. */
export function closed(order: OrderRecord): OrderRecord {
  return { ...order, deadlines: [], money: order.money === "unpaid" ? "unpaid" : "refunded" };
}
