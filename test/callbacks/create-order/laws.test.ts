import assert from "node:assert/strict";
import { test } from "node:test";
import { laws } from "../../../src/callbacks/create-order/laws.js";
import type { LawContext } from "../../../src/core/callback.js";
import { defaultMerchantFacts } from "../../../src/core/exchange.js";
import type { JsonObject, JsonValue } from "../../../src/core/json.js";
import { removeAt, setAt } from "../../../src/core/pointer.js";

const order: JsonObject = {
  order_id: "1000946099201940764",
  source_order_id: "1000946099201940765",
  biz_type: 2012,
  check_in_date: "2026-02-27",
  check_out_date: "2026-03-01",
  number_of_units: 2,
  daily_rates: [
    {
      original_amount: 20000,
      amount_before_tax: 18000,
      currency: "USD",
      period_start_date: "2026-02-27",
      period_end_date: "2026-02-28",
      promotion_info: [{ promotion_discount: 1500 }, { promotion_discount: 500 }],
      after_promotion_amount: 18000,
    },
    {
      original_amount: 30000,
      amount_before_tax: 27000,
      currency: "USD",
      period_start_date: "2026-02-28",
      period_end_date: "2026-03-01",
      after_promotion_amount: 30000,
    },
  ],
  total_after_promotion_amount: 96000,
  create_order_time_unix: 1772000000,
  total_amount: 100000,
  amount_before_tax: 90000,
  currency: "USD",
  occupancies: [{ phone: "", license_type: 1, license_id: "11010519491231002X" }],
  contact_info: { phone: "13800138000" },
  pay_info: { pay_time_unix: 1772000060 },
  remark_from_douyin: "1000946099201940764+豪华大床房+100000+USD+96000+USD+双人早餐+门票+商家开票+订单来自抖音。",
  member_info: { member_level: 1, member_phone: "+6581234567" },
  sales_type: 1,
  order_tag: 1,
};

const hourly: JsonObject = {
  ...order,
  check_out_date: "2026-02-27",
  sales_type: 2,
  number_of_units: 1,
  total_amount: 9900,
  total_after_promotion_amount: 9900,
  remark_from_douyin: "",
  amount_before_tax: 9000,
  daily_rates: [
    {
      original_amount: 9900,
      amount_before_tax: 9000,
      currency: "USD",
      period_start_date: "2026-02-27",
      period_end_date: "2026-02-27",
      period_start_time: "2026-02-27 14:00",
      period_end_time: "2026-02-27 18:00",
      usage_duration: 4,
    },
  ],
};

type Broken = {
  readonly law: string;
  readonly name: string;
  readonly from?: JsonObject;
  readonly set: Readonly<Record<string, JsonValue | undefined>>;
  readonly about?: LawContext;
  readonly at: readonly string[];
};

const overseas: LawContext = { variant: "overseas" };
const abroad: LawContext = { merchant: { ...defaultMerchantFacts, mainland: false } };
const firstTime = "/daily_rates/0/period_start_time";
const lastTime = "/daily_rates/0/period_end_time";

const broken: readonly Broken[] = [
  { law: "nights", name: "a night too few", set: { "/daily_rates/1": undefined }, at: ["/daily_rates"] },
  {
    law: "nights",
    name: "a gap",
    set: { "/daily_rates/1/period_start_date": "2026-03-01" },
    at: ["/daily_rates/1/period_start_date"],
  },
  {
    law: "nights",
    name: "a night of two days",
    set: { "/daily_rates/0/period_end_date": "2026-03-01" },
    at: ["/daily_rates/0/period_end_date"],
  },
  {
    law: "nights",
    name: "check-out before check-in",
    set: { "/check_out_date": "2026-02-26" },
    at: ["/check_out_date"],
  },
  {
    law: "nights",
    name: "check-out on the check-in day of a full-day room",
    set: { "/check_out_date": "2026-02-27" },
    at: ["/check_out_date"],
  },
  {
    law: "nights",
    name: "two prices of an hourly room",
    from: hourly,
    set: { "/daily_rates/1": { original_amount: 1 } },
    at: ["/daily_rates"],
  },
  {
    law: "nights",
    name: "an hourly price on another day",
    from: hourly,
    set: { "/daily_rates/0/period_end_date": "2026-02-28" },
    at: ["/daily_rates/0/period_end_date"],
  },
  { law: "total-amount", name: "one fen too many", set: { "/total_amount": 100001 }, at: ["/total_amount"] },
  { law: "total-amount", name: "the rooms forgotten", set: { "/total_amount": 50000 }, at: ["/total_amount"] },
  {
    law: "total-amount",
    name: "a total past 2^53 that is one off",
    set: { "/total_amount": 18014398509481988n, "/daily_rates/0/original_amount": 9007199254710993n },
    at: ["/total_amount"],
  },
  {
    law: "after-promotion",
    name: "a discount forgotten",
    set: { "/daily_rates/0/after_promotion_amount": 18500 },
    at: ["/daily_rates/0/after_promotion_amount"],
  },
  {
    law: "after-promotion",
    name: "discounts above the price",
    set: { "/daily_rates/0/promotion_info/0/promotion_discount": 19501 },
    at: ["/daily_rates/0/promotion_info"],
  },
  {
    law: "total-after-promotion",
    name: "another sum",
    set: { "/total_after_promotion_amount": 95000 },
    at: ["/total_after_promotion_amount"],
  },
  {
    law: "total-after-promotion",
    name: "above the total",
    set: { "/total_after_promotion_amount": 100100 },
    at: ["/total_after_promotion_amount"],
  },
  { law: "hourly-use", name: "no start", from: hourly, set: { [firstTime]: undefined }, at: [firstTime] },
  {
    law: "hourly-use",
    name: "no duration",
    from: hourly,
    set: { "/daily_rates/0/usage_duration": undefined },
    at: ["/daily_rates/0/usage_duration"],
  },
  {
    law: "hourly-use",
    name: "24 hours",
    from: hourly,
    set: { [lastTime]: "2026-02-28 14:00", "/daily_rates/0/usage_duration": 24 },
    at: [lastTime],
  },
  { law: "hourly-use", name: "half an hour", from: hourly, set: { [lastTime]: "2026-02-27 14:30" }, at: [lastTime] },
  {
    law: "hourly-use",
    name: "an end before the start",
    from: hourly,
    set: { [lastTime]: "2026-02-27 13:00" },
    at: [lastTime],
  },
  {
    law: "hourly-use",
    name: "another duration",
    from: hourly,
    set: { "/daily_rates/0/usage_duration": 3 },
    at: ["/daily_rates/0/usage_duration"],
  },
  {
    law: "hourly-use",
    name: "an end after the period",
    from: hourly,
    set: { [firstTime]: "2026-02-27 22:00", [lastTime]: "2026-02-28 02:00" },
    at: [firstTime],
  },
  { law: "source-order", name: "none", set: { "/source_order_id": undefined }, at: ["/source_order_id"] },
  { law: "source-order", name: "an empty one", set: { "/source_order_id": "" }, at: ["/source_order_id"] },
  {
    law: "payment",
    name: "no pay_info in a paid order",
    set: { "/pay_info": undefined },
    about: { variant: "paid" },
    at: ["/pay_info"],
  },
  {
    law: "payment",
    name: "paid before it was placed",
    set: { "/pay_info/pay_time_unix": 1771999999 },
    at: ["/pay_info/pay_time_unix"],
  },
  { law: "overseas-prices", name: "no currency", set: { "/currency": undefined }, about: abroad, at: ["/currency"] },
  {
    law: "overseas-prices",
    name: "no price before tax of a night",
    set: { "/daily_rates/1/amount_before_tax": undefined },
    about: overseas,
    at: ["/daily_rates/1/amount_before_tax"],
  },
  {
    law: "overseas-prices",
    name: "two currencies",
    set: { "/daily_rates/1/currency": "SGD" },
    at: ["/daily_rates/1/currency"],
  },
  {
    law: "overseas-prices",
    name: "before tax above after tax",
    set: { "/daily_rates/0/amount_before_tax": 20001 },
    at: ["/daily_rates/0/amount_before_tax"],
  },
  {
    law: "overseas-prices",
    name: "another sum before tax",
    set: { "/amount_before_tax": 45000 },
    at: ["/amount_before_tax"],
  },
  {
    law: "negotiated-tag",
    name: "tag 0",
    set: { "/order_tag": 0 },
    about: { variant: "negotiated" },
    at: ["/order_tag"],
  },
  {
    law: "remark",
    name: "another order's id",
    set: {
      "/remark_from_douyin": "1000946099201940765+豪华大床房+100000+USD+96000+USD+双人早餐+商家开票+订单来自抖音。",
    },
    at: ["/remark_from_douyin"],
  },
  { law: "remark", name: "other amounts", set: { "/total_amount": 1 }, at: ["/remark_from_douyin"] },
  { law: "remark", name: "free text", set: { "/remark_from_douyin": "请安排高楼层" }, at: ["/remark_from_douyin"] },
  {
    law: "id-number",
    name: "a wrong check digit",
    set: { "/occupancies/0/license_id": "110105194912310021" },
    at: ["/occupancies/0/license_id"],
  },
  {
    law: "id-number",
    name: "a birthday that does not exist",
    set: { "/occupancies/0/license_id": "11010519490230002X" },
    at: ["/occupancies/0/license_id"],
  },
  {
    law: "phone",
    name: "+86 before a mainland number",
    set: { "/contact_info/phone": "+8613800138000" },
    at: ["/contact_info/phone"],
  },
  { law: "phone", name: "ten digits", set: { "/occupancies/0/phone": "1380013800" }, at: ["/occupancies/0/phone"] },
  {
    law: "phone",
    name: "blanks in a foreign number",
    set: { "/member_info/member_phone": "+65 8123 4567" },
    at: ["/member_info/member_phone"],
  },
];

test("a lawful order breaks no law", () => {
  for (const law of laws) {
    assert.deepEqual(law.check(order, { variant: "overseas" }), [], law.id);
    assert.deepEqual(law.check(hourly, { variant: "paid" }), [], law.id);
    assert.deepEqual(law.check(order, { variant: "negotiated", ...abroad }), [], law.id);
  }
});

for (const { law: name, name: what, from = order, set, about, at } of broken) {
  test(`laws/${name} is broken by ${what}`, () => {
    const law = laws.find(({ id }) => id === `laws/${name}`);
    assert.ok(law);
    const payload = Object.entries(set).reduce(
      (changed, [pointer, value]) =>
        value === undefined ? removeAt(changed, pointer) : setAt(changed, pointer, value),
      from,
    );
    assert.deepEqual(
      law.check(payload, about).map(({ pointer }) => pointer),
      at,
    );
  });
}

test("every law has a payload that breaks it", () => {
  const tried = new Set(broken.map(({ law }) => `laws/${law}`));
  assert.deepEqual(
    laws.map(({ id }) => id).filter((id) => !tried.has(id)),
    [],
  );
});

test("laws stay calm before values of any type", () => {
  const odd: readonly JsonValue[] = [null, "x", 1.5, -1, [], [null], {}, { daily_rates: 1 }, true, 10n ** 30n];
  for (const law of laws) {
    for (const key of Object.keys(order)) {
      for (const value of odd) law.check({ ...order, [key]: value }, { variant: "overseas" });
      for (const value of odd) law.check({ ...hourly, [key]: value });
    }
    assert.deepEqual(law.check({}), []);
  }
});
