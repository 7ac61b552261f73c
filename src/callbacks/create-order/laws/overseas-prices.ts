import type { Law, LawBreach, LawContext } from "../../../core/callback.js";
import type { JsonObject } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";
import { amountOf } from "../../hotel/amount.js";
import { breach } from "../../hotel/breach.js";
import { ratesOf, timesRooms } from "../rates.js";

export const overseasPrices: Law = {
  id: "laws/overseas-prices",
  title: {
    zh: "非中国大陆商家的订单带币种和税前价，各处一致",
    en: "Orders of hotels outside mainland China carry currency and prices before tax, the same everywhere",
  },
  check(order, context = {}) {
    const absent = neededFields(context).flatMap((field) => whereAbsent(order, field));
    return absent.length > 0 ? absent : [...checkCurrency(order), ...checkBeforeTax(order)];
  },
};

function neededFields({ variant, merchant }: LawContext): readonly string[] {
  if (variant === "overseas") return ["currency", "amount_before_tax"];
  return merchant?.mainland === false ? ["currency"] : [];
}

function whereAbsent(order: JsonObject, field: string): readonly LawBreach[] {
  const pointers = ratesOf(order).flatMap((rate, i) =>
    rate[field] === undefined ? [`/daily_rates/${i}/${field}`] : [],
  );
  const all = order[field] === undefined ? [`/${field}`, ...pointers] : pointers;
  return all.map((pointer) => breach(pointer, needed, { field }));
}

function checkCurrency(order: JsonObject): readonly LawBreach[] {
  const expected = order.currency;
  if (typeof expected !== "string") return [];
  return ratesOf(order).flatMap((rate, i) => {
    const stated = rate.currency;
    if (typeof stated !== "string" || stated === expected) return [];
    return breach(`/daily_rates/${i}/currency`, otherCurrency, { stated, expected });
  });
}

function checkBeforeTax(order: JsonObject): readonly LawBreach[] {
  const nightly = ratesOf(order).flatMap((rate, i) => aboveAfterTax(rate, "original_amount", `/daily_rates/${i}`));
  if (nightly.length > 0) return nightly;
  const stated = amountOf(order.amount_before_tax);
  if (stated === undefined) return [];
  const expected = timesRooms(order, (rate) => amountOf(rate.amount_before_tax));
  if (expected !== undefined && expected !== stated)
    return [breach("/amount_before_tax", wrongSum, { stated, expected })];
  return aboveAfterTax(order, "total_amount", "");
}

function aboveAfterTax(amounts: JsonObject, grossField: string, pointer: string): readonly LawBreach[] {
  const before = amountOf(amounts.amount_before_tax);
  const after = amountOf(amounts[grossField]);
  if (before === undefined || after === undefined || before <= after) return [];
  return [breach(`${pointer}/amount_before_tax`, aboveGross, { before, after, grossField })];
}

const needed: Text = {
  zh: "非中国大陆商家的订单必须有 {field}。",
  en: "An order of a hotel outside mainland China needs {field}.",
};
const otherCurrency: Text = {
  zh: "这一晚的币种 {stated} 与订单的币种 {expected} 不同。",
  en: "The currency of this night, {stated}, is not that of the order, {expected}.",
};
const wrongSum: Text = {
  zh: "amount_before_tax 为 {stated}，而每晚税前价之和乘以 number_of_units 是 {expected}。",
  en: "amount_before_tax is {stated}, but the nights before tax times number_of_units are {expected}.",
};
const aboveGross: Text = {
  zh: "税前价 {before} 高于税后的 {grossField} {after}。",
  en: "The price before tax, {before}, is above {grossField}, {after}, which is after tax.",
};
