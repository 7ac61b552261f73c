import type { Delivered } from "../../core/case.js";
import type { JsonValue } from "../../core/json.js";
import { getAt } from "../../core/pointer.js";
import type { Prepared } from "./prepare.js";

/** What a case knows of the orders that the merchant holds. */
export type OrderBook = {
  /** See `Exchange.orderStored`. */
  knows(prepared: Prepared): boolean | undefined;
  note(delivered: Delivered): void;
};

type Entry = { readonly state: "stored" | "uncertain"; readonly ownId: JsonValue | undefined };

/** A cancel leaves open whether the order still exists; so does a delivery that was not answered. */
export function createOrderBook(isAccepted: (delivered: Delivered) => boolean): OrderBook {
  const entries = new Map<JsonValue, Entry>();
  return {
    knows({ definition, payload }) {
      const key = payload?.[orderKey];
      const entry = key === undefined ? undefined : entries.get(key);
      if (!entry) return false;
      if (entry.state === "uncertain") return undefined;
      if (definition.ownId !== undefined) return true;
      const carried = payload?.[ownKey];
      return carried === undefined || carried === entry.ownId;
    },
    note(delivered) {
      const { definition, exchange, plain } = delivered;
      const key = plain?.[orderKey];
      if (key === undefined) return;
      if (definition.ownId === undefined) {
        if (entries.has(key) && isAccepted(delivered)) entries.set(key, { state: "uncertain", ownId: undefined });
        return;
      }
      const known = entries.get(key);
      if (isAccepted(delivered)) {
        const json = exchange.answer?.json;
        entries.set(key, { state: "stored", ownId: json === undefined ? undefined : getAt(json, definition.ownId) });
      } else if (!known && delivered.code === undefined) entries.set(key, { state: "uncertain", ownId: undefined });
    },
  };
}

/** The field that every message about an order has, and the merchant's own id beside it. */
const orderKey = "order_id";
const ownKey = "order_out_id";
