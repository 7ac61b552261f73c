import type { MerchantMemory } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import { Crash } from "../crash.js";
import type { Fault } from "../fault.js";
import { keyOf, refusalOf } from "../hooks.js";
import type { Decided, Decision, Hooks } from "../stages.js";
import { cancels, creates } from "./scope.js";

const raced = { rules: ["idempotency/race"], suites: ["idempotency"] };

/** How long a merchant works between reading its database and writing to it. */
const windowMs = 30;

/** Copies that arrive while the first one is being worked on. */
export const raceFaults: readonly Fault[] = [
  {
    id: "race-double-booking",
    title: { zh: "并发创单重复下单", en: "Books twice when copies arrive together" },
    summary: {
      zh: "先查后写，没有唯一键：同时到达的两次回调都查不到订单，于是各下一单。",
      en: "Read, then write, without a unique key: two copies at once both find nothing and both book.",
    },
    callbacks: creates,
    expected: raced,
    hooks: {
      decide: async (decision, next, { clock }) => {
        const snapshot = snapshotOf(decision);
        await clock.sleep(windowMs);
        return next({ ...decision, input: { ...decision.input, memory: snapshot } });
      },
    },
  },
  {
    id: "race-loser-7",
    title: { zh: "并发时后到者答 7", en: "Answers the later copy with 7" },
    summary: {
      zh: "唯一键挡住了重复订单，后到的请求却返回“重复提交”。",
      en: "The unique key stops the second booking, but its request is told that it is a duplicate.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/race", "create-order/code-7-on-existing"], suites: ["idempotency"] },
    hooks: onLoser((decision) => refusal(decision, 7)),
  },
  {
    id: "race-loser-13",
    title: { zh: "并发时后到者答 13", en: "Answers the later copy with 13" },
    summary: {
      zh: "没有抢到锁就返回“其他异常”。",
      en: "Whoever does not get the lock is answered with the code for other errors.",
    },
    callbacks: creates,
    expected: raced,
    hooks: onLoser((decision) => refusal(decision, 13)),
  },
  {
    id: "race-loser-crashes",
    title: { zh: "并发时后到者返回 500", en: "Answers the later copy with a 500" },
    summary: {
      zh: "插入时唯一键冲突的异常没有处理。",
      en: "The exception of the unique key is not handled.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/race", "robustness/server-error", "transport/status"], suites: ["idempotency"] },
    hooks: onLoser(() => {
      throw new Crash("Duplicate entry for key 'uk_order_id'");
    }),
  },
  {
    id: "race-loser-without-order",
    title: { zh: "并发时后到者的应答没有订单号", en: "Answers the later copy before the order has an id" },
    summary: {
      zh: "后到的请求读到半成品：答成功，却没有 order_out_id 和确认号。",
      en: "The later copy reads a row that is half written: success without order_out_id and confirmation.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/race", "create-order/out-id-on-success"], suites: ["idempotency"] },
    hooks: onLoser(({ input }) => ({
      body: {
        data: { error_code: 0, description: "success", order_id: input.payload.order_id ?? "", order_out_id: "" },
      },
      owed: [],
    })),
  },
  {
    id: "race-lock-never-released",
    title: { zh: "并发后锁没有释放", en: "Never releases the lock after a race" },
    summary: {
      zh: "后到的请求答 100，同时把锁续上，之后的重试永远答 100。",
      en: "The later copy is answered with 100 and renews the lock, so that every retry gets 100 as well.",
    },
    callbacks: creates,
    expected: { rules: ["idempotency/race", "idempotency/after-100"], suites: ["idempotency"] },
    hooks: lockKept(),
  },
  {
    id: "race-cancel-two-decisions",
    title: { zh: "并发取消给出两个决定", en: "Decides twice when cancels arrive together" },
    summary: {
      zh: "同一个 cancel_id 同时到达：先到者同意，后到者因订单已取消而拒绝。",
      en: "Two copies of a cancel_id at once: one agrees, the other refuses because the order is cancelled.",
    },
    callbacks: cancels,
    expected: raced,
    hooks: onLoser(() => ({
      body: {
        data: { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 2, reason: "already cancelled" },
      },
      owed: [],
    })),
  },
  {
    id: "answers-mixed-up",
    title: { zh: "并发订单的应答串了", en: "Mixes up the answers of parallel orders" },
    summary: {
      zh: "当前订单存在全局变量里，并发时返回了别人的 order_id 和订单号。",
      en: "The order at hand sits in a global variable; under load an answer carries another order's ids.",
    },
    callbacks: creates,
    expected: { rules: ["isolation/own-answer", "create-order/order-id-echo"], suites: ["idempotency"] },
    hooks: {
      decide: async (decision, next, { clock, memory }) => {
        memory.remember("global", "order", decision.input.payload);
        await clock.sleep(windowMs);
        const payload = memory.recall("global", "order") ?? decision.input.payload;
        return next({ ...decision, input: { ...decision.input, payload } });
      },
    },
  },
];

/** The memory as it is now, as far as reading this key goes. */
function snapshotOf({ received, input }: Decision): MerchantMemory {
  const { memory, payload } = input;
  const key = keyOf({ received, input });
  const answer = memory.recall(received.definition.id, key);
  const orderId = String(payload.order_id);
  const order = memory.order(orderId);
  return {
    ...memory,
    recall: (callback, wanted) =>
      callback === received.definition.id && wanted === key ? answer : memory.recall(callback, wanted),
    order: (wanted) => (wanted === orderId ? order : memory.order(wanted)),
  };
}

/** Two copies read that there is no order yet; the one that writes second finds that there is. */
function onLoser(decide: (decision: Decision) => Decided): Hooks {
  return {
    decide: async (decision, next, { clock, memory }) => {
      const callback = decision.received.definition.id;
      const wasKnown = memory.recall(callback, keyOf(decision)) !== undefined;
      await clock.sleep(windowMs);
      const isKnown = memory.recall(callback, keyOf(decision)) !== undefined;
      return !wasKnown && isKnown ? decide(decision) : next(decision);
    },
  };
}

function lockKept(): Hooks {
  return {
    decide: async (decision, next, { clock, memory }) => {
      const lock = memory.recall("lock", keyOf(decision));
      if (lock?.isHeld === true) {
        memory.remember("lock", keyOf(decision), { isHeld: true, isKept: true });
        return refusal(decision, 100);
      }
      memory.remember("lock", keyOf(decision), { isHeld: true });
      await clock.sleep(windowMs);
      const decided = await next(decision);
      const isKept = memory.recall("lock", keyOf(decision))?.isKept === true;
      memory.remember("lock", keyOf(decision), { isHeld: isKept });
      return decided;
    },
  };
}

function refusal({ received, input }: Decision, code: number): Decided {
  const body: JsonObject = refusalOf(received.definition, input.payload, code);
  return { body, owed: [] };
}
