import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { JsonObject } from "../../../src/core/json.js";
import { findDesign } from "../../../src/mocks/merchant/designs.js";
import { referenceProvoke } from "../../../src/mocks/merchant/provoke.js";
import { type Bench, bench, dataOf, payload, type Wish, warmUp } from "../../support/merchant-bench.js";

before(warmUp);

test("the provoke table names all seventeen documented codes", () => {
  const codes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 100];
  assert.deepEqual(
    Object.keys(referenceProvoke)
      .map(Number)
      .sort((a, b) => a - b),
    codes,
  );
});

for (const [code, set] of Object.entries(referenceProvoke)) {
  test(`the changes of the provoke table bring about code ${code}`, async () => {
    const merchant = bench();
    const callback = "order_out_id" in set ? "cancel-order" : "create-order";
    const reply = await merchant.send(callback, (await payload(callback, { set })).body);
    assert.equal(dataOf(reply).error_code, Number(code));
  });
}

for (const code of ["9", "13", "15", "100"]) {
  test(`an agreed order_out_id brings about code ${code} for a cancel`, async () => {
    const merchant = bench();
    const set = { order_out_id: `9000000000000000${code.padStart(3, "0")}` };
    const reply = await merchant.send("cancel-order", (await payload("cancel-order", { set })).body);
    assert.equal(dataOf(reply).error_code, Number(code));
  });
}

test("after 100 the same cancel is decided", async () => {
  const merchant = bench();
  const { body } = await payload("cancel-order", { set: { order_out_id: "9000000000000000100" } });
  const codes = [];
  for (let i = 0; i < 3; i++) codes.push(dataOf(await merchant.send("cancel-order", body)).error_code);
  assert.deepEqual(codes, [100, 0, 0]);
});

test("after 100 the same order succeeds", async () => {
  const merchant = bench();
  const { body } = await payload("create-order", { set: referenceProvoke["100"] ?? {} });
  const codes = [];
  for (let i = 0; i < 3; i++) codes.push(dataOf(await merchant.send("create-order", body)).error_code);
  assert.deepEqual(codes, [100, 0, 0]);
});

test("a merchant that answers 13 for every refusal still asks for a retry with 100", async () => {
  const merchant = bench({ design: findDesign("thirteen-for-all") });
  const codes: Record<string, unknown> = {};
  for (const code of ["4", "8", "100"]) {
    const { body } = await payload("create-order", { set: referenceProvoke[code] ?? {}, seed: Number(code) });
    codes[code] = dataOf(await merchant.send("create-order", body)).error_code;
  }
  assert.deepEqual(codes, { "4": 13, "8": 13, "100": 100 });
});

test("a refused order that comes again in order is booked", async () => {
  const merchant = bench();
  const refused = await payload("create-order", { set: { total_amount: 1 } });
  const corrected = await payload("create-order");
  const codes = [refused.body, corrected.body].map((body) => merchant.send("create-order", body));
  assert.deepEqual(
    (await Promise.all(codes)).map((reply) => dataOf(reply).error_code),
    [8, 0],
  );
  assert.equal(refused.payload.order_id, corrected.payload.order_id);
});

/** Mistakes in the text of a lawful order, and the code whose meaning fits. */
const mistakes: Readonly<Record<string, readonly [RegExp, string, number]>> = {
  "no order id": [/"order_id":"\d+",/, "", 13],
  "no rate plan": [/"rate_plan_id":"\d+",/, "", 1],
  "a kind of business nobody knows": [/"biz_type":\d+/, '"biz_type":1', 13],
  "no check-in": [/"check_in_date":"[^"]+",/, "", 5],
  "a check-in that does not exist": [/"check_in_date":"[^"]+"/, '"check_in_date":"2027-02-30"', 5],
  "a check-out in another format": [/"check_out_date":"[^"]+"/, '"check_out_date":"20270101"', 5],
  "a check-out before the check-in": [/"check_out_date":"[^"]+"/, '"check_out_date":"2020-01-01"', 5],
  "a night that does not exist": [/"period_end_date":"[^"]+"/, '"period_end_date":"2027-13-01"', 10],
  "no rooms": [/"number_of_units":\d+/, '"number_of_units":0', 13],
  "rooms as a string": [/"number_of_units":(\d+)/, '"number_of_units":"$1"', 13],
  "rooms as a fraction": [/"number_of_units":\d+/, '"number_of_units":1.5', 13],
  "no nights": [/"daily_rates":\[[^\]]*\]/, '"daily_rates":[]', 5],
  "a total as a string": [/"total_amount":(\d+)/, '"total_amount":"$1"', 13],
  "no contact": [/"contact_info":\{[^}]*\},?/, "", 6],
  "a contact in clear text": [/"phone":"[^"]+"/, '"phone":"13800138000"', 6],
  "a contact only the platform can open": [/"phone":"[^"]+"/, '"phone":"Enc.abcdef"', 6],
};

for (const [name, [pattern, replacement, code]] of Object.entries(mistakes)) {
  test(`an order with ${name} is refused with ${code}, and leaves nothing behind`, async () => {
    const merchant = bench();
    const { body } = await payload("create-order", { variant: "minimal" });
    const broken = body.replace(pattern, replacement);
    assert.notEqual(broken, body);
    const refused = await merchant.send("create-order", broken.replace(/,\}/, "}"));
    const genuine = await merchant.send("create-order", body);
    assert.equal(dataOf(refused).error_code, code);
    assert.equal(dataOf(genuine).error_code, 0);
    assert.equal(String(dataOf(genuine).order_out_id).slice(-4), "0001");
  });
}

test("an integer written as 1.0 is an integer", async () => {
  const merchant = bench();
  const { body } = await payload("create-order");
  const reply = await merchant.send("create-order", body.replace(/"number_of_units":(\d+)/, '"number_of_units":$1.0'));
  assert.equal(dataOf(reply).error_code, 0);
});

test("a null in an optional field counts as absent", async () => {
  const merchant = bench();
  const { body } = await payload("create-order", { variant: "minimal" });
  const reply = await merchant.send("create-order", body.replace(/^\{/, '{"member_info":null,"meals":null,'));
  assert.equal(dataOf(reply).error_code, 0);
});

for (const [name, body] of [
  ["not JSON", '{"order_id":"1"'],
  ["an array", "[1]"],
  ["a number", "7"],
  ["a byte order mark", "\ufeff{}"],
] as const) {
  test(`a validly signed body that is ${name} is refused on HTTP 200`, async () => {
    const reply = await bench().send("create-order", body);
    assert.equal(reply.status, 200);
    assert.equal(dataOf(reply).error_code, 13);
  });
}

test("bytes that are not UTF-8 are refused on HTTP 200", async () => {
  const reply = await bench().send("create-order", new Uint8Array([0x7b, 0xff, 0x7d]));
  assert.equal(reply.status, 200);
  assert.equal(dataOf(reply).error_code, 13);
});

test("depth that would exhaust a stack is refused on HTTP 200", async () => {
  const reply = await bench().send("create-order", `${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  assert.equal(reply.status, 200);
  assert.equal(dataOf(reply).error_code, 13);
});

for (const signature of [
  "missing",
  "wrong-secret",
  "tampered-body",
  "tampered-query",
  "tampered-sign",
  "swapped-key",
] as const) {
  test(`a request that is forged (${signature}) is refused without an order`, async () => {
    const merchant = bench();
    const { body } = await payload("create-order");
    const forged = await merchant.send("create-order", body, { signature });
    assert.equal(dataOf(forged).error_code, 13);
    assert.equal(dataOf(forged).order_out_id, undefined);
  });
}

for (const signature of ["old-only", "new-only"] as const) {
  test(`one valid signature alone (${signature}) is enough`, async () => {
    const reply = await bench().send("create-order", (await payload("create-order")).body, { signature });
    assert.equal(dataOf(reply).error_code, 0);
  });
}

test("a wrong header is not mended by a right URL signature", async () => {
  const { body } = await payload("create-order");
  const reply = await bench().send("create-order", body, { headers: [["x-life-sign", "00"]] });
  assert.equal(dataOf(reply).error_code, 13);
});

test("cancels: unknown orders, second cancels and notices are accepted", async () => {
  const merchant = bench();
  const order = await booked(merchant);
  const replies = [
    await cancel(merchant, { variant: "create-failed", seed: 1 }),
    await cancel(merchant, { variant: "after-payment", seed: 2, earlier: order }),
    await cancel(merchant, { variant: "after-payment", seed: 3, earlier: order }),
    await cancel(merchant, { variant: "audit", seed: 4, earlier: order }),
  ];
  const accepted = { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 1 };
  assert.deepEqual(replies, [accepted, accepted, accepted, accepted]);
});

test("a create repeated after its cancel makes no new order", async () => {
  const merchant = bench();
  const order = await booked(merchant);
  await cancel(merchant, { variant: "after-payment", earlier: order });
  assert.equal((await booked(merchant)).orderOutId, order.orderOutId);
});

test("a create that arrives after its cancel as failed is answered 9", async () => {
  const merchant = bench();
  const { payload: order, body } = await payload("create-order");
  await cancel(merchant, { variant: "create-failed", set: { order_id: order.order_id ?? "" } });
  assert.equal(dataOf(await merchant.send("create-order", body)).error_code, 9);
});

test("after a refund alone and a partial refund there is still something to cancel", async () => {
  const merchant = bench({ design: findDesign("async-cancel") });
  const order = await booked(merchant);
  for (const variant of ["refund-only", "partial-refund"]) await cancel(merchant, { variant, earlier: order });
  const open = await cancel(merchant, { variant: "audit", earlier: order });
  await cancel(merchant, { variant: "after-payment", earlier: order });
  const done = await cancel(merchant, { variant: "audit", seed: 2, earlier: order });
  assert.deepEqual([open.cancel_mode, done.cancel_mode], [2, 1]);
});

test("another order's order_out_id is refused for good and cancels nothing", async () => {
  const merchant = bench();
  const mine = await booked(merchant, { seed: 1 });
  const other = await booked(merchant, { seed: 2 });
  const crossed = { payload: mine.payload, orderOutId: other.orderOutId };
  const refused = await cancel(merchant, { variant: "audit", seed: 1, earlier: crossed });
  const notice = await cancel(merchant, { variant: "after-payment", seed: 2, earlier: crossed });
  const own = await cancel(merchant, { variant: "audit", seed: 3, earlier: other });
  assert.deepEqual([refused.cancel_result, notice.cancel_result, own.cancel_result], [2, 1, 1]);
  assert.ok(refused.reason);
});

test("one cancel_id has one decision, whatever comes in between", async () => {
  const merchant = bench({ design: findDesign("refuses-audits") });
  const order = await booked(merchant);
  const first = await cancel(merchant, { variant: "audit", seed: 1, earlier: order });
  await cancel(merchant, { variant: "after-payment", seed: 2, earlier: order });
  const again = await cancel(merchant, { variant: "audit", seed: 1, earlier: order });
  assert.equal(first.cancel_result, 2);
  assert.deepEqual(again, first);
});

test("parallel orders and copies of them each get their own answer", async () => {
  const merchant = bench();
  const bodies = await Promise.all([1, 2, 3, 4].map(async (seed) => payload("create-order", { seed })));
  const replies = await Promise.all(
    [...bodies, ...bodies, ...bodies].map(async ({ payload: order, body }) => {
      const data = dataOf(await merchant.send("create-order", body));
      assert.equal(data.order_id, order.order_id);
      return data.order_out_id;
    }),
  );
  assert.equal(new Set(replies).size, 4);
  assert.deepEqual(replies.slice(0, 4), replies.slice(4, 8));
});

async function booked(merchant: Bench, wish: Wish = {}): Promise<{ payload: JsonObject; orderOutId: string }> {
  const { body, plain } = await payload("create-order", wish);
  const data = dataOf(await merchant.send("create-order", body));
  return { payload: plain ?? {}, orderOutId: String(data.order_out_id) };
}

async function cancel(merchant: Bench, wish: Wish): Promise<JsonObject> {
  return dataOf(await merchant.send("cancel-order", (await payload("cancel-order", wish)).body));
}
