import type { Variant } from "../../../core/callback.js";
import type { StrayCall } from "../events.js";
import type { OrderView } from "../view.js";
import { severityBadge } from "./findings-section.js";
import { code, type Ink } from "./ink.js";
import { amountText } from "./money.js";
import { stageBadge } from "./order-page.js";

export type ListView = {
  /** The latest first. */
  readonly orders: readonly OrderView[];
  readonly strays: readonly StrayCall[];
  /** From 1. */
  readonly page: number;
  readonly variants: readonly Variant[];
  readonly token: string;
};

const perPage = 50;

/** The first page: every order, and the form that makes one. */
export function listPage(view: ListView, ink: Ink): string {
  return [newOrderSection(view, ink), ordersSection(view, ink), straysSection(view, ink)].join("");
}

function newOrderSection({ variants, token }: ListView, ink: Ink): string {
  const options = variants
    .filter(({ isDocSample }) => isDocSample !== true)
    .map(({ name, title }) => `<option value="${name}">${name} – ${ink.t(title)}</option>`);
  return [
    '<section id="new" aria-labelledby="new-title">',
    `<h2 id="new-title" tabindex="-1">${ink.t(texts.newOrder)}</h2>`,
    `<form method="post" action="${ink.href("/orders")}" class="new">`,
    `<input type="hidden" name="token" value="${token}">`,
    `<p><label for="variant">${ink.t(texts.variant)}</label><select id="variant" name="variant">${options.join("")}</select></p>`,
    `<p><label for="paid">${ink.t(texts.paid)}</label><select id="paid" name="paid"><option value="">${ink.t(texts.byMode)}</option><option value="yes">${ink.t(texts.isPaid)}</option><option value="no">${ink.t(texts.isUnpaid)}</option></select></p>`,
    `<p><button id="do-create" class="main">${ink.t(texts.create)}</button></p>`,
    "</form></section>",
  ].join("");
}

function ordersSection({ orders, page }: ListView, ink: Ink): string {
  const shown = orders.slice((page - 1) * perPage, page * perPage);
  const rows = shown.map((order) => orderRow(order, ink)).join("");
  const heads = [texts.order, texts.state, texts.stay, texts.amount, texts.findings, texts.next];
  const table =
    shown.length === 0
      ? `<p class="soft">${ink.t(texts.none)}</p>`
      : `<div class="scroll"><table><thead><tr>${heads.map((text) => `<th scope="col">${ink.t(text)}</th>`).join("")}</tr></thead><tbody>${rows}</tbody></table></div>`;
  return `<section id="orders" data-part aria-labelledby="orders-title"><h2 id="orders-title" tabindex="-1">${ink.t(texts.orders)} <span class="count">${orders.length}</span></h2>${table}${pages(orders.length, page, ink)}</section>`;
}

function orderRow(order: OrderView, ink: Ink): string {
  const { orderId, facts, findings, next } = order;
  const found = (["error", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${severityBadge(severity, ink)} ${count}`];
  });
  const cells: readonly (readonly [string, string])[] = [
    [ink.t(texts.state), stageBadge(order, ink)],
    [ink.t(texts.stay), `${code(facts.checkIn)} → ${code(facts.checkOut)}`],
    [ink.t(texts.amount), amountText(facts)],
    [ink.t(texts.findings), found.length === 0 ? "–" : found.join(" ")],
    [ink.t(texts.next), `${ink.message(next.text)}${next.at === undefined ? "" : ` ${ink.left(next.at)}`}`],
  ];
  const link = `<a id="order-${encodeURIComponent(orderId)}" href="${ink.href(`/orders/${encodeURIComponent(orderId)}`)}">${code(orderId)}</a>`;
  const data = cells.map(([label, cell]) => `<td data-label="${label}">${cell}</td>`);
  return `<tr><th scope="row">${link}<br><span class="soft">${code(order.variant)} ${ink.time(order.placedAt)}</span></th>${data.join("")}</tr>`;
}

function pages(count: number, page: number, ink: Ink): string {
  const last = Math.max(1, Math.ceil(count / perPage));
  if (last === 1) return "";
  const link = (to: number, label: string): string => `<a href="${ink.href(`/?page=${to}`)}">${label}</a>`;
  const newer = page > 1 ? link(page - 1, ink.t(texts.newer)) : "";
  const older = page < last ? link(page + 1, ink.t(texts.older)) : "";
  return `<nav class="pages" aria-label="${ink.t(texts.pages)}">${newer} <span>${page} / ${last}</span> ${older}</nav>`;
}

function straysSection({ strays, token }: ListView, ink: Ink): string {
  const items = strays
    .toReversed()
    .map(({ at, call }) => {
      const reason = call.reason ? ` ${ink.message(call.reason)}` : "";
      return `<li>${ink.time(at)} ${code(`${call.path} → HTTP ${call.status}, ${call.code}`)}${reason}</li>`;
    })
    .join("");
  const list = items === "" ? `<p class="soft">${ink.t(texts.noStrays)}</p>` : `<ul class="strays">${items}</ul>`;
  return [
    `<section id="strays" data-part aria-labelledby="strays-title"><h2 id="strays-title" tabindex="-1">${ink.t(texts.strays)} <span class="count">${strays.length}</span></h2>${list}`,
    `<form method="post" action="${ink.href("/tokens/expire")}"><input type="hidden" name="token" value="${token}"><button id="do-expire-tokens">${ink.t(texts.expireTokens)}</button></form></section>`,
  ].join("");
}

const texts = {
  newOrder: { zh: "新订单", en: "New order" },
  variant: { zh: "变体", en: "Variant" },
  paid: { zh: "支付", en: "Payment" },
  byMode: { zh: "按模式（一步创单为已支付）", en: "by mode (paid in one-step mode)" },
  isPaid: { zh: "创单前已支付", en: "paid before it is created" },
  isUnpaid: { zh: "未支付", en: "unpaid" },
  create: { zh: "下单并发送创单回调", en: "Place it and send the create callback" },
  orders: { zh: "订单", en: "Orders" },
  order: { zh: "订单号", en: "Order" },
  state: { zh: "状态", en: "State" },
  stay: { zh: "入住与离店", en: "Stay" },
  amount: { zh: "金额", en: "Amount" },
  findings: { zh: "问题", en: "Findings" },
  next: { zh: "平台下一步", en: "Next" },
  none: { zh: "还没有订单。", en: "There are no orders yet." },
  newer: { zh: "较新", en: "newer" },
  older: { zh: "较旧", en: "older" },
  pages: { zh: "分页", en: "Pages" },
  strays: { zh: "没有对应任何订单的接口调用", en: "Calls that named no known order" },
  noStrays: { zh: "没有。", en: "There are none." },
  expireTokens: { zh: "让所有令牌立即过期", en: "Let every token expire now" },
};
