import assert from "node:assert/strict";
import { test } from "node:test";
import { applyReadings } from "../../../src/callbacks/create-order/conflicts.js";
import type { JsonObject } from "../../../src/core/json.js";
import { request } from "../../../src/generated/create-order.js";

const payload = {
  order_id: "1",
  daily_rates: [
    {
      original_amount: 1000,
      period_start_time: "2026-03-01 14:00",
      promotion_info: [
        { promotion_id: "7064539820714721289", promotion_discount: 30, apply_member_level: 1 },
        { promotion_discount: 20 },
      ],
    },
    { original_amount: 900 },
  ],
  cancel_rule: [{ cancel_type: 2, cancel_offset_time: { day: 1, second: 1 } }, { cancel_type: 1 }],
  remark_from_guest: "late",
  member_info: { member_level: 2 },
  open_id: "42",
};

const cases: readonly [string, Readonly<Record<string, string>>, JsonObject][] = [
  ["nothing chosen changes nothing", {}, {}],
  ["a default reading changes nothing", { "promotion-id-type": "string", "sample-only-fields": "sent" }, {}],
  [
    "promotion ids become integers, digit for digit",
    { "promotion-id-type": "int" },
    {
      daily_rates: [
        {
          ...payload.daily_rates[0],
          promotion_info: [
            { promotion_id: 7064539820714721289n, promotion_discount: 30, apply_member_level: 1 },
            { promotion_discount: 20 },
          ],
        },
        { original_amount: 900 },
      ],
    },
  ],
  [
    "promotion_info becomes the total discount",
    { "promotion-info-shape": "int" },
    { daily_rates: [{ ...payload.daily_rates[0], promotion_info: 50 }, { original_amount: 900 }] },
  ],
  [
    "hourly times get seconds",
    { "hourly-time-format": "seconds" },
    {
      daily_rates: [{ ...payload.daily_rates[0], period_start_time: "2026-03-01 14:00:00" }, { original_amount: 900 }],
    },
  ],
  ["order_tag is always there", { "order-tag-required": "always" }, { order_tag: 0 }],
];

for (const [name, readings, change] of cases) {
  test(name, () => assert.deepEqual(applyReadings(payload, readings), { ...payload, ...change }));
}

test("order_tag keeps its value when it is there already", () => {
  assert.deepEqual(applyReadings({ order_tag: 1 }, { "order-tag-required": "always" }), { order_tag: 1 });
});

test("open_id moves into member_info as a number, or stays out where there is none", () => {
  const readings = { "open-id-place": "member-info" };
  const moved = applyReadings(payload, readings);
  assert.deepEqual([moved.open_id, moved.member_info], [undefined, { member_level: 2, open_id: 42 }]);
  assert.deepEqual(applyReadings({ open_id: "42" }, readings), {});
  assert.deepEqual(applyReadings({ member_info: { member_level: 1 }, open_id: "_000x" }, readings), {
    member_info: { member_level: 1, open_id: "_000x" },
  });
});

test("fields that only the sample has can be left out", () => {
  const text = JSON.stringify(applyReadings(payload, { "sample-only-fields": "never" }));
  for (const name of ["remark_from_guest", "apply_member_level", '"second"'])
    assert.equal(text.includes(name), false, name);
  assert.ok(text.includes('"cancel_offset_time":{"day":1}'));
});

test("every reading that a setting switches gives a payload that the schema still takes", () => {
  const order = {
    ...payload,
    rate_plan_id: "2",
    biz_type: 2021,
    check_in_date: "2026-03-01",
    check_out_date: "2026-03-03",
    number_of_units: 1,
    number_of_guests: 1,
    daily_rates: [
      {
        original_amount: 1000,
        period_start_date: "2026-03-01",
        period_end_date: "2026-03-02",
        period_start_time: "2026-03-01 14:00",
        promotion_info: [{ promotion_id: "222" }],
      },
    ],
    total_amount: 1900,
    contact_info: { phone: "x" },
  };
  for (const [, readings] of cases) assert.deepEqual(request.validate(applyReadings(order, readings)), []);
});
