import type { Law } from "../../../core/callback.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";
import { discountOf, priceAfterPromotion, ratesOf, timesRooms } from "../rates.js";

export const totalAmount: Law = {
  id: "laws/total-amount",
  title: {
    zh: "总价等于每晚原价之和乘以间数",
    en: "The total is the sum of the nightly prices times the rooms",
  },
  check(order) {
    const stated = amountOf(order.total_amount);
    const expected = timesRooms(order, (rate) => amountOf(rate.original_amount));
    if (stated === undefined || expected === undefined || stated === expected) return [];
    return [
      breach(
        "/total_amount",
        {
          zh: "total_amount 为 {stated}，而 daily_rates 的 original_amount 之和乘以 number_of_units 是 {expected}。",
          en: "total_amount is {stated}, but the original_amount of the nights times number_of_units is {expected}.",
        },
        { stated, expected },
      ),
    ];
  },
};

export const afterPromotion: Law = {
  id: "laws/after-promotion",
  title: {
    zh: "每晚促后价等于原价减去营销优惠，且不小于 0",
    en: "The price after promotions is the original price less the discounts, and not below zero",
  },
  check(order) {
    return ratesOf(order).flatMap((rate, i) => {
      const original = amountOf(rate.original_amount);
      if (original === undefined) return [];
      const discount = discountOf(rate);
      const args = { original, discount, expected: original - discount };
      if (discount > original)
        return [
          breach(
            `/daily_rates/${i}/promotion_info`,
            {
              zh: "这一晚的优惠共 {discount}，超过了原价 {original}。",
              en: "The discounts of this night are {discount}, more than its price of {original}.",
            },
            args,
          ),
        ];
      const stated = amountOf(rate.after_promotion_amount);
      if (stated === undefined || stated === original - discount) return [];
      return [
        breach(
          `/daily_rates/${i}/after_promotion_amount`,
          {
            zh: "after_promotion_amount 为 {stated}，而原价 {original} 减去优惠 {discount} 是 {expected}。",
            en: "after_promotion_amount is {stated}, but {original} less discounts of {discount} is {expected}.",
          },
          { ...args, stated },
        ),
      ];
    });
  },
};

export const totalAfterPromotion: Law = {
  id: "laws/total-after-promotion",
  title: {
    zh: "促后总价等于每晚促后价之和乘以间数，且不超过总价",
    en: "The total after promotions is the sum of the nights after promotions times the rooms, and never above the total",
  },
  check(order) {
    const pointer = "/total_after_promotion_amount";
    const stated = amountOf(order.total_after_promotion_amount);
    if (stated === undefined) return [];
    const total = amountOf(order.total_amount);
    if (total !== undefined && stated > total)
      return [
        breach(
          pointer,
          {
            zh: "total_after_promotion_amount 为 {stated}，超过了 total_amount 的 {total}。",
            en: "total_after_promotion_amount is {stated}, above the total_amount of {total}.",
          },
          { stated, total },
        ),
      ];
    const expected = timesRooms(order, priceAfterPromotion);
    if (expected === undefined || stated === expected) return [];
    return [
      breach(
        pointer,
        {
          zh: "total_after_promotion_amount 为 {stated}，而每晚促后价之和乘以 number_of_units 是 {expected}。",
          en: "total_after_promotion_amount is {stated}, but the nights after promotions times number_of_units are {expected}.",
        },
        { stated, expected },
      ),
    ];
  },
};
