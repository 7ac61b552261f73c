import type { CallbackDefinition } from "../../src/core/callback.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import type { JsonObject } from "../../src/core/json.js";
import { type Generated, generatePayload, type PayloadOptions } from "../../src/engine/generate.js";

export const secret = "example-secret-0123456789abcdef0";

/** 2026-02-26 17:00 in China. */
export const payloadNow = Date.UTC(2026, 1, 26, 9);

/** A payload made in the ordinary way, from seed 7 unless told otherwise. */
export function makePayload(definition: CallbackDefinition, options: Partial<PayloadOptions> = {}): Promise<Generated> {
  const usual = { seed: 7, now: payloadNow, merchant: defaultMerchantFacts };
  return generatePayload(definition, { ...usual, ...options }, { clientSecret: secret });
}

/** The same, in clear text. */
export async function makePlain(
  definition: CallbackDefinition,
  options: Partial<PayloadOptions> = {},
): Promise<JsonObject> {
  return (await makePayload(definition, { ...options, plain: true })).payload;
}
