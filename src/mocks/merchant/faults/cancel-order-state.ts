import { integerOf } from "../../../core/integer.js";
import type { JsonObject } from "../../../core/json.js";
import type { Fault } from "../fault.js";
import { dataOf, refusedWith, refusing } from "../hooks.js";
import type { Hooks } from "../stages.js";
import { cancels, creates } from "./scope.js";

/** What a merchant makes of an order and its cancellations over time. */
export const cancelOrderStateFaults: readonly Fault[] = [
  {
    id: "create-failed-cancel-refused",
    title: { zh: "创单失败的取消答 9", en: "Answers 9 to the cancel of a create that failed" },
    summary: {
      zh: "cancel_type 3 的订单本来就没有入库，商家却答订单不存在，抖音会一直重试。",
      en: "The order of a cancel_type 3 was never stored; answering that it is missing brings endless retries.",
    },
    callbacks: cancels,
    expected: {
      rules: ["ordering/cancel-unknown", "cancel-order/refusal-by-code"],
      suites: ["ordering"],
    },
    hooks: refusing(9, (payload, { memory }) => {
      const isKnown = memory.order(String(payload.order_id)) !== undefined;
      return integerOf(payload.cancel_type) === 3 && !isKnown;
    }),
  },
  {
    id: "order-out-id-demanded",
    title: { zh: "取消必须带 order_out_id", en: "Demands an order_out_id on every cancel" },
    summary: {
      zh: "把选填的 order_out_id 当作必填，没有就答 13。",
      en: "The optional order_out_id is taken for required; without it the answer is 13.",
    },
    callbacks: cancels,
    expected: {
      rules: ["cancel-order/refusal-by-code", "ordering/cancel-unknown"],
      suites: ["cancel-order", "ordering"],
    },
    hooks: refusing(13, (payload) => payload.order_out_id === undefined),
  },
  {
    id: "second-cancel-refused",
    title: { zh: "已取消的订单再次取消答 9", en: "Answers 9 to a second cancel" },
    summary: {
      zh: "同一订单换了 cancel_id 再来，商家答状态异常。",
      en: "A new cancel_id for an order that is cancelled is answered with the code for a wrong state.",
    },
    callbacks: cancels,
    expected: { rules: ["ordering/second-cancel", "cancel-order/refusal-by-code"], suites: ["ordering"] },
    hooks: refusing(9, (payload, { memory }) => {
      const isRepeat = memory.recall("cancel-order", String(payload.cancel_id)) !== undefined;
      return !isRepeat && memory.order(String(payload.order_id))?.state === "cancelled";
    }),
  },
  {
    id: "foreign-out-id-cancels-other",
    title: { zh: "只按 order_out_id 取消", en: "Cancels by order_out_id alone" },
    summary: {
      zh: "不核对 order_id，带着别人的 order_out_id 就取消了别人的订单。",
      en: "order_id is not compared, so a cancel with another order's order_out_id cancels that other order.",
    },
    callbacks: cancels,
    expected: { rules: ["ordering/foreign-out-id"], suites: ["ordering"] },
    hooks: byOutIdAlone(),
  },
  {
    id: "cancel-finds-rounded-id",
    title: { zh: "取消时把 order_id 当浮点数查找", en: "Looks the order of a cancel up by a rounded id" },
    summary: {
      zh: "19 位订单号经过浮点数后末位丢失，取消连末位不同的另一个订单一起取消了。",
      en: "Ids of 19 digits lose their last one in a double, so a cancel also takes an order that differs there.",
    },
    expected: { rules: ["ordering/neighbour-kept"], suites: ["ordering"] },
    hooks: byRoundedId(),
  },
  {
    id: "refund-only-closes-order",
    title: { zh: "仅退款也把订单取消了", en: "Closes the order on a refund only" },
    summary: {
      zh: "不看 after_sale_type，仅退款后订单变成已取消，再来的整单取消答 9。",
      en: "after_sale_type is not looked at: after a refund only the order is closed, and the full cancel is answered 9.",
    },
    callbacks: cancels,
    expected: { rules: ["lifecycle/refund-only-keeps-order", "cancel-order/refusal-by-code"], suites: ["lifecycle"] },
    hooks: closedBy((payload) => Number(integerOf(payload.after_sale_type)) === 3),
  },
  {
    id: "partial-refund-closes-order",
    title: { zh: "部分退款也把订单取消了", en: "Closes the order on a partial refund" },
    summary: {
      zh: "退一晚之后订单变成已取消，再来的整单取消答 9。",
      en: "After one night was refunded the order is closed, and the full cancel is answered 9.",
    },
    callbacks: cancels,
    expected: { rules: ["lifecycle/refund-only-keeps-order", "cancel-order/refusal-by-code"], suites: ["lifecycle"] },
    hooks: closedBy((payload) => [12, 22].includes(Number(integerOf(payload.refund_type)))),
  },
  {
    id: "refused-cancel-closes-order",
    title: { zh: "拒绝取消却把订单取消了", en: "Closes the order whose cancel it refuses" },
    summary: {
      zh: "先改订单状态再审核，拒绝时没有改回来：平台以为订单还在，重复的创单却答 9。",
      en: "The state is changed before the decision and not changed back on a refusal: the platform takes the order for valid, and its repeated create is answered 9.",
    },
    expected: { rules: ["lifecycle/refused-cancel-keeps-order"], suites: ["lifecycle"] },
    design: "refuses-audits",
    hooks: closedByRefusal(),
  },
  {
    id: "late-create-books-again",
    title: { zh: "取消后再来的创单又下了单", en: "Books a create that is repeated after its cancel" },
    summary: {
      zh: "取消时删除了订单，迟到的重试被当作新订单。",
      en: "The cancel deletes the order, and a late retry is booked as a new one.",
    },
    callbacks: creates,
    expected: { rules: ["ordering/late-create", "idempotency/same-answer"], suites: ["ordering"] },
    hooks: {
      decide: (decision, next) => {
        const { memory, payload } = decision.input;
        if (memory.order(String(payload.order_id))?.state !== "cancelled") return next(decision);
        const emptied = { ...memory, recall: () => undefined, order: () => undefined };
        return next({ ...decision, input: { ...decision.input, memory: emptied } });
      },
    },
  },
  {
    id: "failed-create-booked-late",
    title: { zh: "创单失败取消后仍接受迟到的创单", en: "Books an order whose failed create was already cancelled" },
    summary: {
      zh: "没有记下 cancel_type 3 的订单号，之后才到的创单照样成功。",
      en: "The order id of a cancel_type 3 is not kept, so the create that arrives after it succeeds.",
    },
    callbacks: cancels,
    expected: { rules: ["ordering/late-create"], suites: ["ordering"] },
    hooks: {
      decide: (decision, next) => {
        const { memory } = decision.input;
        const forgetting: typeof memory = {
          ...memory,
          saveOrder: (order) => {
            if (order.orderOutId !== "") memory.saveOrder(order);
          },
        };
        return next({ ...decision, input: { ...decision.input, memory: forgetting } });
      },
    },
  },
  {
    id: "cancel-always-100",
    title: { zh: "取消一直答 100", en: "Answers every cancel with 100" },
    summary: {
      zh: "取消排队处理，排队期间一直要求重试。",
      en: "Cancels are queued, and as long as they wait a retry is asked for.",
    },
    callbacks: cancels,
    expected: {
      rules: ["idempotency/after-100", "ordering/second-cancel", "lifecycle/audit-honoured", "ordering/cancel-unknown"],
      suites: ["idempotency", "ordering", "lifecycle", "cancel-order"],
    },
    hooks: refusing(100, () => true),
  },
];

/** Cancels whatever order has the id, and later answers that order's own cancel with 9. */
function byOutIdAlone(): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      const { order_id: orderId, order_out_id: outId } = decision.input.payload;
      if (memory.recall("taken-down", String(orderId))) return refusedWith(9, decision);
      const other = typeof outId === "string" ? memory.orderByOutId(outId) : undefined;
      if (!other || other.orderId === orderId) return next(decision);
      memory.saveOrder({ ...other, state: "cancelled" });
      memory.remember("taken-down", other.orderId, {});
      return { body: agreed, owed: [] };
    },
  };
}

/** Cancels the first order of the same rounded id as well, and then refuses its repeated create. */
function byRoundedId(): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      const { received, input } = decision;
      const orderId = String(input.payload.order_id);
      const rounded = String(Number(orderId));
      const found = memory.recall("rounded", rounded)?.orderId;
      if (cancels.includes(received.definition.id)) {
        if (found !== undefined && found !== orderId) memory.remember("taken-along", String(found), {});
      } else {
        if (memory.recall("taken-along", orderId)) return refusedWith(9, decision);
        if (found === undefined) memory.remember("rounded", rounded, { orderId });
      }
      return next(decision);
    },
  };
}

function closedBy(applies: (payload: JsonObject) => boolean): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      const { input } = decision;
      const orderId = String(input.payload.order_id);
      const closedByCancel = memory.recall("closed", orderId)?.cancelId;
      if (closedByCancel !== undefined && closedByCancel !== input.payload.cancel_id) return refusedWith(9, decision);
      const decided = await next(decision);
      if (applies(input.payload) && dataOf(decided.body).error_code === 0)
        memory.remember("closed", orderId, { cancelId: input.payload.cancel_id ?? "" });
      return decided;
    },
  };
}

function closedByRefusal(): Hooks {
  return {
    decide: async (decision, next, { memory }) => {
      const { received, input } = decision;
      const orderId = String(input.payload.order_id);
      const isCreate = creates.includes(received.definition.id);
      if (isCreate && memory.recall("closed", orderId)) return refusedWith(9, decision);
      const decided = await next(decision);
      if (integerOf(dataOf(decided.body).cancel_result) === 2) memory.remember("closed", orderId, {});
      return decided;
    },
  };
}

const agreed: JsonObject = { data: { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 1 } };
