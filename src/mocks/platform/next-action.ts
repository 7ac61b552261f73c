import type { Text } from "../../core/text.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import { type Due, duesOf } from "./due.js";
import type { OrderRecord } from "./order-record.js";
import type { NextAction } from "./view.js";
import { weave } from "./weave.js";

/** What the platform does next about an order, or whom it waits for. */
export function nextActionOf(order: OrderRecord, catalogue: Catalogue): NextAction {
  const flying = order.deliveries.find(({ status }) => status.kind === "in-flight");
  if (flying)
    return { kind: "wait-answer", at: undefined, text: { text: about(texts.answer, flying.callback, catalogue) } };
  const [due] = duesOf(order);
  if (due) return dueAction(due, order, catalogue);
  if (order.booking === "created" && order.money === "unpaid") {
    return { kind: "wait-payment", at: undefined, text: { text: texts.unpaid } };
  }
  return { kind: "nothing", at: undefined, text: { text: texts.nothing } };
}

function dueAction(due: Due, order: OrderRecord, catalogue: Catalogue): NextAction {
  const { at } = due;
  switch (due.kind) {
    case "cancel": {
      const { title } = catalogue.canceller.life.plans[due.cause];
      return {
        kind: "cancel",
        at,
        text: { text: weave(about(texts.cancel, catalogue.canceller.id, catalogue), { why: title }) },
      };
    }
    case "attempt": {
      const delivery = order.deliveries.find(({ id }) => id === due.deliveryId);
      const n = (delivery?.attempts.length ?? 0) + 1;
      const text = about(n > 1 ? texts.retry : texts.send, delivery?.callback ?? catalogue.creator.id, catalogue);
      return { kind: n > 1 ? "retry" : "send", at, text: { text, args: { n } } };
    }
    case "deadline": {
      const { kind } = due.deadline;
      return { kind: kind === "payment" ? "wait-payment" : "wait-operation", at, text: { text: texts[kind] } };
    }
  }
}

function about(template: Text, callback: string, catalogue: Catalogue): Text {
  return weave(template, { title: callbackOf(catalogue, callback).title });
}

const texts = {
  answer: { zh: "等待商家应答「{title}」", en: "waits for the answer to “{title}”" },
  send: { zh: "发送「{title}」", en: "sends “{title}”" },
  retry: { zh: "重试「{title}」（第 {n} 次）", en: "sends “{title}” again (attempt {n})" },
  cancel: { zh: "发送「{title}」：{why}", en: "sends “{title}”: {why}" },
  confirm: {
    zh: "等待商家调用确认接单接口；到期取消订单并退款",
    en: "waits for the confirm operation; at the deadline it cancels and refunds the order",
  },
  audit: {
    zh: "等待商家调用取消审核接口；到期自动退款",
    en: "waits for the audit operation; at the deadline it refunds the guest",
  },
  payment: { zh: "等待用户支付；到期取消订单", en: "waits for the payment; at the deadline it cancels the order" },
  unpaid: { zh: "等待用户支付（order pay）", en: "waits for the payment (order pay)" },
  nothing: { zh: "没有待办事项", en: "has nothing left to do" },
} satisfies Record<string, Text>;
