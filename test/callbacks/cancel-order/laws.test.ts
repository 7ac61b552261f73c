import assert from "node:assert/strict";
import { test } from "node:test";
import { laws } from "../../../src/callbacks/cancel-order/laws.js";
import type { LawContext } from "../../../src/core/callback.js";
import { defaultMerchantFacts } from "../../../src/core/exchange.js";
import type { JsonObject, JsonValue } from "../../../src/core/json.js";
import { removeAt, setAt } from "../../../src/core/pointer.js";

const cancellation: JsonObject = {
  order_id: "1000946099201940764",
  cancel_id: "1000946099201940799",
  order_out_id: "HT0001",
  refund_amount: 90000,
  user_refund_amount: 90000,
  penalty: 0,
  currency: "CNY",
  cancel_type: 2,
  need_audit: true,
  negotiate_refund: true,
  after_sale_type: 3,
  refund_type: 11,
  refund_order_detail: [
    { daily_refund_amount: 20000, period_start_date: "2026-02-27", period_end_date: "2026-02-28" },
    { daily_refund_amount: 25000, period_start_date: "2026-02-28", period_end_date: "2026-03-01" },
  ],
};

const hourly: JsonObject = {
  ...cancellation,
  refund_amount: 9900,
  user_refund_amount: 9900,
  refund_order_detail: [
    {
      daily_refund_amount: 9900,
      period_start_date: "2026-02-27",
      period_end_date: "2026-02-27",
      period_start_time: "2026-02-27T15:00:00",
      period_end_time: "2026-02-27T18:00:00",
    },
  ],
};

const order = { total_amount: 100000, total_after_promotion_amount: 90000, number_of_units: 2, currency: "CNY" };
const earlier: LawContext = { earlier: { payload: order } };
const start = "/refund_order_detail/0/period_start_time";
const end = "/refund_order_detail/0/period_end_time";

type Broken = {
  readonly law: string;
  readonly name: string;
  readonly from?: JsonObject;
  readonly set: Readonly<Record<string, JsonValue | undefined>>;
  readonly about?: LawContext;
  readonly at: readonly string[];
};

const broken: readonly Broken[] = [
  {
    law: "refund-within-paid",
    name: "more to the user than the refund",
    set: { "/user_refund_amount": 90001 },
    at: ["/user_refund_amount"],
  },
  {
    law: "refund-within-paid",
    name: "money before payment",
    set: { "/cancel_type": 1 },
    at: ["/refund_amount", "/user_refund_amount"],
  },
  {
    law: "refund-within-paid",
    name: "a penalty before payment",
    set: { "/cancel_type": 1, "/refund_amount": 0, "/user_refund_amount": 0, "/penalty": 1 },
    at: ["/penalty"],
  },
  {
    law: "refund-within-paid",
    name: "more than was paid for the order",
    set: { "/refund_amount": 90001 },
    about: earlier,
    at: ["/refund_amount"],
  },
  { law: "refund-type", name: "a penalty on a full refund", set: { "/penalty": 10000 }, at: ["/penalty"] },
  {
    law: "refund-nights",
    name: "a sum that fits no number of rooms",
    set: { "/refund_amount": 90001 },
    at: ["/refund_amount"],
  },
  {
    law: "refund-nights",
    name: "the order's rooms forgotten",
    set: { "/refund_amount": 45000 },
    about: earlier,
    at: ["/refund_amount"],
  },
  {
    law: "refund-nights",
    name: "an end before its start",
    set: { "/refund_order_detail/0/period_end_date": "2026-02-26" },
    at: ["/refund_order_detail/0/period_end_date"],
  },
  {
    law: "refund-nights",
    name: "the same night twice",
    set: { "/refund_order_detail/1/period_start_date": "2026-02-27" },
    at: ["/refund_order_detail/1/period_start_date"],
  },
  {
    law: "refund-hours",
    name: "no details of an hourly room",
    from: hourly,
    set: { "/refund_order_detail": undefined },
    about: { variant: "hourly" },
    at: ["/refund_order_detail"],
  },
  { law: "refund-hours", name: "no start", from: hourly, set: { [start]: undefined }, at: [start] },
  { law: "refund-hours", name: "24 hours", from: hourly, set: { [end]: "2026-02-28T15:00:00" }, at: [end] },
  {
    law: "refund-hours",
    name: "hours on another day",
    from: hourly,
    set: { "/refund_order_detail/0/period_start_date": "2026-02-26" },
    at: [start],
  },
  { law: "create-failed", name: "an id of the merchant's", set: { "/cancel_type": 3 }, at: ["/order_out_id"] },
  {
    law: "variant-mark",
    name: "an audit that is none",
    set: { "/need_audit": false },
    about: { variant: "audit" },
    at: ["/need_audit"],
  },
  {
    law: "variant-mark",
    name: "a refund-only that cancels",
    set: { "/after_sale_type": 1 },
    about: { variant: "refund-only" },
    at: ["/after_sale_type"],
  },
  {
    law: "currency",
    name: "none outside the mainland",
    set: { "/currency": undefined },
    about: { merchant: { ...defaultMerchantFacts, mainland: false } },
    at: ["/currency"],
  },
  { law: "currency", name: "another than the order's", set: { "/currency": "USD" }, about: earlier, at: ["/currency"] },
];

test("a lawful cancellation breaks no law", () => {
  for (const law of laws) {
    assert.deepEqual(law.check(cancellation, { variant: "audit", ...earlier }), [], law.id);
    assert.deepEqual(law.check(cancellation), [], law.id);
    assert.deepEqual(law.check(hourly, { variant: "hourly" }), [], law.id);
  }
});

for (const { law: name, name: what, from = cancellation, set, about, at } of broken) {
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
  const odd: readonly JsonValue[] = [null, "x", 1.5, -1, [], [null], {}, true, 10n ** 30n];
  for (const law of laws) {
    for (const key of Object.keys(cancellation)) {
      for (const value of odd) law.check({ ...hourly, [key]: value }, { variant: "hourly", ...earlier });
    }
    assert.deepEqual(law.check({}), []);
  }
});
