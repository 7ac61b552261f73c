import type { Law } from "../../../core/callback.js";
import { isObject } from "../../../core/json.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";

export const payment: Law = {
  id: "laws/payment",
  title: {
    zh: "支付后创建的订单带支付信息，支付不早于下单",
    en: "An order created after payment carries pay_info, and was not paid before it was placed",
  },
  check(order, { variant } = {}) {
    const pay = order.pay_info;
    if (pay === undefined) {
      if (variant !== "paid") return [];
      return [
        breach("/pay_info", {
          zh: "支付后创建的订单必须有 pay_info。",
          en: "An order created after payment needs pay_info.",
        }),
      ];
    }
    const paidAt = isObject(pay) ? amountOf(pay.pay_time_unix) : undefined;
    const createdAt = amountOf(order.create_order_time_unix);
    if (paidAt === undefined || createdAt === undefined || paidAt >= createdAt) return [];
    return [
      breach(
        "/pay_info/pay_time_unix",
        {
          zh: "支付时间 {paidAt} 早于下单时间 {createdAt}。",
          en: "The payment time {paidAt} is before the order time {createdAt}.",
        },
        { paidAt, createdAt },
      ),
    ];
  },
};
