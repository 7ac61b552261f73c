import type { MerchantMemory } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import { dataOf, keyOf, refusedWith } from "../hooks.js";
import type { Decision, Hooks, World } from "../stages.js";

/** Changes the answer to a callback whose key was answered before with 0. */
export function onRepeat(edit: (decision: Decision, answer: JsonObject, world: World) => JsonObject): Hooks {
  return {
    decide: async (decision, next, world) => {
      const { received, input } = decision;
      const earlier = input.memory.recall(received.definition.id, keyOf(decision));
      const decided = await next(decision);
      return earlier ? { ...decided, body: edit(decision, decided.body, world) } : decided;
    },
  };
}

/** Lets the correct logic work with a memory that is not quite right. */
export function onMemory(edit: (memory: MerchantMemory, decision: Decision, world: World) => MerchantMemory): Hooks {
  return {
    decide: (decision, next, world) => {
      const memory = edit(decision.input.memory, decision, world);
      return next({ ...decision, input: { ...decision.input, memory } });
    },
  };
}

/** Answers are kept under the key together with `mark`, so that another mark makes another order. */
export function keyedBy(memory: MerchantMemory, mark: string): MerchantMemory {
  return {
    ...memory,
    recall: (callback, key) => memory.recall(callback, `${key} ${mark}`),
    remember: (callback, key, answer) => memory.remember(callback, `${key} ${mark}`, answer),
  };
}

/** One answer for everything that has the other key. */
export function keptUnder(memory: MerchantMemory, key: string): MerchantMemory {
  return {
    ...memory,
    recall: (callback) => memory.recall(callback, key),
    remember: (callback, _, answer) => memory.remember(callback, key, answer),
  };
}

/** Keys go through a double. */
export function roundedKeys(memory: MerchantMemory): MerchantMemory {
  const round = (key: string) => (/^\d{17,}$/.test(key) ? String(Number(key)) : key);
  return {
    ...memory,
    recall: (callback, key) => memory.recall(callback, round(key)),
    remember: (callback, key, answer) => memory.remember(callback, round(key), answer),
  };
}

/** What was answered is forgotten after `lifeMs`. */
export function forgetful(lifeMs: number): Hooks {
  return onMemory((memory, _, { clock }) => ({
    ...memory,
    recall(callback, key) {
      const bornAt = memory.recall("born", key)?.at;
      return typeof bornAt === "number" && clock.now() - bornAt > lifeMs ? undefined : memory.recall(callback, key);
    },
    remember(callback, key, answer) {
      memory.remember("born", key, { at: clock.now() });
      memory.remember(callback, key, answer);
    },
  }));
}

/** A refusal, also of a forged request, is remembered by the order id and repeated. */
export function stickyRefusal(): Hooks {
  const place = "refused";
  return {
    verify: async (received, next, { memory }) => {
      if (await next(received)) return true;
      const orderId = /"order_id"\s*:\s*"([^"]+)"/.exec(new TextDecoder().decode(received.bytes))?.[1];
      if (orderId) memory.remember(place, orderId, { code: 13 });
      return false;
    },
    decide: async (decision, next, { memory }) => {
      const isRefused = memory.recall(place, keyOf(decision)) !== undefined;
      if (isRefused) return refusedWith(13, decision);
      const decided = await next(decision);
      const code = dataOf(decided.body).error_code;
      if (code !== 0 && code !== 100) memory.remember(place, keyOf(decision), { code: 13 });
      return decided;
    },
  };
}

/** Every first delivery is answered 100, every later one with `later`. */
export function firstAnswered100(later: number): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      if (decision.input.mistakes?.length) return next(decision);
      const isFirst = memory.recall("taken", keyOf(decision)) === undefined;
      memory.remember("taken", keyOf(decision), {});
      const code = isFirst ? 100 : later;
      return refusedWith(code, decision);
    },
  };
}

/** An order whose sender is gone before the answer stays half done, and its retry is refused. */
export function halfDoneWhenHungUp(): Hooks {
  return {
    decide: async (decision, next, { clock, memory }) => {
      if (memory.recall("half-done", keyOf(decision))) return refusedWith(13, decision);
      const decided = await next(decision);
      await clock.sleep(40);
      if (decision.received.signal.aborted) memory.remember("half-done", keyOf(decision), {});
      return decided;
    },
  };
}
