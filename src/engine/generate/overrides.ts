import type { CallbackDefinition } from "../../core/callback.js";
import type { MerchantFacts } from "../../core/exchange.js";
import type { Assignment } from "../assign.js";

/** The config's `merchant.overrides` for a callback: like assignments on every payload, before all others. */
export function overridesOf({ id }: CallbackDefinition, { overrides }: MerchantFacts): readonly Assignment[] {
  const own = Object.hasOwn(overrides, id) ? (overrides[id] ?? {}) : {};
  return Object.entries(own).map(([path, json]) => ({ path, json }));
}
