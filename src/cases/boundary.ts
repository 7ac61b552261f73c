import type { Case } from "../core/case.js";
import type { JsonObject, JsonValue } from "../core/json.js";
import type { Text } from "../core/text.js";
import { booking, type CaseSpec, cancelling, expecting, inTurn, suite } from "./steps.js";

/** Codes that a hotel may lawfully refuse an unusual but valid stay with: too many guests, too long, full, price, limit, own reasons. */
const lawful: JsonObject = { lawful: [1, 2, 3, 4, 8, 11, 13] };

function stay(title: Text, set: JsonObject, variant = "standard"): CaseSpec {
  return {
    title,
    proves: {
      zh: "取值在边界上的合法订单得到合规应答：被接受，或以含义相符的错误码拒绝，而不是被当成格式错误。",
      en: "A valid order at the limit of a value is accepted or refused with a code that fits; it is not taken for a malformed one.",
    },
    steps: inTurn(booking("order", { variant, set })),
    expect: [
      expecting("create-order/valid-refused", ["order"], lawful),
      expecting("robustness/server-error", ["order"]),
    ],
  };
}

function nights(from: JsonValue, to: JsonValue): JsonObject {
  return { check_in_date: from, check_out_date: to };
}

function hours(from: string, to: string, count: number, nextDay = false): JsonObject {
  const day = { $today: 10 };
  const leaving = nextDay ? { $today: 11 } : day;
  return {
    ...nights(day, leaving),
    "daily_rates[0].period_start_time": { $today: 10, at: from },
    "daily_rates[0].period_end_time": nextDay ? { $today: 11, at: to } : { $today: 10, at: to },
    "daily_rates[0].usage_duration": count,
  };
}

function refunded(title: Text, variant: string, set: JsonObject): CaseSpec {
  return {
    title,
    proves: {
      zh: "金额在边界上的取消得到合规应答。",
      en: "A cancel whose amounts are at their limits gets a well-formed answer.",
    },
    steps: inTurn(booking("order"), cancelling("cancel", "order", variant, { set })),
    expect: [expecting("robustness/server-error", ["cancel"])],
  };
}

/** Values at their limits. */
export const boundary: readonly Case[] = suite("boundary", {
  "one-room": stay({ zh: "1 间房", en: "One room" }, { number_of_units: 1 }),
  "two-rooms": stay({ zh: "2 间房", en: "Two rooms" }, { number_of_units: 2, number_of_guests: 2 }),
  "nine-rooms": stay({ zh: "9 间房", en: "Nine rooms" }, { number_of_units: 9, number_of_guests: 9 }),
  "one-guest": stay({ zh: "1 位住客", en: "One guest" }, { number_of_guests: 1 }),
  "four-guests": stay({ zh: "一间房 4 位住客", en: "Four guests in one room" }, { number_of_guests: 4 }),
  "one-night": stay({ zh: "住 1 晚", en: "One night" }, nights({ $today: 14 }, { $today: 15 })),
  "seven-nights": stay({ zh: "住 7 晚", en: "Seven nights" }, nights({ $today: 14 }, { $today: 21 })),
  "thirty-nights": stay({ zh: "住 30 晚", en: "Thirty nights" }, nights({ $today: 14 }, { $today: 44 })),
  today: stay({ zh: "当天入住", en: "Check-in today" }, nights({ $today: 0 }, { $today: 1 })),
  "in-half-a-year": stay({ zh: "半年后入住", en: "Check-in in half a year" }, nights({ $today: 180 }, { $today: 181 })),
  "month-end": stay(
    { zh: "跨月末", en: "Across the end of a month" },
    nights({ $today: 3, to: "month-end" }, { $today: 1, after: { $today: 3, to: "month-end" } }),
  ),
  "year-end": stay(
    { zh: "跨年", en: "Across the end of a year" },
    nights({ $today: 3, to: "year-end" }, { $today: 1, after: { $today: 3, to: "year-end" } }),
  ),
  "leap-day": stay(
    { zh: "闰日入住", en: "Check-in on a leap day" },
    nights({ $today: 3, to: "leap-day" }, { $today: 1, after: { $today: 3, to: "leap-day" } }),
  ),
  "hourly-one": stay({ zh: "钟点房 1 小时", en: "An hourly room for one hour" }, hours("14:00", "15:00", 1), "hourly"),
  "hourly-twelve": stay(
    { zh: "钟点房 12 小时", en: "An hourly room for twelve hours" },
    hours("08:00", "20:00", 12),
    "hourly",
  ),
  "hourly-twenty-three": stay(
    { zh: "钟点房 23 小时（跨天）", en: "An hourly room for 23 hours, into the next day" },
    hours("10:00", "09:00", 23, true),
    "hourly",
  ),
  "hourly-over-midnight": stay(
    { zh: "钟点房跨零点", en: "An hourly room over midnight" },
    hours("22:00", "02:00", 4, true),
    "hourly",
  ),
  "hourly-at-midnight": stay(
    { zh: "钟点房到零点结束", en: "An hourly room that ends at midnight" },
    hours("20:00", "00:00", 4, true),
    "hourly",
  ),
  "price-one-fen": stay(
    { zh: "每晚 1 分", en: "One fen a night" },
    { ...nights({ $today: 14 }, { $today: 15 }), "daily_rates[0].original_amount": 1 },
  ),
  "price-high": stay(
    { zh: "每晚 99999.99 元", en: "99,999.99 yuan a night" },
    { ...nights({ $today: 14 }, { $today: 15 }), "daily_rates[0].original_amount": 9_999_999 },
  ),
  "price-odd": stay(
    { zh: "价格不是整元", en: "A price with fen" },
    { ...nights({ $today: 14 }, { $today: 15 }), "daily_rates[0].original_amount": 19_933 },
  ),
  "remark-long": stay(
    { zh: "备注 500 字", en: "A remark of 500 characters" },
    { remark_from_guest: "请安排高楼层".repeat(84).slice(0, 500) },
  ),
  "name-long": stay(
    { zh: "姓名 40 个字符", en: "A name of 40 characters" },
    { "contact_info.name": "Wolfeschlegelsteinhausenbergerdorff Hans" },
  ),
  "breakfasts-many": stay({ zh: "含 8 份早餐", en: "Eight breakfasts" }, { meals: [{ meal_type: 1, meal_num: 8 }] }),
  "refund-zero": refunded({ zh: "退款金额为 0", en: "A refund of nothing" }, "after-payment", { refund_amount: 0 }),
  "refund-one-fen": refunded({ zh: "退款 1 分", en: "A refund of one fen" }, "partial-refund", { refund_amount: 1 }),
  "penalty-zero": refunded({ zh: "罚金为 0", en: "A penalty of nothing" }, "after-payment", { penalty: 0 }),
  "audit-refund-zero": refunded(
    { zh: "请求审核且退款为 0", en: "A decision asked for on a refund of nothing" },
    "audit",
    {
      refund_amount: 0,
    },
  ),
});
