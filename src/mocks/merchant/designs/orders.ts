import { isObject, type JsonObject } from "../../../core/json.js";
import { design, type LawfulDesign } from "../design.js";
import { isBooking, onData, refusedWith } from "../hooks.js";
import type { Decision, Hooks } from "../stages.js";

/** How orders are kept, found and repeated. */
export const orderDesigns: readonly LawfulDesign[] = [
  design(
    "late-create-refused",
    { zh: "已取消的订单再次创单时答 9", en: "Answers 9 to a create that is repeated after its cancel" },
    {
      hooks: {
        decide: async (decision, next) => {
          const { payload, memory } = decision.input;
          const isGone = memory.order(String(payload.order_id))?.state === "cancelled";
          if (!isBooking(decision) || !isGone) return next(decision);
          return refusedWith(9, decision);
        },
      },
    },
  ),
  design(
    "finds-by-order-id",
    {
      zh: "取消只按 order_id 找订单，不看 order_out_id",
      en: "Finds an order to cancel by order_id and ignores order_out_id",
    },
    {
      hooks: {
        decide: (decision, next) => {
          const { order_out_id: _, ...payload } = decision.input.payload;
          return next(isBooking(decision) ? decision : withPayload(decision, payload));
        },
      },
    },
  ),
  design(
    "unknown-cancel-declined",
    { zh: "不认识的订单要求审核取消时拒绝", en: "Declines to cancel an order it does not know, where it is asked" },
    {
      hooks: onUnknownCancel(({ need_audit: asks }) =>
        asks === true
          ? { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 2, reason: "没有这个订单" }
          : undefined,
      ),
    },
  ),
  design(
    "unknown-cancel-9",
    {
      zh: "不认识的订单取消时答 9（cancel_type 3 除外）",
      en: "Answers 9 to the cancel of an order it does not know, but for cancel_type 3",
    },
    {
      hooks: onUnknownCancel(({ cancel_type: type }) =>
        type === 3 ? undefined : { error_code: 9, description: "order not found", cancel_mode: 1 },
      ),
      warnings: ["refusal-by-code"],
    },
  ),
  design(
    "repeat-tells-decision",
    {
      zh: "异步接单之后，重复的创单直接答结论",
      en: "Once it has confirmed, a repeated create is answered with the decision",
    },
    { merchant: { confirm: "async" }, hooks: tellingDecision() },
  ),
  design(
    "books-in-background",
    { zh: "先答 100，后台处理完再答结果", en: "Answers 100 first, works in the background, then answers the result" },
    { hooks: inBackground(80) },
  ),
  design(
    "waits-for-first",
    {
      zh: "数据库唯一键：并发的重复请求等第一个提交后返回它的结果",
      en: "A unique key: copies wait for the first to commit and get its result",
    },
    { hooks: waitingForFirst(60) },
  ),
];

function withPayload(decision: Decision, payload: JsonObject): Decision {
  return { ...decision, input: { ...decision.input, payload } };
}

function onUnknownCancel(answer: (payload: JsonObject) => JsonObject | undefined): Hooks {
  return {
    decide: async (decision, next) => {
      const { payload, memory, mistakes = [] } = decision.input;
      if (isBooking(decision) || mistakes.length > 0 || memory.order(String(payload.order_id))) return next(decision);
      const data = answer(payload);
      return data ? { body: { data }, owed: [] } : next(decision);
    },
  };
}

/** The operation's word replaces what the first answer put off. */
function tellingDecision(): Hooks {
  const confirmed = new Map<string, string>();
  return {
    ...onData((data, { payload }) => {
      const number = confirmed.get(String(payload.order_id));
      const isPutOff = isObject(data.confirm_info) && data.confirm_info.confirm_mode === 2;
      if (number === undefined || !isPutOff) return data;
      return { ...data, confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: number } };
    }),
    call: async (call, next) => {
      const reply = await next(call);
      const { order_id: orderId, confirm_result: result } = call.body;
      const number = isObject(result) ? result.confirm_number : undefined;
      if (reply.errorCode === 0 && typeof orderId === "string" && typeof number === "string")
        confirmed.set(orderId, number);
      return reply;
    },
  };
}

function inBackground(workMs: number): Hooks {
  const work = new Map<string, "working" | "done">();
  return {
    decide: async (decision, next, { clock }) => {
      const { payload, mistakes = [] } = decision.input;
      if (!isBooking(decision) || mistakes.length > 0) return next(decision);
      const key = String(payload.order_id);
      if (work.get(key) === "done") return next(decision);
      if (!work.has(key)) {
        work.set(key, "working");
        void clock.sleep(workMs).then(() => work.set(key, "done"));
      }
      return refusedWith(100, decision);
    },
  };
}

/** Whoever comes second looks again and again whether the first has committed. */
function waitingForFirst(workMs: number): Hooks {
  const running = new Set<string>();
  return {
    decide: async (decision, next, { clock }) => {
      const { definition } = decision.received;
      const key = `${definition.id}/${String(decision.input.payload[definition.idempotencyKey])}`;
      while (running.has(key)) await clock.sleep(5);
      running.add(key);
      try {
        await clock.sleep(workMs);
        return await next(decision);
      } finally {
        running.delete(key);
      }
    },
  };
}
