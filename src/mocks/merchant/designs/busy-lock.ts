import { keyOf, refusedWith } from "../hooks.js";
import type { Hooks } from "../stages.js";

/** A lock per key, as merchants build it on Redis: whoever comes second while it is held is told to come again. */
export const busyLock: Hooks = {
  decide: async (decision, next, world) => {
    const { definition } = decision.received;
    const { memory } = decision.input;
    const key = keyOf(decision);
    const lock = `${definition.id}/lock`;
    if (memory.recall(lock, key)?.isHeld === true) {
      return refusedWith(100, decision);
    }
    memory.remember(lock, key, { isHeld: true });
    await world.clock.sleep(30);
    try {
      return await next(decision);
    } finally {
      memory.remember(lock, key, { isHeld: false });
    }
  },
};
