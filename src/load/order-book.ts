import type { CallbackDefinition } from "../core/callback.js";
import type { Exchange } from "../core/exchange.js";
import type { Finding } from "../core/finding.js";
import { isObject, stringifyJson } from "../core/json.js";
import { getBy, pointerTokens } from "../core/pointer.js";
import { errorCodeOf } from "../engine/answer-data.js";
import { judgeGroup } from "../engine/idempotency.js";
import { flags, type Ledger, recentSlots } from "./ledger.js";

/** Holds the answers to one order against each other, and keeps what became of it. */
export type OrderBook = {
  /** The answer to an order, or to a repeat of it; a copy released together with it is judged by `raced`. */
  answered(slot: number, exchange: Exchange, isTogether: boolean): readonly Finding[];
  /** The answers to all copies of an order that were released together. */
  raced(exchanges: readonly Exchange[]): readonly Finding[];
  /** The merchant's own id of an order, when it was accepted not long ago. */
  ownIdOf(slot: number): string | undefined;
};

/** `isComparing`: later requests speak of earlier orders, so that accepted answers are kept for a while. */
export function createOrderBook(definition: CallbackDefinition, ledger: Ledger, isComparing: boolean): OrderBook {
  const recent: (Accepted | undefined)[] = [];
  const ownIdAt = definition.ownId === undefined ? undefined : pointerTokens(definition.ownId);
  const acceptedOf = (slot: number): Accepted | undefined => {
    const known = recent[slot % recentSlots];
    return known?.slot === slot ? known : undefined;
  };
  return {
    ownIdOf: (slot) => acceptedOf(slot)?.ownId,
    raced(exchanges) {
      // Whoever was told to come again is not sent again here, so nothing can be said of it.
      const decided = exchanges.filter((exchange) => errorCodeOf(exchange) !== 100);
      const members = decided.map((exchange, index) => ({ exchange, copy: index + 1 }));
      return judgeGroup(definition, "race", members);
    },
    answered(slot, exchange, isTogether) {
      const code = errorCodeOf(exchange);
      if (code === undefined) return [];
      ledger.mark(slot, flags.answered);
      const earlier = acceptedOf(slot);
      const wasAccepted = ledger.has(slot, flags.accepted);
      if (code === 0) {
        const ownId = ownIdIn(exchange, ownIdAt);
        ledger.mark(slot, flags.accepted);
        if (ownId !== undefined && !ledger.keepOwnId(slot, ownId)) ledger.mark(slot, flags.twice);
        if (isComparing && !earlier) recent[slot % recentSlots] = { slot, exchange, ownId: ownId ?? "" };
      }
      if (isTogether || !wasAccepted || !earlier || code === 100) return [];
      // An order that was cancelled in between may be refused.
      if (code !== 0 && ledger.has(slot, flags.followed)) return [];
      if (code !== 0) ledger.mark(slot, flags.forgotten);
      const members = [earlier.exchange, exchange].map((one) => ({ exchange: one, copy: 1 }));
      return judgeGroup(definition, "same-answer", members);
    },
  };
}

type Accepted = { readonly slot: number; readonly exchange: Exchange; readonly ownId: string };

function ownIdIn({ answer }: Exchange, at: readonly string[] | undefined): string | undefined {
  if (at === undefined || !isObject(answer?.json)) return undefined;
  const value = getBy(answer.json, at);
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : stringifyJson(value);
}
