import type { OrderEvent, PlatformEvent, StrayCall } from "./events.js";
import type { OrderRecord } from "./order-record.js";
import { evolveOrder } from "./order-state.js";
import { countCall, expireTokens, issueToken, noTokens, type TokenState } from "./tokens.js";

/** Everything the platform knows. Made of its events alone: the same events give the same state. */
export type PlatformState = {
  /** By order id, in the order in which they were placed. */
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly tokens: TokenState;
  /** The last calls that named no known order. */
  readonly strays: readonly StrayCall[];
};

export const emptyState: PlatformState = { orders: new Map(), tokens: noTokens, strays: [] };

const keptStrays = 100;

/** The state after one more event. Pure; an event about an order that was never placed changes nothing. */
export function evolve(state: PlatformState, event: PlatformEvent): PlatformState {
  switch (event.type) {
    case "token-asked": {
      const counted = countCall(state.tokens, event.at);
      const tokens = event.token === undefined ? counted : issueToken(counted, event.token, event.at);
      return { ...state, tokens };
    }
    case "tokens-expired":
      return { ...state, tokens: expireTokens(state.tokens, event.at) };
    case "stray-call":
      return { ...state, strays: [...state.strays, event].slice(-keptStrays) };
    default:
      return withOrder(state, event);
  }
}

function withOrder(state: PlatformState, event: OrderEvent): PlatformState {
  const before = state.orders.get(event.orderId);
  const after = evolveOrder(before, event);
  if (after === undefined || after === before) return state;
  return { ...state, orders: new Map(state.orders).set(event.orderId, after) };
}
