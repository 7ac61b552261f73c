import type { OrderEvent, PlatformEvent, StrayCall } from "./events.js";
import type { OrderRecord } from "./order-record.js";
import { evolveOrder } from "./order-state.js";
import { countCall, expireTokens, issueToken, noTokens, type TokenState } from "./tokens.js";

/** Everything the platform knows. Made of its events alone: the same events give the same state. */
export type PlatformState = {
  /** By order id, in the order in which they were placed. A record never changes; another takes its place. */
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly tokens: TokenState;
  /** The last calls that named no known order. */
  readonly strays: readonly StrayCall[];
};

export type GrowingState = {
  readonly orders: Map<string, OrderRecord>;
  tokens: TokenState;
  strays: readonly StrayCall[];
};

export function emptyState(): GrowingState {
  return { orders: new Map(), tokens: noTokens, strays: [] };
}

const keptStrays = 100;

/** Takes one more event into the state, in time that does not grow with the orders there are. One about an unknown order changes nothing. */
export function advance(state: GrowingState, event: PlatformEvent): void {
  switch (event.type) {
    case "token-asked": {
      const counted = countCall(state.tokens, event.at);
      state.tokens = event.token === undefined ? counted : issueToken(counted, event.token, event.at);
      return;
    }
    case "tokens-expired":
      state.tokens = expireTokens(state.tokens, event.at);
      return;
    case "stray-call":
      state.strays = [...state.strays, event].slice(-keptStrays);
      return;
    default:
      advanceOrder(state.orders, event);
  }
}

function advanceOrder(orders: Map<string, OrderRecord>, event: OrderEvent): void {
  const order = evolveOrder(orders.get(event.orderId), event);
  if (order) orders.set(event.orderId, order);
}
