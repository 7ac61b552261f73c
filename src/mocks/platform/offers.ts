import type { Catalogue } from "./catalogue.js";
import { isOpen } from "./commands.js";
import type { OrderRecord } from "./order-record.js";
import type { Offers } from "./view.js";

/** What makes sense to ask of the platform about this order now. */
export function offersOf(order: OrderRecord, { canceller }: Catalogue): Offers {
  const { booking, money, deliveries, deadlines } = order;
  const isCancellable = isOpen(order) && booking !== "creating";
  return {
    pay: isOpen(order) && money === "unpaid",
    cancel: isCancellable ? canceller.life.offers[money === "unpaid" ? "unpaid" : "paid"] : [],
    resend: deliveries.length > 0,
    expire: deadlines.length > 0,
  };
}
