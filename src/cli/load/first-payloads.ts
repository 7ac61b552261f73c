import { seedOfCount } from "../../engine/generate/redraw.js";
import { type Generated, generatePayload, type PayloadOptions } from "../../engine/generate.js";
import { followUpOptions } from "../../load/follow-ups.js";
import { isSameOrder } from "../../load/same-order.js";
import type { PlannedLoadTarget } from "./target.js";

export type FirstPayloads = {
  /** The payload that the run begins with. */
  readonly first: Generated;
  /** Every request of the run is the same order. */
  readonly isOneOrder: boolean;
};

/**
 * Makes a payload of every callback of the run, so that a mistake in what was typed shows before anything is opened.
 * Throws `AppError`.
 */
export async function firstPayloads(
  { definition, followers, credentials }: PlannedLoadTarget,
  options: PayloadOptions,
): Promise<FirstPayloads> {
  const first = await generatePayload(definition, options, credentials);
  const second = await generatePayload(definition, { ...options, seed: seedOfCount(options.seed, 1) }, credentials);
  for (const follower of followers) {
    await generatePayload(follower, followUpOptions(options, 0, first.plain), credentials);
  }
  return { first, isOneOrder: isSameOrder(definition, first, second) };
}
