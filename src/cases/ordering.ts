import type { Case } from "../core/case.js";
import type { Text } from "../core/text.js";
import { compared, comparing } from "./comparing.js";
import { again, atOnce, booking, type CaseSpec, cancel, cancelling, expecting, inTurn, suite } from "./steps.js";

const unknown = "ordering/cancel-unknown";
const lateCreate = "ordering/late-create";
const secondCancel = "ordering/second-cancel";
const foreign = "ordering/foreign-out-id";
const wellFormed = "robustness/server-error";

function neighbourOf(cancelled: string, kept: string, title: Text): CaseSpec {
  return {
    title,
    proves: {
      zh: "取消按整个 order_id 查找：只差末位的另一个订单不受影响。",
      en: "A cancel finds its order by the whole order_id: another one that differs in the last digit stays as it was.",
    },
    steps: inTurn(
      booking("one"),
      booking("neighbour", {
        like: "one",
        take: [{ path: "order_id", from: "one", field: "request.order_id", nextDigit: true }],
      }),
      booking("untouched", { like: "one" }),
      cancelling("cancel", cancelled, "after-payment"),
      ...comparing(kept, "untouched"),
    ),
    expect: [expecting("ordering/neighbour-kept", compared(kept, "untouched"))],
  };
}

/** Callbacks arrive in any order. */
export const ordering: readonly Case[] = suite("ordering", {
  "cancel-unknown": {
    title: { zh: "从未创建的订单以创单失败取消", en: "An order never stored cancelled as failed" },
    proves: {
      zh: "cancel_type 3 的取消没有 order_out_id，订单不存在时也答 0，否则平台会一直重试。",
      en: "A cancel of cancel_type 3 has no order_out_id and is answered 0 also when the order is unknown; an error only brings retries.",
    },
    steps: inTurn({ name: "cancel", callback: cancel, variant: "create-failed" }),
    expect: [expecting(unknown, ["cancel"])],
  },
  "cancel-unknown-repeated": {
    title: { zh: "重复取消从未创建的订单", en: "The cancel of an order never stored repeated" },
    proves: {
      zh: "对不存在订单的取消重复到达时，应答不变。",
      en: "The cancel of an unknown order gets the same answer when it is repeated.",
    },
    steps: inTurn({ name: "cancel", callback: cancel, variant: "create-failed" }, again("again", "cancel")),
    expect: [expecting(unknown, ["cancel"]), expecting("idempotency/same-answer", ["cancel", "again"])],
  },
  "cancel-unknown-race": {
    title: { zh: "对不存在订单的取消同时到达", en: "Copies of the cancel of an unknown order at once" },
    proves: {
      zh: "对不存在订单的并发取消得到同一个决定。",
      en: "Copies of the cancel of an unknown order that arrive together get one decision.",
    },
    steps: [
      atOnce(
        { name: "cancel", callback: cancel, variant: "create-failed" },
        again("copy", "cancel"),
        again("copy-two", "cancel"),
      ),
    ],
    expect: [expecting("idempotency/race", ["cancel", "copy", "copy-two"])],
  },
  "create-after-cancel-unknown": {
    title: { zh: "取消先到，创单后到", en: "The create arrives after its cancel" },
    proves: {
      zh: "cancel_type 3 的取消被接受之后才到的创单不应再占房。",
      en: "A create that arrives after an accepted cancel of cancel_type 3 should not take a room.",
    },
    steps: inTurn(
      { name: "cancel", callback: cancel, variant: "create-failed" },
      booking("late", { take: [{ path: "order_id", from: "cancel", field: "request.order_id" }] }),
    ),
    expect: [expecting(lateCreate, ["cancel", "late"])],
  },
  "late-create": {
    title: { zh: "取消之后重复的创单", en: "A create repeated after its cancel" },
    proves: {
      zh: "取消之后迟到的重复创单不会生成新订单。",
      en: "A repeat of the create that arrives after the cancel makes no new order.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment"), again("late", "order")),
    expect: [expecting(lateCreate, ["order", "cancel", "late"])],
  },
  "late-create-exact": {
    title: { zh: "取消之后逐字节重复的创单", en: "A create repeated byte for byte after its cancel" },
    proves: {
      zh: "取消之后迟到的原始请求不会生成新订单。",
      en: "The original request arriving again after the cancel makes no new order.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("cancel", "order", "before-payment"),
      again("late", "order", { isExact: true }),
    ),
    expect: [expecting(lateCreate, ["order", "cancel", "late"])],
  },
  "late-create-after-failed": {
    title: { zh: "以创单失败取消之后重复的创单", en: "A create repeated after it was cancelled as failed" },
    proves: {
      zh: "创单应答丢失、平台以 cancel_type 3 取消之后，迟到的创单不会生成新订单。",
      en: "After a create whose answer was lost was cancelled with cancel_type 3, its late repeat makes no new order.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "create-failed"), again("late", "order")),
    expect: [expecting(lateCreate, ["order", "cancel", "late"])],
  },
  "late-create-later": {
    title: { zh: "取消一会儿之后重复的创单", en: "A create repeated a while after its cancel" },
    proves: {
      zh: "取消过后一段时间，迟到的创单仍不会生成新订单。",
      en: "A while after the cancel a late create still makes no new order.",
    },
    steps: [
      ...inTurn(booking("order"), cancelling("cancel", "order", "after-payment")),
      { wait: { platformSeconds: 720 } },
      ...inTurn(again("late", "order")),
    ],
    expect: [expecting(lateCreate, ["order", "cancel", "late"])],
  },
  "second-cancel": {
    title: { zh: "对已取消的订单再次取消", en: "A second cancel of a cancelled order" },
    proves: {
      zh: "已取消的订单收到新的 cancel_id 时答 0。",
      en: "A new cancel_id for an order already cancelled is answered 0.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("first", "order", "after-payment"),
      cancelling("second", "order", "after-payment"),
    ),
    expect: [expecting(secondCancel, ["first", "second"])],
  },
  "second-cancel-before-payment": {
    title: { zh: "支付前重复取消（两个 cancel_id）", en: "Two cancels before payment" },
    proves: {
      zh: "支付前取消过的订单收到新的 cancel_id 时答 0。",
      en: "A new cancel_id for an order cancelled before payment is answered 0.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("first", "order", "before-payment"),
      cancelling("second", "order", "before-payment"),
    ),
    expect: [expecting(secondCancel, ["first", "second"])],
  },
  "second-cancel-audit": {
    title: { zh: "取消之后再来一个审核取消", en: "A cancel that asks for a decision after a cancel" },
    proves: {
      zh: "已取消的订单收到需要审核的取消时答 0。",
      en: "A cancel that asks for a decision, for an order already cancelled, is answered 0.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("first", "order", "after-payment"),
      cancelling("second", "order", "audit"),
    ),
    expect: [expecting(secondCancel, ["first", "second"])],
  },
  "third-cancel": {
    title: { zh: "三个不同的 cancel_id", en: "Three cancel_ids" },
    proves: {
      zh: "同一订单可以有多个 cancel_id，每一个都答 0。",
      en: "One order may have several cancel_ids, and each of them is answered 0.",
    },
    steps: inTurn(
      booking("order"),
      cancelling("first", "order", "after-payment"),
      cancelling("second", "order", "after-payment"),
      cancelling("third", "order", "minimal"),
    ),
    expect: [expecting(secondCancel, ["first", "second", "third"])],
  },
  "foreign-out-id": {
    title: { zh: "取消带着别的订单的商家订单号", en: "A cancel that carries another order's own id" },
    proves: {
      zh: "商家按 order_id 取消，不会因为 order_out_id 取消了别人的订单。",
      en: "The merchant cancels by order_id; another order's order_out_id does not cancel that other order.",
    },
    steps: inTurn(
      booking("mine"),
      booking("other"),
      booking("untouched", { like: "other" }),
      cancelling("cancel", "mine", "after-payment", {
        take: [{ path: "order_out_id", from: "other", field: "answer.data.order_out_id" }],
      }),
      ...comparing("other", "untouched"),
    ),
    expect: [expecting(foreign, compared("other", "untouched"))],
  },
  "foreign-out-id-audit": {
    title: { zh: "审核取消带着别的订单的商家订单号", en: "A cancel to be decided that carries another order's own id" },
    proves: {
      zh: "需要审核的取消也不会因为 order_out_id 取消了别人的订单。",
      en: "A cancel that asks for a decision does not cancel another order by its order_out_id either.",
    },
    steps: inTurn(
      booking("mine"),
      booking("other"),
      booking("untouched", { like: "other" }),
      cancelling("cancel", "mine", "audit", {
        take: [{ path: "order_out_id", from: "other", field: "answer.data.order_out_id" }],
      }),
      ...comparing("other", "untouched"),
    ),
    expect: [expecting(foreign, compared("other", "untouched"))],
  },
  "neighbour-of-cancelled": neighbourOf("one", "neighbour", {
    zh: "取消前一个订单，末位相邻的后一个还在",
    en: "The earlier of two orders that differ in the last digit cancelled",
  }),
  "neighbour-of-cancelled-later": neighbourOf("neighbour", "one", {
    zh: "取消后一个订单，末位相邻的前一个还在",
    en: "The later of two orders that differ in the last digit cancelled",
  }),
  "cancel-unknown-paid": {
    title: { zh: "取消一个商家没有的已支付订单", en: "A paid order that the merchant does not have cancelled" },
    proves: {
      zh: "对不存在订单的支付后取消给出合规应答。",
      en: "The cancel of an unknown order after payment gets a well-formed answer.",
    },
    steps: inTurn({ name: "cancel", callback: cancel, variant: "after-payment" }),
    expect: [expecting(wellFormed, ["cancel"])],
  },
  "cancel-unknown-unpaid": {
    title: { zh: "取消一个商家没有的未支付订单", en: "An unpaid order that the merchant does not have cancelled" },
    proves: {
      zh: "对不存在订单的支付前取消给出合规应答。",
      en: "The cancel of an unknown order before payment gets a well-formed answer.",
    },
    steps: inTurn({ name: "cancel", callback: cancel, variant: "before-payment" }),
    expect: [expecting(wellFormed, ["cancel"])],
  },
  "cancel-unknown-audit": {
    title: { zh: "对商家没有的订单请求审核", en: "A decision asked for an order that the merchant does not have" },
    proves: {
      zh: "对不存在订单的审核取消给出合规应答。",
      en: "A cancel that asks for a decision on an unknown order gets a well-formed answer.",
    },
    steps: inTurn({ name: "cancel", callback: cancel, variant: "audit" }),
    expect: [expecting(wellFormed, ["cancel"])],
  },
  "create-and-cancel-together": {
    title: { zh: "创单与它的失败取消同时到达", en: "A create and its cancel as failed at once" },
    proves: {
      zh: "创单与 cancel_type 3 的取消并发时，两者都得到合规应答。",
      en: "A create and its cancel of cancel_type 3 that arrive together both get a well-formed answer.",
    },
    steps: [
      atOnce(booking("order"), cancelling("cancel", "order", "create-failed", { unset: ["order_out_id"] })),
      ...inTurn(again("late", "order")),
    ],
    expect: [expecting(unknown, ["cancel"]), expecting(wellFormed, ["order", "late"])],
  },
  "repeat-and-cancel-together": {
    title: { zh: "重复创单与取消同时到达", en: "A repeated create and the cancel at once" },
    proves: {
      zh: "重复创单与取消并发时不会生成新订单。",
      en: "A repeated create that races with the cancel makes no new order.",
    },
    steps: [
      ...inTurn(booking("order")),
      atOnce(again("repeat", "order"), cancelling("cancel", "order", "after-payment")),
      ...inTurn(again("late", "order")),
    ],
    expect: [expecting(lateCreate, ["order", "cancel", "repeat", "late"])],
  },
  "create-after-cancelled": {
    title: { zh: "两个订单，先取消后创建另一个", en: "Another order after a cancelled one" },
    proves: {
      zh: "取消一个订单不影响同一客人之后的新订单。",
      en: "The cancel of one order does not stand in the way of the same guest's next one.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment"), booking("next", { like: "order" })),
    expect: [expecting("create-order/valid-refused", ["next"]), expecting("idempotency/distinct", ["order", "next"])],
  },
});
