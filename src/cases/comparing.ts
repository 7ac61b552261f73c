import type { Delivery } from "../core/case.js";
import { again, cancelling } from "./steps.js";

/** An order and its untouched twin, each repeated and then cancelled in the same words. */
export function comparing(order: string, twin: string): readonly Delivery[] {
  return [
    again(`${order}-again`, order),
    again(`${twin}-again`, twin),
    cancelling(`${order}-cancel`, order, "audit"),
    cancelling(`${twin}-cancel`, twin, "audit", { like: `${order}-cancel` }),
  ];
}

/** What is judged of them, beside the delivery `cancel` that must leave the order alone. */
export function compared(order: string, twin: string): readonly string[] {
  return [order, "cancel", twin, ...comparing(order, twin).map(({ name }) => name)];
}
