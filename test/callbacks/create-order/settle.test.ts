import assert from "node:assert/strict";
import { test } from "node:test";
import createOrder from "../../../src/callbacks/create-order/index.js";
import { defaultMerchantFacts } from "../../../src/core/exchange.js";
import { isObject, type JsonObject, type JsonValue } from "../../../src/core/json.js";
import { getAt } from "../../../src/core/pointer.js";
import type { Assignment } from "../../../src/engine/assign.js";
import { payloadMaker } from "../../../src/engine/generate.js";
import { makePayload, makePlain, payloadNow, secret } from "../../support/payloads.js";

const set = (path: string, value: string): Assignment => ({ path, value });

async function changed(variant: string, ...assignments: readonly Assignment[]): Promise<JsonObject> {
  const { plain, notes } = await makePayload(createOrder, { variant, assignments });
  assert.deepEqual(notes, []);
  assert.ok(plain);
  return plain;
}

function nightsOf(order: JsonObject): readonly JsonValue[] {
  const rates = order.daily_rates;
  assert.ok(Array.isArray(rates));
  return rates.map((rate) => (isObject(rate) ? [rate.period_start_date, rate.period_end_date] : null)) as JsonValue[];
}

test("more rooms raise the totals and the guests", async () => {
  const order = await changed("minimal", set("number_of_units", "3"), set("daily_rates", rates(20000, 30000)));
  assert.equal(order.total_amount, 150000);
  assert.equal(order.number_of_guests, 3);
});

test("a new price of one night raises totals, price after promotion, commissions and the remark", async () => {
  const before = await makePlain(createOrder, { variant: "maximal" });
  const order = await changed("maximal", set("daily_rates[0].original_amount", "19900"), set("number_of_units", "1"));
  const discount = 3180;
  assert.equal(getAt(order, "/daily_rates/0/promotion_info/0/promotion_discount"), discount);
  assert.equal(getAt(order, "/daily_rates/0/after_promotion_amount"), 19900 - discount);
  assert.equal(order.total_amount, 19900 + 63600 + 63600);
  assert.equal(order.total_after_promotion_amount, 19900 + 63600 * 2 - discount * 3);
  assert.match(String(order.remark_from_douyin), /^\d{19}\+高级双床房\+147100\+CNY\+137560\+CNY\+/);
  assert.equal(getAt(order, "/pay_info/commissions/0/amount"), Math.floor((137560 * 5) / 100));
  assert.equal(order.order_id, before.order_id);
});

test("a price below its discounts shrinks them in proportion", async () => {
  const order = await changed("promotion", set("daily_rates[0].original_amount", "1"));
  assert.equal(getAt(order, "/daily_rates/0/promotion_info/0/promotion_discount"), 1);
  assert.equal(getAt(order, "/daily_rates/0/after_promotion_amount"), 0);
});

test("a new check-in keeps the number of nights", async () => {
  const order = await changed("standard", set("check_in_date", "2028-02-28"));
  assert.equal(order.check_out_date, "2028-03-02");
  assert.deepEqual(nightsOf(order), [
    ["2028-02-28", "2028-02-29"],
    ["2028-02-29", "2028-03-01"],
    ["2028-03-01", "2028-03-02"],
  ]);
});

test("both dates set give as many nights as lie between them", async () => {
  const order = await changed("standard", set("check_in_date", "2026-12-31"), set("check_out_date", "2027-01-01"));
  assert.deepEqual(nightsOf(order), [["2026-12-31", "2027-01-01"]]);
  assert.equal(order.total_amount, getAt(order, "/daily_rates/0/original_amount"));
});

test("a check-out shortly after check-in changes the number of nights, one far away moves the stay", async () => {
  const near = await changed("standard", set("check_in_date", "2026-05-01"), set("check_out_date", "2026-05-31"));
  assert.equal(nightsOf(near).length, 30);
  const far = await changed("standard", set("check_out_date", "2030-01-02"));
  assert.equal(far.check_in_date, "2029-12-30");
});

test("a night appended to the list moves the check-out", async () => {
  const order = await changed("standard", set("daily_rates[3].original_amount", "50000"));
  assert.equal(nightsOf(order).length, 4);
  assert.equal(getAt(order, "/daily_rates/3/period_end_date"), order.check_out_date);
  assert.deepEqual(nightsOf(await changed("standard", { path: "daily_rates[2]", unset: true })).length, 2);
});

test("a whole list of nights says when the stay is", async () => {
  const order = await changed("standard", set("daily_rates", rates(10000, 20000)));
  assert.equal(order.check_in_date, "2026-06-01");
  assert.equal(order.check_out_date, "2026-06-03");
  assert.equal(order.total_amount, 30000);
});

test("hours of use follow each other, and the check-out follows an end past midnight", async () => {
  const longer = await changed("hourly", set("daily_rates[0].usage_duration", "23"));
  assert.equal(getAt(longer, "/daily_rates/0/period_end_time"), "2026-04-21 12:00");
  assert.equal(longer.check_out_date, "2026-04-21");
  assert.equal(getAt(longer, "/daily_rates/0/period_end_date"), "2026-04-21");
  const ended = await changed("hourly", set("daily_rates[0].period_end_time", "2026-04-20 15:00"));
  assert.equal(getAt(ended, "/daily_rates/0/usage_duration"), 2);
  const moved = await changed("hourly", set("check_in_date", "2026-07-01"));
  assert.equal(getAt(moved, "/daily_rates/0/period_start_time"), "2026-07-01 13:00");
  assert.equal(moved.check_out_date, "2026-07-01");
});

test("an order that turns hourly gets its hours, one that turns into a booking its presale order", async () => {
  const hourly = await changed("standard", set("sales_type", "2"));
  assert.equal(getAt(hourly, "/daily_rates/0/usage_duration"), 4);
  assert.equal(nightsOf(hourly).length, 1);
  const booking = await changed("minimal", set("biz_type", "2012"));
  assert.match(String(booking.source_order_id), /^10\d{17}$/);
});

test("a currency is that of every night and of the remark", async () => {
  const order = await changed("overseas", set("currency", "THB"));
  assert.equal(getAt(order, "/daily_rates/2/currency"), "THB");
  assert.match(String(order.remark_from_douyin), /\+THB\+\d+\+THB\+/);
});

test("what was set stays, even where it breaks a law, and a note says so", async () => {
  const assignments = [set("total_amount", "1"), set("number_of_units", "2")];
  const { payload, notes } = await makePayload(createOrder, { variant: "minimal", assignments });
  assert.equal(payload.total_amount, 1);
  assert.equal(payload.number_of_units, 2);
  assert.match(notes.map(({ text }) => text.en).join(" "), /no longer a lawful one.*total_amount is \{stated\}/);
});

test("a field taken out is not put back", async () => {
  const gone = { path: "source_order_id", unset: true } as const;
  const { payload } = await makePayload(createOrder, { variant: "booking", assignments: [gone] });
  assert.equal("source_order_id" in payload, false);
  const { payload: bare } = await makePayload(createOrder, {
    variant: "minimal",
    assignments: [set("biz_type", "2012"), gone],
  });
  assert.equal("source_order_id" in bare, false);
});

test("dates that do not exist are sent as they are and move nothing", async () => {
  const { payload } = await makePayload(createOrder, { assignments: [set("check_in_date", "2026-02-30")] });
  const untouched = await makePayload(createOrder);
  assert.equal(payload.check_in_date, "2026-02-30");
  assert.equal(payload.check_out_date, untouched.payload.check_out_date);
  assert.deepEqual(payload.daily_rates, untouched.payload.daily_rates);
});

test("settling changes nothing when nothing was set", async () => {
  const make = await payloadMaker(createOrder, { clientSecret: secret });
  for (const { name, isDocSample } of createOrder.variants.map((variant) => ({ isDocSample: false, ...variant }))) {
    if (isDocSample) continue;
    for (let seed = 0; seed < 50; seed++) {
      const { plain } = make({ variant: name, seed, now: payloadNow, merchant: defaultMerchantFacts });
      assert.ok(plain);
      assert.deepEqual(createOrder.settle(plain, [], plain), plain);
      assert.deepEqual(createOrder.settle(plain, ["/daily_rates/0/original_amount"], plain), plain);
      assert.deepEqual(createOrder.settle(plain, ["/check_in_date"], plain), plain);
      assert.deepEqual(createOrder.settle(plain, ["/number_of_units"], plain), plain);
    }
  }
});

test("after any one change of rooms, dates or prices every variant is lawful again", async () => {
  const changes: readonly Assignment[][] = [
    [set("number_of_units", "9")],
    [set("check_in_date", "2027-12-31")],
    [set("check_out_date", "2027-03-01")],
    [set("daily_rates[0].original_amount", "1")],
    [set("daily_rates[0].original_amount", "9007199254740993")],
    [set("order_id", "42")],
    [set("number_of_guests", "1")],
    [set("create_order_time_unix", "1999999999")],
    [set("sales_type", "1")],
    [set("sales_type", "2")],
    [set("biz_type", "2012")],
    [set("currency", "SGD")],
  ];
  const make = await payloadMaker(createOrder, { clientSecret: secret });
  for (const { name, isDocSample } of createOrder.variants.map((variant) => ({ isDocSample: false, ...variant }))) {
    if (isDocSample) continue;
    for (const assignments of changes) {
      for (let seed = 0; seed < 15; seed++) {
        const { notes } = make({ variant: name, seed, now: payloadNow, merchant: defaultMerchantFacts, assignments });
        assert.deepEqual(notes, [], `${name} ${JSON.stringify(assignments)} seed ${seed}`);
      }
    }
  }
});

function rates(...prices: readonly number[]): string {
  return JSON.stringify(
    prices.map((price, i) => ({
      original_amount: price,
      period_start_date: `2026-06-0${i + 1}`,
      period_end_date: `2026-06-0${i + 2}`,
    })),
  );
}
