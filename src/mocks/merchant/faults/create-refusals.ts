import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { amount } from "../amount.js";
import type { Fault } from "../fault.js";
import { refusedWith, refusing } from "../hooks.js";
import { creates } from "./scope.js";

const refused = { rules: ["create-order/valid-refused"], suites: ["create-order", "boundary", "robustness"] };

/** Orders that are in order, and refused all the same. */
export const createRefusalFaults: readonly Fault[] = [
  {
    id: "refuses-empty-phone",
    title: { zh: "手机号为空时拒单", en: "Refuses empty phones" },
    summary: {
      zh: "入住人手机号允许为空，商家却答 6，抖音会反复重试。",
      en: "A guest's phone may be empty; the merchant answers 6 and the platform repeats it again and again.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order", "boundary"] },
    hooks: refusing(6, (order) => guestsOf(order).some(({ phone }) => phone === "")),
  },
  {
    id: "refuses-foreign-phone",
    title: { zh: "境外手机号拒单", en: "Refuses foreign phones" },
    summary: {
      zh: "只认 11 位大陆号码，+65 开头的号码答 6。",
      en: "Only mainland numbers of 11 digits pass; one that begins with +65 is answered 6.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(6, (order) => phonesOf(order).some((phone) => String(phone).startsWith("+"))),
  },
  {
    id: "refuses-foreign-names",
    title: { zh: "非中文姓名拒单", en: "Refuses names that are not Chinese" },
    summary: {
      zh: "姓名正则只允许汉字，英文名和带间隔号的少数民族姓名答 6。",
      en: "The pattern for names allows Chinese characters only; others are answered 6.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order", "boundary"] },
    hooks: refusing(6, (order) => namesOf(order).some((name) => !/^\p{Script=Han}*$/u.test(name))),
  },
  {
    id: "refuses-unknown-fields",
    title: { zh: "有未知字段就拒单", en: "Refuses unknown fields" },
    summary: {
      zh: "严格反序列化，抖音新增字段后所有订单都被拒绝。",
      en: "Strict deserialisation: once Douyin adds a field, every order is refused.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order", "bytes"] },
    hooks: {
      decide: async (decision, next) => {
        const { received, input } = decision;
        const known = received.definition.request.schema.properties;
        const isKnown = (name: string) => isObject(known) && Object.hasOwn(known, name);
        if (Object.keys(input.payload).every(isKnown)) return next(decision);
        return refusedWith(13, decision);
      },
    },
  },
  {
    id: "refuses-same-day-hourly",
    title: { zh: "钟点房当天离店拒单", en: "Refuses hourly rooms that leave on the day" },
    summary: {
      zh: "校验离店日期必须晚于入住日期，忘了钟点房可以当天离店，答 5。",
      en: "Check-out must be after check-in, forgetting hourly rooms; the answer is 5.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order", "boundary"] },
    hooks: refusing(5, (order) => order.check_in_date === order.check_out_date),
  },
  {
    id: "price-without-rooms",
    title: { zh: "核价时没有乘间数", en: "Checks the price without the rooms" },
    summary: {
      zh: "把每晚价格相加后直接与总价比较，多间房的订单答 8。",
      en: "The nights are added up and compared with the total; orders of several rooms are answered 8.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(8, (order) => nightsTotal(order, "original_amount") !== amount(order.total_amount)),
  },
  {
    id: "price-after-promotion-compared",
    title: { zh: "拿促后价核对总价", en: "Compares the total with prices after promotions" },
    summary: {
      zh: "用 after_promotion_amount 之和核对 total_amount，有促销的订单答 8。",
      en: "total_amount is checked against the prices after promotions; promoted orders are answered 8.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(8, (order) => {
      const total = nightsTotal(order, "after_promotion_amount");
      return total > 0 && total * amount(order.number_of_units) !== amount(order.total_amount);
    }),
  },
  {
    id: "refuses-negotiated",
    title: { zh: "协商订单拒单", en: "Refuses negotiated bookings" },
    summary: { zh: "order_tag 只认 0，协商定答 13。", en: "Only order_tag 0 is known; 1 is answered 13." },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(13, (order) => amount(order.order_tag) === 1),
  },
  {
    id: "refuses-bookings",
    title: { zh: "预约单拒单", en: "Refuses bookings on vouchers" },
    summary: {
      zh: "biz_type 只处理 2021，2012 的预约单答 1。",
      en: "Only biz_type 2021 is handled; 2012 is answered 1.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(1, (order) => amount(order.biz_type) === 2012),
  },
  {
    id: "refuses-missing-optionals",
    title: { zh: "缺少选填字段时拒单", en: "Refuses orders without optional fields" },
    summary: {
      zh: "把选填的 occupancies 当成必填，没有入住人列表就答 13。",
      en: "The optional occupancies are taken for required; without them the answer is 13.",
    },
    callbacks: creates,
    expected: { ...refused, suites: ["create-order"] },
    hooks: refusing(13, (order) => guestsOf(order).length === 0),
  },
];

function guestsOf(order: JsonObject): readonly JsonObject[] {
  return Array.isArray(order.occupancies) ? order.occupancies.filter(isObject) : [];
}

function phonesOf(order: JsonObject): readonly (JsonValue | undefined)[] {
  const contact = isObject(order.contact_info) ? order.contact_info : {};
  return [contact.phone, ...guestsOf(order).map(({ phone }) => phone)];
}

function namesOf(order: JsonObject): readonly string[] {
  const contact = isObject(order.contact_info) ? order.contact_info : {};
  return [contact, ...guestsOf(order)].map(({ name }) => String(name ?? ""));
}

function nightsTotal(order: JsonObject, field: string): number {
  const rates = Array.isArray(order.daily_rates) ? order.daily_rates.filter(isObject) : [];
  return rates.reduce((sum, rate) => sum + amount(rate[field]), 0);
}
