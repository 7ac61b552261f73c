import type { Case } from "../core/case.js";
import type { JsonObject } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

const rule = "negative/accepted-unlawful";
const twoNights: JsonObject = { check_in_date: { $today: 24 }, check_out_date: { $today: 26 } };

/** `set` draws a lawful order, `put` then breaks the one law. */
function order(title: Text, put: JsonObject, { set = {}, variant = "standard", omit = [] }: Details = {}): CaseSpec {
  return {
    title,
    proves: {
      zh: "格式正确但自相矛盾的订单最好被拒绝，不能让服务出错。",
      en: "A well-formed order that contradicts itself had better be refused, and is not the end of the server.",
    },
    steps: inTurn(booking("order", { variant, set, put, omit })),
    expect: [
      expecting(rule, ["order"]),
      expecting("negative/undocumented-refusal", ["order"], { fits: [3, 5, 8, 10, 13] }),
      expecting("robustness/server-error", ["order"]),
    ],
  };
}

type Details = { readonly set?: JsonObject; readonly variant?: string; readonly omit?: readonly string[] };

function refund(title: Text, put: JsonObject): CaseSpec {
  return {
    title,
    proves: {
      zh: "退款与订单矛盾的取消最好不被当作成功，不能让服务出错。",
      en: "A cancel whose refund contradicts the order had better not be taken for a good one, and is not the end of the server.",
    },
    steps: inTurn(
      booking("order", {
        set: { ...twoNights, "daily_rates[0].original_amount": 20_000, "daily_rates[1].original_amount": 20_000 },
      }),
      cancelling("cancel", "order", "audit", { unset: ["refund_order_detail"], put }),
    ),
    expect: [expecting(rule, ["cancel"]), expecting("robustness/server-error", ["cancel"])],
  };
}

/** Valid by the schema, and contradicting itself in one place. */
export const laws: readonly Case[] = suite("laws", {
  "total-too-low": order(
    { zh: "总价低于每晚价格之和", en: "A total below the sum of its nights" },
    { total_amount: 1 },
  ),
  "total-too-high": order(
    { zh: "总价高于每晚价格之和", en: "A total above the sum of its nights" },
    { total_amount: 99_999_900 },
  ),
  "total-without-rooms": order(
    { zh: "总价没有乘以间数", en: "A total that forgets the rooms" },
    { total_amount: 20_000 },
    {
      set: {
        check_in_date: { $today: 24 },
        check_out_date: { $today: 25 },
        number_of_units: 2,
        number_of_guests: 2,
        "daily_rates[0].original_amount": 20_000,
      },
    },
  ),
  "discount-above-price": order(
    { zh: "优惠超过房价", en: "A discount above the price" },
    { "daily_rates[0].promotion_info[0].promotion_discount": 99_999_900 },
    { variant: "promotion" },
  ),
  "after-promotion-wrong": order(
    { zh: "促后价与优惠对不上", en: "A price after promotions that does not add up" },
    { "daily_rates[0].after_promotion_amount": 1 },
    { variant: "promotion" },
  ),
  "after-promotion-total-above": order(
    { zh: "促后总价高于总价", en: "A total after promotions above the total" },
    { total_after_promotion_amount: 99_999_900 },
    { variant: "promotion" },
  ),
  "nights-gap": order(
    { zh: "夜晚不连续", en: "A gap between the nights" },
    {
      "daily_rates[1].period_start_date": { $today: 40 },
      "daily_rates[1].period_end_date": { $today: 41 },
    },
    { set: twoNights },
  ),
  "nights-twice": order(
    { zh: "同一晚出现两次", en: "One night twice" },
    {
      "daily_rates[1].period_start_date": { $today: 24 },
      "daily_rates[1].period_end_date": { $today: 25 },
    },
    { set: twoNights },
  ),
  "nights-missing": order(
    { zh: "少一晚的价格", en: "A night without its rate" },
    {},
    { set: twoNights, omit: ["daily_rates[1]"] },
  ),
  "nights-elsewhere": order(
    { zh: "价格日期与入住日期不符", en: "Rates for other dates than the stay" },
    {
      "daily_rates[0].period_start_date": { $today: 50 },
      "daily_rates[0].period_end_date": { $today: 51 },
    },
    { set: { check_in_date: { $today: 24 }, check_out_date: { $today: 25 } } },
  ),
  "hourly-duration-wrong": order(
    { zh: "使用时长与起止时间不符", en: "A duration that differs from the times" },
    { "daily_rates[0].usage_duration": 22 },
    {
      variant: "hourly",
      set: {
        check_in_date: { $today: 10 },
        check_out_date: { $today: 10 },
        "daily_rates[0].period_start_time": { $today: 10, at: "14:00" },
        "daily_rates[0].period_end_time": { $today: 10, at: "17:00" },
        "daily_rates[0].usage_duration": 3,
      },
    },
  ),
  "hourly-ends-before-start": order(
    { zh: "钟点房结束早于开始", en: "An hourly room that ends before it begins" },
    {
      "daily_rates[0].period_start_time": { $today: 10, at: "17:00" },
      "daily_rates[0].period_end_time": { $today: 10, at: "14:00" },
    },
    { variant: "hourly", set: { check_in_date: { $today: 10 }, check_out_date: { $today: 10 } } },
  ),
  "refund-above-paid": refund(
    { zh: "退款超过已付", en: "A refund above what was paid" },
    {
      refund_amount: 90_000_000,
      user_refund_amount: 90_000_000,
    },
  ),
});
