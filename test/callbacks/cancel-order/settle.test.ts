import assert from "node:assert/strict";
import { test } from "node:test";
import cancelOrder from "../../../src/callbacks/cancel-order/index.js";
import createOrder from "../../../src/callbacks/create-order/index.js";
import type { EarlierOrder } from "../../../src/core/callback.js";
import { defaultMerchantFacts } from "../../../src/core/exchange.js";
import type { JsonObject } from "../../../src/core/json.js";
import { getAt } from "../../../src/core/pointer.js";
import type { Assignment } from "../../../src/engine/assign.js";
import { payloadMaker } from "../../../src/engine/generate.js";
import { makePayload, payloadNow, secret } from "../../support/payloads.js";

/** Two nights and two rooms, 40000 and 50000 a room after promotions: 180000 paid. */
const order: JsonObject = {
  order_id: "1000946099201940764",
  rate_plan_id: "1763526448072717",
  biz_type: 2021,
  number_of_units: 2,
  daily_rates: [
    {
      original_amount: 45000,
      after_promotion_amount: 40000,
      period_start_date: "2026-03-01",
      period_end_date: "2026-03-02",
    },
    { original_amount: 50000, period_start_date: "2026-03-02", period_end_date: "2026-03-03" },
  ],
  total_after_promotion_amount: 180000,
  total_amount: 190000,
  currency: "CNY",
};
const earlier: EarlierOrder = { payload: order, orderOutId: "HT0001" };

async function changed(variant: string, ...assignments: readonly Assignment[]): Promise<JsonObject> {
  const all = [{ path: "refund_order_detail", json: await details(variant) }, ...assignments];
  const { plain, notes } = await makePayload(cancelOrder, { variant, earlier, assignments: all });
  assert.deepEqual(notes, []);
  assert.ok(plain);
  return plain;
}

/** The refund details of a variant, so that a test does not depend on whether the seed has them. */
async function details(variant: string): Promise<JsonObject["x"]> {
  for (let seed = 0; ; seed++) {
    const { payload } = await makePayload(cancelOrder, { variant, earlier, seed });
    if (payload.refund_order_detail !== undefined) return payload.refund_order_detail;
  }
}

test("a cancellation of an earlier order has its ids, nights and amounts", async () => {
  const cancellation = await changed("after-payment");
  assert.equal(cancellation.order_id, "1000946099201940764");
  assert.equal(cancellation.order_out_id, "HT0001");
  assert.equal(cancellation.refund_amount, 180000);
  assert.equal(cancellation.currency, "CNY");
  assert.equal(getAt(cancellation, "/refund_order_detail/0/rate_plan_id"), "1763526448072717");
  assert.equal(getAt(cancellation, "/refund_order_detail/0/daily_refund_amount"), 40000);
  assert.equal(getAt(cancellation, "/refund_order_detail/1/daily_refund_amount"), 50000);
});

test("a failed create has no id of the merchant's, and neither has an order that was never answered", async () => {
  const failed = await makePayload(cancelOrder, { variant: "create-failed", earlier });
  assert.equal("order_out_id" in failed.payload, false);
  const unanswered = await makePayload(cancelOrder, { variant: "maximal", earlier: { payload: order } });
  assert.equal("order_out_id" in unanswered.payload, false);
});

test("nightly refunds that were set make the refund", async () => {
  const { payload } = await makePayload(cancelOrder, {
    variant: "partial-refund",
    earlier,
    assignments: [{ path: "refund_order_detail[0].daily_refund_amount", value: "100" }],
  });
  const other = Number(getAt(payload, "/refund_order_detail/1/daily_refund_amount") ?? 0);
  assert.equal(payload.refund_amount, (100 + other) * 2);
  assert.equal(payload.user_refund_amount, payload.refund_amount);
});

test("a refund that was set is shared by the nights and makes the refund a partial one", async () => {
  const make = await payloadMaker(cancelOrder, { clientSecret: secret });
  for (let seed = 0; seed < 20; seed++) {
    const { payload, notes } = make({
      variant: "after-payment",
      earlier,
      seed,
      now: payloadNow,
      merchant: defaultMerchantFacts,
      assignments: [{ path: "refund_amount", value: "70000" }],
    });
    assert.deepEqual(notes, []);
    assert.equal(payload.refund_type, 12);
    assert.equal(payload.user_refund_amount, 70000);
    if (payload.refund_order_detail === undefined) continue;
    assert.equal(getAt(payload, "/refund_order_detail/0/daily_refund_amount"), 17500);
    assert.equal(getAt(payload, "/refund_order_detail/1/daily_refund_amount"), 17500);
  }
});

test("a penalty that was set is taken off the refund", async () => {
  const { payload, notes } = await makePayload(cancelOrder, {
    variant: "audit",
    earlier,
    assignments: [{ path: "penalty", value: "80000" }],
  });
  assert.deepEqual(notes, []);
  assert.equal(payload.refund_amount, 100000);
  assert.equal(payload.refund_type, 22);
});

test("a cancellation before payment gives nothing back", async () => {
  const { payload, notes } = await makePayload(cancelOrder, {
    variant: "maximal",
    earlier,
    assignments: [{ path: "cancel_type", value: "1" }],
  });
  assert.deepEqual(notes, []);
  assert.deepEqual([payload.refund_amount, payload.user_refund_amount, payload.penalty], [0, 0, 0]);
  assert.equal("refund_order_detail" in payload, false);
});

test("what was set stays, even where it breaks a law", async () => {
  const assignments = [
    { path: "refund_amount", value: "1" },
    { path: "user_refund_amount", value: "2" },
  ];
  const { payload, notes } = await makePayload(cancelOrder, { variant: "after-payment", earlier, assignments });
  assert.deepEqual([payload.refund_amount, payload.user_refund_amount], [1, 2]);
  assert.match(notes.map(({ text }) => text.en).join(" "), /user_refund_amount is \{user\}/);
});

test("every variant of every created order is lawful to cancel, however odd the order", async () => {
  const create = await payloadMaker(createOrder, { clientSecret: secret });
  const cancel = await payloadMaker(cancelOrder, { clientSecret: secret });
  const base = { now: payloadNow, merchant: defaultMerchantFacts };
  const orders = createOrder.variants.map(({ name }) => create({ ...base, variant: name, seed: 3 }).payload);
  const odd: readonly JsonObject[] = [
    {},
    { order_id: 5, daily_rates: "x" },
    { ...order, total_amount: 3, total_after_promotion_amount: 3 },
  ];
  for (const payload of [...orders, ...odd]) {
    for (const { name } of cancelOrder.variants) {
      if (name === "doc-sample") continue;
      for (let seed = 0; seed < 5; seed++) {
        const made = cancel({ ...base, variant: name, seed, earlier: { payload, orderOutId: "HT1" } });
        if (typeof payload.order_id === "string") assert.equal(made.payload.order_id, payload.order_id);
      }
    }
  }
});

test("settling changes nothing when nothing was set", async () => {
  const make = await payloadMaker(cancelOrder, { clientSecret: secret });
  for (const { name } of cancelOrder.variants) {
    if (name === "doc-sample") continue;
    for (let seed = 0; seed < 30; seed++) {
      const { plain } = make({ variant: name, seed, now: payloadNow, merchant: defaultMerchantFacts });
      assert.ok(plain);
      assert.deepEqual(cancelOrder.settle(plain, [], plain), plain);
      assert.deepEqual(cancelOrder.settle(plain, ["/refund_amount"], plain), plain);
      assert.deepEqual(cancelOrder.settle(plain, ["/refund_order_detail"], plain), plain);
    }
  }
});
