import type { JsonObject } from "../../core/json.js";
import { touchedBy } from "../hotel/touched.js";
import { settleDates } from "./settle/dates.js";
import { settleHours } from "./settle/hours.js";
import { settleKind } from "./settle/kind.js";
import { settlePrices } from "./settle/prices.js";
import { settleRest } from "./settle/rest.js";

/**
 * Lets the dates, prices, totals and texts follow what was set explicitly. The direction is always from what was booked
 * to what is worked out: a total that was set stays, and changes no price.
 */
export function settle(order: JsonObject, pointers: readonly string[], before: JsonObject): JsonObject {
  if (!Array.isArray(order.daily_rates)) return order;
  const touched = touchedBy(pointers);
  const steps = [settleKind, settleDates, settleHours, settlePrices, settleRest];
  return steps.reduce((settled, step) => step(settled, touched, before), order);
}
