import { design, type LawfulDesign } from "../design.js";
import { isBooking, refusedWith, refusing } from "../hooks.js";
import type { Hooks } from "../stages.js";

/** Merchants that cannot take everything at once. */
export const limitDesigns: readonly LawfulDesign[] = [
  design(
    "one-at-a-time",
    { zh: "单线程：请求排队，每个 150 毫秒", en: "One thread: requests queue up and take 150 ms each" },
    { hooks: oneAtATime(150) },
  ),
  design(
    "known-rate-plans",
    { zh: "只认识自己的售卖房型", en: "Knows its own rate plans alone" },
    {
      facts: { ratePlanIds: ["1763526448072717", "1763526448072718"] },
      hooks: refusing(
        1,
        ({ rate_plan_id: id, cancel_id: cancel }) =>
          cancel === undefined && !/^176352644807271[78]$|^90{15}\d{3}$/.test(String(id)),
      ),
    },
  ),
  design(
    "calendar-rooms-only",
    { zh: "只卖日历房", en: "Sells calendar rooms alone" },
    {
      facts: {
        variants: [
          "standard",
          "overseas",
          "member",
          "promotion",
          "paid",
          "negotiated",
          "multi-room",
          "minimal",
          "maximal",
        ],
      },
      hooks: refusing(
        13,
        ({ biz_type: type, cancel_id: cancel, sales_type: sales }) =>
          cancel === undefined && (type !== 2021 || sales === 2),
      ),
    },
  ),
  design(
    "fills-up",
    { zh: "只有 150 间房，订满后答 4", en: "Has 150 rooms and answers 4 once they are taken" },
    { hooks: withRooms(150, 4), isScarce: true },
  ),
  design(
    "guest-limit",
    { zh: "接 80 单后以超过购买上限拒绝（11）", en: "Refuses with 11 after 80 orders: a limit per guest" },
    { hooks: withRooms(80, 11), isScarce: true },
  ),
];

function oneAtATime(workMs: number): Hooks {
  let freeAt = 0;
  return {
    receive: async (received, next, { clock }) => {
      freeAt = Math.max(freeAt, clock.elapsed()) + workMs;
      await clock.sleep(freeAt - clock.elapsed());
      return next(received);
    },
  };
}

/** An order that it holds is answered as before, also when it is full. */
function withRooms(rooms: number, code: number): Hooks {
  let taken = 0;
  return {
    decide: async (decision, next) => {
      const { definition } = decision.received;
      const { payload, memory, mistakes = [] } = decision.input;
      const isNew = isBooking(decision) && memory.recall(definition.id, String(payload.order_id)) === undefined;
      if (!isNew || mistakes.length > 0) return next(decision);
      if (taken >= rooms) return refusedWith(code, decision);
      const decided = await next(decision);
      if (memory.recall(definition.id, String(payload.order_id)) !== undefined) taken++;
      return decided;
    },
  };
}
