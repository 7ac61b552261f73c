import type { CallbackDefinition, EarlierOrder, MerchantMemory } from "../core/callback.js";
import { defaultMerchantFacts } from "../core/exchange.js";
import { isObject, type JsonObject } from "../core/json.js";
import { getAt } from "../core/pointer.js";
import { seededRandom } from "../core/random.js";
import { generatePayload } from "../engine/generate.js";
import { findDesign } from "./merchant/designs.js";
import { createMemory } from "./merchant/memory.js";

/** A request as it comes over the wire, and what a correct merchant answers to it. */
export type CallbackExamples = { readonly request: JsonObject; readonly response: JsonObject };

/** One coherent example of each callback, by id; always the same. A cancel is about the order of the create's example. */
export async function callbackExamples(
  definitions: readonly CallbackDefinition[],
): Promise<ReadonlyMap<string, CallbackExamples>> {
  const examples = new Map<string, CallbackExamples>();
  const orders = new Map<string, EarlierOrder>();
  const memory = createMemory({ random: seededRandom("examples"), numericLookingIds: false });
  const later = (definition: CallbackDefinition): number => (definition.refersTo === undefined ? 0 : 1);
  for (const definition of definitions.toSorted((a, b) => later(a) - later(b))) {
    const { plain, ...example } = await exampleOf(definition, orders.get(definition.refersTo ?? ""), memory);
    examples.set(definition.id, example);
    const ownId = definition.ownId === undefined ? undefined : getAt(example.response, definition.ownId);
    orders.set(definition.id, { payload: plain, ...(typeof ownId === "string" ? { orderOutId: ownId } : {}) });
  }
  return examples;
}

async function exampleOf(
  definition: CallbackDefinition,
  earlier: EarlierOrder | undefined,
  memory: MerchantMemory,
): Promise<CallbackExamples & { readonly plain: JsonObject }> {
  const { payload, plain } = await generatePayload(
    definition,
    { seed: 1, now: aDay, merchant: defaultMerchantFacts, earlier },
    { clientSecret: exampleSecret },
  );
  const clear = isObject(plain) ? plain : payload;
  const response = definition.answer({ payload: clear, memory, design: findDesign("reference").merchant });
  return { request: payload, response, plain: clear };
}

/** 2026-06-01, noon in China. */
const aDay = Date.UTC(2026, 5, 1, 4);
const exampleSecret = "example-secret-0123456789abcdef0";
