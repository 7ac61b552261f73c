import { integerOf } from "../../core/integer.js";
import type { JsonValue } from "../../core/json.js";

/** An integer of a payload as a number; 0 where there is none. */
export function amount(value: JsonValue | undefined): number {
  return Number(integerOf(value) ?? 0);
}
