import type { Law } from "../../../core/callback.js";
import { breach } from "../../hotel/breach.js";
import { readRemark, remarkOf } from "../remark.js";

export const remark: Law = {
  id: "laws/remark",
  title: {
    zh: "remark_from_douyin 按文档的顺序拼接，订单号和金额与订单一致",
    en: "remark_from_douyin is composed in the document's order, with the order's own id and amounts",
  },
  check(order) {
    const stated = order.remark_from_douyin;
    if (typeof stated !== "string" || stated === "") return [];
    const parts = readRemark(stated);
    if (!parts)
      return [
        breach("/remark_from_douyin", {
          zh: "备注不是按“订单id+商品名称+原始金额+币种+实付金额+币种+商品搭配+开票方+订单来自抖音。”拼接的。",
          en: "The remark is not composed of order id, product, original amount, currency, paid amount, currency, extras, invoicing party and origin.",
        }),
      ];
    const expected = remarkOf(order, parts);
    if (stated === expected) return [];
    return [
      breach(
        "/remark_from_douyin",
        {
          zh: "备注里的订单号、金额或币种与订单不一致，应为：{expected}",
          en: "The id, amounts or currency in the remark are not those of the order; it should read: {expected}",
        },
        { expected },
      ),
    ];
  },
};
