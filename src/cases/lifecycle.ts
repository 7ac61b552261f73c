import type { Case, Delivery, Expectation } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { compared, comparing } from "./comparing.js";
import { again, booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

const honoured = "lifecycle/audit-honoured";
const kept = "lifecycle/refund-only-keeps-order";
const second = "ordering/second-cancel";

function path(title: Text, proves: Text, deliveries: readonly Delivery[], ...expect: readonly Expectation[]): CaseSpec {
  return { title, proves, steps: inTurn(...deliveries), expect };
}

function bookAndCancel(order: string, variant: string, title: Text): CaseSpec {
  return path(
    title,
    {
      zh: "这种订单从创建、重复到取消的整条路径都得到合规应答。",
      en: "The whole path of such an order, created, repeated and cancelled, is answered as documented.",
    },
    [booking("order", { variant: order }), again("repeat", "order"), cancelling("cancel", "order", variant)],
    expecting("idempotency/same-answer", ["order", "repeat"]),
  );
}

const system: JsonObject = { applicant_type: 99 };

/** From booking to cancel, on every legal path. */
export const lifecycle: readonly Case[] = suite("lifecycle", {
  "unpaid-cancelled": bookAndCancel("standard", "before-payment", {
    zh: "创建后未支付即取消",
    en: "Booked and cancelled before payment",
  }),
  "paid-cancelled": bookAndCancel("paid", "after-payment", {
    zh: "支付后创建，再由用户取消",
    en: "Booked after payment and cancelled by the user",
  }),
  "hourly-cancelled": bookAndCancel("hourly", "hourly", {
    zh: "钟点房创建后取消",
    en: "An hourly room booked and cancelled",
  }),
  "voucher-cancelled": bookAndCancel("presale-voucher", "after-payment", {
    zh: "预售券创建后取消",
    en: "A voucher bought and cancelled",
  }),
  "member-cancelled": bookAndCancel("member", "after-payment", {
    zh: "会员订单创建后取消",
    en: "A member's order booked and cancelled",
  }),
  "negotiated-cancelled": bookAndCancel("negotiated", "negotiated", {
    zh: "协商定创建后协商退",
    en: "A negotiated booking with a negotiated refund",
  }),
  "multi-room-cancelled": bookAndCancel("multi-room", "after-payment", {
    zh: "多间房创建后取消",
    en: "Several rooms booked and cancelled",
  }),
  "promotion-cancelled": bookAndCancel("promotion", "after-payment", {
    zh: "带优惠的订单创建后取消",
    en: "An order with promotions booked and cancelled",
  }),
  "voucher-booked": path(
    { zh: "购买预售券、预约、取消预约", en: "A voucher bought, redeemed by a booking, the booking cancelled" },
    {
      zh: "预约单指向先前的预售券；只取消预约得到合规应答。",
      en: "A booking that redeems an earlier voucher is taken, and the cancel of the booking alone is answered as documented.",
    },
    [
      booking("voucher", { variant: "presale-voucher" }),
      booking("order", {
        variant: "booking",
        take: [{ path: "source_order_id", from: "voucher", field: "request.order_id" }],
      }),
      cancelling("cancel", "order", "after-payment", { set: { after_sale_type: 2 } }),
    ],
    expecting("create-order/valid-refused", ["order"]),
    expecting("idempotency/distinct", ["voucher", "order"]),
  ),
  audit: path(
    { zh: "创建后请求审核取消", en: "Booked, and a decision on the cancel asked for" },
    {
      zh: "need_audit 为 true 的取消得到同步结果，或声明异步审核。",
      en: "A cancel with need_audit true is decided in the answer or put off to an audit.",
    },
    [booking("order"), cancelling("audit", "order", "audit")],
    expecting(honoured, ["audit"]),
  ),
  "audit-hourly": path(
    { zh: "钟点房请求审核取消", en: "A decision asked for on an hourly room" },
    {
      zh: "钟点房的审核取消得到同步结果，或声明异步审核。",
      en: "The audit of an hourly room is decided in the answer or put off.",
    },
    [booking("order", { variant: "hourly" }), cancelling("audit", "order", "hourly", { set: { need_audit: true } })],
    expecting(honoured, ["audit"]),
  ),
  "audit-partial": path(
    { zh: "部分退款请求审核", en: "A decision asked for on a partial refund" },
    {
      zh: "部分退款的审核得到同步结果，或声明异步审核。",
      en: "The audit of a partial refund is decided in the answer or put off.",
    },
    [booking("order"), cancelling("audit", "order", "partial-refund", { set: { need_audit: true } })],
    expecting(honoured, ["audit"]),
  ),
  "audit-refund-only": path(
    { zh: "仅退款请求审核", en: "A decision asked for on a refund that keeps the order" },
    {
      zh: "仅退款的审核得到同步结果，或声明异步审核。",
      en: "The audit of a refund that keeps the order is decided in the answer or put off.",
    },
    [booking("order"), cancelling("audit", "order", "refund-only", { set: { need_audit: true } })],
    expecting(honoured, ["audit"]),
  ),
  "audit-then-notice": path(
    { zh: "审核之后又来取消通知", en: "A notice after an audit" },
    {
      zh: "审核之后平台以新的 cancel_id 通知已取消，商家接受（真实流量中拒绝后也会这样）。",
      en: "After an audit the platform gives notice with a new cancel_id, as seen in real traffic after a refusal; it is accepted.",
    },
    [
      booking("order"),
      cancelling("audit", "order", "audit"),
      cancelling("notice", "order", "after-payment", { set: system }),
    ],
    expecting(honoured, ["audit"]),
    expecting(second, ["audit", "notice"]),
  ),
  "audit-twice": path(
    { zh: "两次请求审核", en: "Two audits" },
    {
      zh: "同一订单先后两次请求审核，每一次都得到决定。",
      en: "Two audits of one order, one after the other, each get a decision.",
    },
    [booking("order"), cancelling("one", "order", "audit"), cancelling("other", "order", "audit")],
    expecting(honoured, ["one", "other"]),
    expecting(second, ["one", "other"]),
  ),
  "audit-then-service": path(
    { zh: "审核之后客服强制取消", en: "Forced by customer service after an audit" },
    {
      zh: "客服强制的取消（need_audit 为 false）被接受。",
      en: "A cancel forced by customer service, need_audit false, is accepted.",
    },
    [
      booking("order"),
      cancelling("audit", "order", "audit"),
      cancelling("forced", "order", "after-payment", {
        set: { applicant_type: 2, need_audit: false, refund_type: 21 },
      }),
    ],
    expecting(second, ["audit", "forced"]),
  ),
  "confirm-timeout": path(
    { zh: "接单超时后系统取消", en: "Cancelled by the system for want of a confirmation" },
    {
      zh: "异步接单超时后，系统发起的取消（applicant_type 99）被接受。",
      en: "After a confirmation that never came, the cancel by the system (applicant_type 99) is accepted.",
    },
    [booking("order"), cancelling("cancel", "order", "after-payment", { set: system })],
  ),
  "refund-only-then-cancel": path(
    { zh: "仅退款之后整单取消", en: "A full cancel after a refund that kept the order" },
    {
      zh: "after_sale_type 3 不取消订单，之后的整单取消仍答 0。",
      en: "after_sale_type 3 does not cancel the order; a later full cancel is answered 0.",
    },
    [booking("order"), cancelling("refund", "order", "refund-only"), cancelling("cancel", "order", "after-payment")],
    expecting(kept, ["refund", "cancel"]),
  ),
  "refund-only-keeps-order": path(
    { zh: "仅退款之后订单仍在", en: "The order stands after a refund alone" },
    {
      zh: "仅退款之后重复的创单仍返回原结果。",
      en: "After a refund that kept the order, a repeated create still returns the first result.",
    },
    [booking("order"), cancelling("refund", "order", "refund-only"), again("repeat", "order")],
    expecting("idempotency/same-answer", ["order", "repeat"]),
  ),
  "partial-then-cancel": path(
    { zh: "部分退款之后整单取消", en: "A full cancel after a partial refund" },
    {
      zh: "部分退款之后的整单取消仍答 0。",
      en: "A full cancel after a partial refund is answered 0.",
    },
    [booking("order"), cancelling("refund", "order", "partial-refund"), cancelling("cancel", "order", "after-payment")],
    expecting(kept, ["refund", "cancel"]),
  ),
  "partial-then-cancel-carried-out": path(
    { zh: "部分退款之后的整单取消被执行", en: "A full cancel after a partial refund carried out" },
    {
      zh: "按 cancel_id 而不是 order_id 去重：部分退款之后的整单取消真的取消了订单。",
      en: "Repeats are told by cancel_id and not by order_id: the full cancel after a partial refund does cancel the order.",
    },
    [
      booking("order"),
      booking("twin", { like: "order" }),
      cancelling("refund", "order", "partial-refund"),
      cancelling("cancel", "order", "after-payment"),
      cancelling("twin-cancel", "twin", "after-payment", { like: "cancel" }),
      again("twin-again", "twin"),
      again("order-again", "order"),
    ],
    expecting("lifecycle/later-cancel-carried-out", [
      "order",
      "refund",
      "cancel",
      "twin",
      "twin-cancel",
      "twin-again",
      "order-again",
    ]),
  ),
  "partial-twice-then-cancel": path(
    { zh: "两次部分退款之后整单取消", en: "A full cancel after two partial refunds" },
    {
      zh: "多次部分退款之后的整单取消仍答 0。",
      en: "A full cancel after several partial refunds is answered 0.",
    },
    [
      booking("order", { variant: "multi-room" }),
      cancelling("one", "order", "partial-refund"),
      cancelling("other", "order", "partial-refund"),
      cancelling("cancel", "order", "after-payment"),
    ],
    expecting(kept, ["one", "other", "cancel"]),
  ),
  "refund-only-then-audit": path(
    { zh: "仅退款之后请求审核取消", en: "A decision asked for after a refund alone" },
    {
      zh: "仅退款之后的审核取消得到决定。",
      en: "A cancel that asks for a decision after a refund that kept the order gets one.",
    },
    [booking("order"), cancelling("refund", "order", "refund-only"), cancelling("audit", "order", "audit")],
    expecting(kept, ["refund", "audit"]),
    expecting(honoured, ["audit"]),
  ),
  "refused-cancel": path(
    { zh: "拒绝取消之后订单还在", en: "The order stands after its cancel was refused" },
    {
      zh: "商家拒绝需要审核的取消之后，重复的创单仍返回原结果，之后的取消答 0。",
      en: "After the merchant refused a cancel that asked for a decision, a repeated create still returns the first result, and a later cancel is answered 0.",
    },
    [
      booking("order"),
      booking("untouched", { like: "order" }),
      cancelling("cancel", "order", "audit"),
      ...comparing("order", "untouched"),
    ],
    expecting("lifecycle/refused-cancel-keeps-order", compared("order", "untouched")),
  ),
  "refused-cancel-later": {
    title: { zh: "异步拒绝取消之后订单还在", en: "The order stands after its cancel was refused later" },
    proves: {
      zh: "商家通过取消审核接口拒绝之后，重复的创单仍返回原结果，之后的取消答 0。",
      en: "After the merchant refused by the audit operation, a repeated create still returns the first result, and a later cancel is answered 0.",
    },
    needs: { platform: true, cancel: "async" },
    steps: [
      ...inTurn(booking("order"), booking("untouched", { like: "order" }), cancelling("cancel", "order", "audit")),
      { awaitOperation: { after: "cancel" } },
      ...inTurn(...comparing("order", "untouched")),
    ],
    expect: [expecting("lifecycle/refused-cancel-keeps-order", compared("order", "untouched"))],
  },
  "failed-then-cancelled": {
    title: { zh: "创单被拒绝后以创单失败取消", en: "Refused, then cancelled as failed" },
    proves: {
      zh: "创单被拒绝、用户已支付时，cancel_type 3 的取消答 0。",
      en: "When a paid create was refused, the cancel of cancel_type 3 that follows is answered 0.",
    },
    needs: { provoke: [4] },
    steps: inTurn(
      booking("refused", { provoke: 4 }),
      cancelling("cancel", "refused", "create-failed", { unset: ["order_out_id"] }),
    ),
    expect: [expecting("ordering/cancel-unknown", ["cancel"])],
  },
  "confirmed-then-cancelled": {
    title: { zh: "异步接单后取消", en: "Confirmed later, then cancelled" },
    proves: {
      zh: "异步接单到达之后的重复创单和取消都得到合规应答。",
      en: "After the confirm operation arrived, a repeated create and the cancel are answered as documented.",
    },
    needs: { platform: true, confirm: "async" },
    steps: [
      ...inTurn(booking("order")),
      { awaitOperation: { after: "order" } },
      ...inTurn(again("repeat", "order"), cancelling("cancel", "order", "after-payment")),
    ],
    expect: [expecting("debt/confirm-missing", ["order"]), expecting("idempotency/same-answer", ["order", "repeat"])],
  },
  "cancelled-before-confirmed": {
    title: { zh: "异步接单之前取消", en: "Cancelled before it was confirmed" },
    proves: {
      zh: "还没有接单的订单也能取消。",
      en: "An order that is not yet confirmed can be cancelled.",
    },
    needs: { confirm: "async" },
    steps: inTurn(booking("order"), cancelling("cancel", "order", "after-payment")),
    expect: [],
  },
});
