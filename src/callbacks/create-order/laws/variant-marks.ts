import type { Law } from "../../../core/callback.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";

export const sourceOrder: Law = {
  id: "laws/source-order",
  title: { zh: "预约单指明被兑换的预售订单", en: "A booking names the presale order it redeems" },
  check(order) {
    if (amountOf(order.biz_type) !== 2012n) return [];
    if (order.source_order_id !== undefined && order.source_order_id !== "") return [];
    return [
      breach("/source_order_id", {
        zh: "biz_type 为 2012 的预约单必须有 source_order_id。",
        en: "A booking (biz_type 2012) needs source_order_id.",
      }),
    ];
  },
};

export const negotiatedTag: Law = {
  id: "laws/negotiated-tag",
  title: { zh: "协商定的 order_tag 为 1", en: "A negotiated booking has order_tag 1" },
  check(order, { variant } = {}) {
    if (variant !== "negotiated" || amountOf(order.order_tag) === 1n) return [];
    return [breach("/order_tag", { zh: "协商定的 order_tag 应为 1。", en: "A negotiated booking has order_tag 1." })];
  },
};
