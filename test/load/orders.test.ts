import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { isObject, parseJson } from "../../src/core/json.js";
import { payloadStream } from "../../src/engine/payload-stream.js";
import { createFollowUps } from "../../src/load/follow-ups.js";
import { createOrders } from "../../src/load/orders.js";

const deps = { clientSecret: "example-secret-0123456789abcdef0" };
const options = { seed: 7, now: Date.UTC(2026, 10, 25, 4), merchant: defaultMerchantFacts };
const prefix = Buffer.from("prefix");
const create = await callbacks.load("create-order");

test("bodies are those of the stream, to the byte", async () => {
  const orders = await createOrders(create, options, deps, prefix);
  const stream = await payloadStream(create, options, deps);
  for (const index of [0, 1, 511, 512, 513, 700, 5_000, 123_456]) {
    const { signed, payload } = orders.body(index);
    const wanted = stream.make(index);
    assert.equal(signed.toString("utf8"), `prefix${wanted.body}`, `order ${index}`);
    assert.equal(payload.order_id, wanted.payload.order_id);
    assert.equal(payload.check_in_date, wanted.payload.check_in_date);
  }
});

test("two orders never share a buffer", async () => {
  const orders = await createOrders(create, options, deps, prefix);
  const first = orders.body(3);
  first.signed.fill(0);
  assert.ok(orders.body(3).signed.includes('"order_id"'));
});

test("a body that was given back serves later orders of its shape, and no sampled one", async () => {
  const orders = await createOrders(create, options, deps, prefix);
  const stream = await payloadStream(create, options, deps);
  const later = 3 + 512 * 2;
  const first = orders.body(3 + 512);
  orders.giveBack(3 + 512, first);
  orders.giveBack(3, orders.body(3));
  assert.equal(orders.body(3).signed.toString("utf8"), `prefix${stream.make(3).body}`);
  const second = orders.body(later);
  assert.equal(second, first);
  assert.equal(second.signed.toString("utf8"), `prefix${stream.make(later).body}`);
  assert.equal(second.payload.order_id, stream.make(later).payload.order_id);
  assert.notEqual(orders.body(later), first);
});

test("a follow-up names its order, the merchant's id and a key of its own", async () => {
  const cancel = await callbacks.load("cancel-order");
  const orders = await createOrders(create, options, deps, prefix);
  const follow = await createFollowUps(cancel, orders, options, deps.clientSecret, prefix);
  const keys = new Set<unknown>();
  for (const of of [0, 5, 512, 517, 40_000]) {
    const { signed, payload } = follow.body(of + 1, of, 'H"1');
    const sent = parseJson(signed.toString("utf8").slice("prefix".length));
    assert.ok(isObject(sent));
    assert.deepEqual(sent, payload);
    assert.equal(sent.order_id, orders.body(of).payload.order_id);
    assert.equal(sent.order_out_id, 'H"1');
    assert.match(String(sent.cancel_id), /^10\d{17}$/);
    keys.add(sent.cancel_id);
  }
  assert.equal(keys.size, 5);
});

test("a saved payload and the document's sample are the same order every time", async () => {
  const { isSingle } = await createOrders(
    create,
    { ...options, fixture: { name: "own", text: '{"order_id":"1"}' } },
    deps,
    prefix,
  );
  const sample = await createOrders(create, { ...options, variant: "doc-sample" }, deps, prefix);
  assert.deepEqual([isSingle, sample.isSingle], [true, true]);
});

test("a key that is set makes every request the same order with the same bytes; another field does not", async () => {
  const set = (path: string, value: string) => ({ ...options, assignments: [{ path, value }] });
  const one = await createOrders(create, set("order_id", "1000000000000000001"), deps, prefix);
  assert.equal(one.isSingle, true);
  assert.deepEqual(one.body(700).signed, one.body(0).signed);
  assert.notEqual(one.body(700).signed, one.body(700).signed);
  const many = await createOrders(create, set("number_of_units", "1"), deps, prefix);
  assert.equal(many.isSingle, false);
});
