import type { Variant } from "../../../core/callback.js";
import type { OrderStage } from "../order-record.js";
import type { OrderView } from "../view.js";
import { actionsSection } from "./actions-section.js";
import { findingsSection } from "./findings-section.js";
import { code, type Ink } from "./ink.js";
import { amountText } from "./money.js";
import { nextSection } from "./next-section.js";
import { timelineSection } from "./timeline-section.js";

/** The page of one order. */
export function orderPage(order: OrderView, cancelVariants: readonly Variant[], token: string, ink: Ink): string {
  return [
    `<nav aria-label="${ink.t(texts.back)}"><a href="${ink.href("/")}">${ink.t(texts.back)}</a></nav>`,
    summarySection(order, ink),
    '<div class="columns"><div>',
    nextSection(order, ink),
    actionsSection(order, cancelVariants, token, ink),
    findingsSection(order, ink),
    "</div><div>",
    timelineSection(order, ink),
    "</div></div>",
  ].join("");
}

export function stageBadge({ stage, stageTitle, money, moneyTitle }: OrderView, ink: Ink): string {
  const paid =
    stage === "refunded" && money === "refunded" ? "" : ` <span class="badge calm">${ink.t(moneyTitle)}</span>`;
  return `<span class="badge ${tones[stage]}">${ink.t(stageTitle)}</span>${paid}`;
}

const tones: Readonly<Record<OrderStage, "good" | "warn" | "bad" | "calm">> = {
  creating: "warn",
  "create-failed": "bad",
  created: "warn",
  "wait-confirm": "warn",
  confirmed: "good",
  refused: "bad",
  cancelled: "calm",
  cancelling: "warn",
  "wait-audit": "warn",
  refunded: "calm",
  "checked-in": "good",
  "no-show": "calm",
  "checked-out": "good",
};

function summarySection(order: OrderView, ink: Ink): string {
  const { facts } = order;
  const rows: readonly (readonly [string, string])[] = [
    [ink.t(texts.ownId), order.orderOutId === undefined ? "–" : code(order.orderOutId)],
    [ink.t(texts.variant), code(order.variant)],
    [ink.t(texts.stay), `${code(facts.checkIn)} → ${code(facts.checkOut)}`],
    [ink.t(texts.rooms), code(String(facts.rooms))],
    [ink.t(texts.amount), amountText(facts)],
    [ink.t(texts.ratePlan), code(facts.ratePlanId)],
    [ink.t(texts.placed), ink.time(order.placedAt)],
  ];
  return [
    '<section id="summary" data-part aria-labelledby="order-title">',
    `<h1 id="order-title" tabindex="-1">${ink.t(texts.order)} ${code(order.orderId)}</h1>`,
    `<p class="stage">${stageBadge(order, ink)}</p>`,
    `<dl class="facts">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join("")}</dl>`,
    "</section>",
  ].join("");
}

const texts = {
  back: { zh: "全部订单", en: "All orders" },
  order: { zh: "订单", en: "Order" },
  ownId: { zh: "商家订单号", en: "Merchant's id" },
  variant: { zh: "变体", en: "Variant" },
  stay: { zh: "入住与离店", en: "Stay" },
  rooms: { zh: "间数", en: "Rooms" },
  amount: { zh: "金额", en: "Amount" },
  ratePlan: { zh: "售卖房型", en: "Rate plan" },
  placed: { zh: "下单时间", en: "Placed" },
};
