import type { Case, Delivery, Expectation, Manner, NewDelivery, Step } from "../core/case.js";
import type { JsonObject } from "../core/json.js";

/** The callbacks that the suites speak of. */
export const create = "create-order";
export const cancel = "cancel-order";

type Details = Omit<NewDelivery, "name" | "callback">;

/** A create, named for later steps. */
export function booking(name: string, details: Details = {}): NewDelivery {
  return { name, callback: create, ...details };
}

/** A cancel of the order that the delivery `about` made. */
export function cancelling(name: string, about: string, variant: string, details: Details = {}): NewDelivery {
  return { name, callback: cancel, about, variant, ...details };
}

/** The same payload again, in a new envelope. */
export function again(name: string, repeat: string, manner: Manner & { readonly isExact?: boolean } = {}): Delivery {
  return { name, repeat, ...manner };
}

/** Each delivery as a step of its own. */
export function inTurn(...deliveries: readonly Delivery[]): readonly Step[] {
  return deliveries.map((deliver) => ({ deliver }));
}

export function atOnce(...together: readonly Delivery[]): Step {
  return { together };
}

export function expecting(rule: string, of: readonly string[], options?: JsonObject): Expectation {
  return options ? { rule, of, with: options } : { rule, of };
}

/** Names `prefix1` … `prefixN`. */
export function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
}

/** A case as its suite lists it, under its name. */
export type CaseSpec = Omit<Case, "id" | "suite">;

/** The cases of a suite, by name. */
export function suite(name: string, specs: Readonly<Record<string, CaseSpec>>): readonly Case[] {
  return Object.entries(specs).map(([id, spec]) => ({ id: `${name}/${id}`, suite: name, ...spec }));
}
