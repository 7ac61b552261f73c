import type { MerchantMemory, StoredOrder } from "../../core/callback.js";
import type { JsonObject } from "../../core/json.js";
import type { Random } from "../../core/ports.js";

type MemoryOptions = {
  readonly random: Random;
  /** Gives order ids that look like numbers (19 digits), though they are strings. */
  readonly numericLookingIds: boolean;
  /** How a drawn id is written. */
  readonly ownId?: (drawn: string) => string;
};

/** What one merchant remembers as long as its process lives. */
export function createMemory({ random, numericLookingIds, ownId = (drawn) => drawn }: MemoryOptions): MerchantMemory {
  const answers = new Map<string, Map<string, JsonObject>>();
  const byId = new Map<string, StoredOrder>();
  const byOutId = new Map<string, StoredOrder>();
  const newId = numericLookingIds ? numericIds(random) : letterIds(random);
  return {
    recall: (callback, key) => answers.get(callback)?.get(key),
    remember(callback, key, answer) {
      const known = answers.get(callback) ?? new Map<string, JsonObject>();
      answers.set(callback, known.set(key, answer));
    },
    order: (orderId) => byId.get(orderId),
    orderByOutId: (orderOutId) => byOutId.get(orderOutId),
    saveOrder(order) {
      byId.set(order.orderId, order);
      if (order.orderOutId !== "") byOutId.set(order.orderOutId, order);
    },
    nextOrderOutId: () => ownId(newId()),
  };
}

/** The running number makes an id unique within this memory, the random part unlike those of an earlier run. */
function letterIds(random: Random): () => string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  let count = 0;
  return () => {
    count += 1;
    const prefix = Array.from({ length: 6 }, () => random.pick([...letters])).join("");
    return `H${prefix}${String(count).padStart(4, "0")}`;
  };
}

function numericIds(random: Random): () => string {
  const first = BigInt(random.integer(1_000_000, 8_999_999)) * 1_000_000_000_000n;
  let count = 0n;
  return () => {
    count += 1n;
    return String(first + count);
  };
}
