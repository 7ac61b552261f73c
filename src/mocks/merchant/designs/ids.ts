import { design, type LawfulDesign } from "../design.js";
import { dataOf } from "../hooks.js";
import type { Hooks } from "../stages.js";

/** What the merchant's own ids and numbers look like. */
export const idDesigns: readonly LawfulDesign[] = [
  design(
    "own-id-is-order-id",
    { zh: "自己的订单号就是抖音的 order_id", en: "Its own order id is Douyin's order_id" },
    { merchant: { confirm: "async", cancel: "async" }, hooks: underOrderId() },
  ),
  design(
    "padded-ids",
    { zh: "订单号和确认号带前导零", en: "Order ids and confirmation numbers begin with zeros" },
    { ownId: (drawn) => `000${[...drawn].map((letter) => letter.charCodeAt(0) % 10).join("")}${drawn.slice(-4)}` },
  ),
  design(
    "ids-in-chinese",
    { zh: "订单号带中文、空格和斜杠", en: "Order ids hold Chinese, spaces and slashes" },
    { ownId: (drawn) => `前台 ${drawn}/№1` },
  ),
];

/** Inside it draws ids like the others; towards Douyin each is the order's `order_id`. */
function underOrderId(): Hooks {
  return {
    decide: async (decision, next) => {
      const { payload, memory } = decision.input;
      const known = typeof payload.order_out_id === "string" ? memory.order(payload.order_out_id) : undefined;
      const inner = known ? { ...payload, order_out_id: known.orderOutId } : payload;
      const decided = await next({ ...decision, input: { ...decision.input, payload: inner } });
      const data = dataOf(decided.body);
      if (data.error_code !== 0 || data.order_out_id === undefined) return decided;
      return { ...decided, body: { data: { ...data, order_out_id: payload.order_id ?? "" } } };
    },
  };
}
