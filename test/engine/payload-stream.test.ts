import assert from "node:assert/strict";
import { test } from "node:test";
import cancelOrder from "../../src/callbacks/cancel-order/index.js";
import createOrder from "../../src/callbacks/create-order/index.js";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { parseJson, projectNumbers } from "../../src/core/json.js";
import { decryptField } from "../../src/engine/cipher.js";
import { generatePayload, type PayloadOptions } from "../../src/engine/generate.js";
import { payloadStream } from "../../src/engine/payload-stream.js";

const deps = { clientSecret: "example-secret-0123456789abcdef0" };
const options: PayloadOptions = { seed: 7, now: Date.UTC(2026, 1, 26, 9), merchant: defaultMerchantFacts };

test("a payload far down a stream is the one that its seed makes alone", async () => {
  for (const id of callbacks.ids) {
    const definition = await callbacks.load(id);
    const stream = await payloadStream(definition, options, deps);
    for (const i of [511, 512, 700, 1_000_003]) {
      const alone = await generatePayload(definition, { ...options, seed: `7/${i}` }, deps);
      const made = stream.make(i);
      assert.equal(made.body, alone.body);
      assert.equal(made.seed, `7/${i}`);
      assert.deepEqual(made.plain, alone.plain);
      assert.deepEqual(made.payload, parseJson(made.body));
    }
  }
});

test("a redrawn payload has an id and dates of its own and everything else of its shape", async () => {
  const stream = await payloadStream(createOrder, options, deps);
  const sampled = stream.make(3).payload;
  const redrawn = stream.make(3 + 512 * 9).payload;
  assert.notEqual(redrawn.order_id, sampled.order_id);
  assert.match(String(redrawn.order_id), /^10\d{17}$/);
  assert.equal(redrawn.total_amount, sampled.total_amount);
  assert.deepEqual(redrawn.contact_info, sampled.contact_info);
  const days = new Set<unknown>();
  for (let k = 1; k <= 40; k++) days.add(stream.make(3 + 512 * k).payload.check_in_date);
  assert.ok(days.size > 20, `${days.size} different days`);
});

for (const id of callbacks.ids) {
  test(`${id}: redrawn payloads of every variant are valid and lawful, and no id comes twice`, async () => {
    const definition = await callbacks.load(id);
    for (const variant of definition.variants.filter(({ isDocSample }) => !isDocSample)) {
      const stream = await payloadStream(definition, { ...options, variant: variant.name }, deps);
      const keys = new Set<unknown>();
      for (let i = 10_000; i < 10_150; i++) {
        const { payload, plain } = stream.make(i);
        assert.deepEqual(definition.request.validate(projectNumbers(payload)), []);
        assert.ok(plain);
        const context = { variant: variant.name, merchant: defaultMerchantFacts };
        for (const law of definition.laws) assert.deepEqual(law.check(plain, context), [], `${law.id} ${i}`);
        keys.add(payload[definition.idempotencyKey]);
      }
      assert.equal(keys.size, 150);
    }
  });
}

test("a hundred thousand redrawn order ids are all different", async () => {
  const stream = await payloadStream(createOrder, { ...options, variant: "minimal" }, deps);
  const series = stream.draw.series("order_id");
  const ids = new Set<string>();
  for (let i = 512; i < 100_512; i++) ids.add(`${series.head(i)} ${series.tail(i)}`);
  assert.equal(ids.size, 100_000);
});

test("what was set by hand stays in every payload of a stream", async () => {
  const assignments = [
    { path: "order_id", value: "1000000000000000001" },
    { path: "check_in_date", value: "2026-05-01" },
    { path: "contact_info.phone", value: "13800138000" },
  ];
  const stream = await payloadStream(createOrder, { ...options, assignments }, deps);
  for (const i of [0, 600, 601]) {
    const { payload } = stream.make(i);
    assert.equal(payload.order_id, "1000000000000000001");
    assert.equal(payload.check_in_date, "2026-05-01");
    const contact = payload.contact_info as { readonly phone: string };
    assert.equal(decryptField(deps.clientSecret, contact.phone), "13800138000");
  }
});

test("a rate plan of the hotel that looks like an id is left alone", async () => {
  const merchant = { ...defaultMerchantFacts, ratePlanIds: ["1012345678901234567"] };
  const stream = await payloadStream(createOrder, { ...options, merchant }, deps);
  assert.equal(stream.make(900).payload.rate_plan_id, "1012345678901234567");
});

test("cancels of an earlier order keep its ids and differ in their own", async () => {
  const { payload } = await generatePayload(createOrder, options, deps);
  const stream = await payloadStream(cancelOrder, { ...options, earlier: { payload, orderOutId: "H1" } }, deps);
  const [one, two] = [stream.make(600).payload, stream.make(601).payload];
  assert.equal(one.order_id, payload.order_id);
  assert.equal(two.order_id, payload.order_id);
  assert.equal(one.order_out_id, "H1");
  assert.notEqual(one.cancel_id, two.cancel_id);
});

test("the bytes of a redrawn payload keep the form asked for", async () => {
  const stream = await payloadStream(createOrder, { ...options, encoding: "escaped" }, deps);
  const { body } = stream.make(5_000);
  assert.match(body, /^[\x20-\x7e]+$/);
  assert.match(body, /\\u[0-9a-f]{4}/);
});
