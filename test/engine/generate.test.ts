import assert from "node:assert/strict";
import { test } from "node:test";
import cancelOrder from "../../src/callbacks/cancel-order/index.js";
import createOrder from "../../src/callbacks/create-order/index.js";
import type { CallbackDefinition } from "../../src/core/callback.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { isObject, parseJson } from "../../src/core/json.js";
import { getAt } from "../../src/core/pointer.js";
import { AppError } from "../../src/core/problem.js";
import { sayMessage } from "../../src/core/text.js";
import { decryptField } from "../../src/engine/cipher.js";
import { generatePayload } from "../../src/engine/generate.js";
import { streamPayloads } from "../../src/engine/payload-stream.js";
import { makePayload, payloadNow, secret } from "../support/payloads.js";

const phoneOfSample = "13111111111";

test("personal fields are encrypted, and left alone with plain", async () => {
  const { plain, payload } = await makePayload(createOrder, { variant: "maximal" });
  assert.ok(plain);
  for (const pointer of [
    "/occupancies/0/phone",
    "/occupancies/0/license_id",
    "/contact_info/phone",
    "/member_info/member_phone",
  ]) {
    const sent = String(getAt(payload, pointer));
    assert.match(sent, /^[A-Za-z0-9+/]{22,}={0,2}$/, pointer);
    assert.equal(decryptField(secret, sent), getAt(plain, pointer));
  }
  assert.equal(getAt(payload, "/occupancies/0/name"), getAt(plain, "/occupancies/0/name"));
  assert.deepEqual((await makePayload(createOrder, { variant: "maximal", plain: true })).payload, plain);
});

test("an empty phone stays empty", async () => {
  const assignments = [{ path: "contact_info.phone", value: "" }];
  assert.equal(getAt((await makePayload(createOrder, { assignments })).payload, "/contact_info/phone"), "");
});

test("a personal field that is set is encrypted, a raw one goes out as written", async () => {
  const set = await makePayload(createOrder, { assignments: [{ path: "contact_info.phone", value: "13800138000" }] });
  assert.equal(getAt(set.payload, "/contact_info/phone"), "tIfGpuuQ3wUmobBJ0PPLTw==");
  const raw = await makePayload(createOrder, { assignments: [{ path: "contact_info.phone", raw: '"Enc.abc"' }] });
  assert.equal(getAt(raw.payload, "/contact_info/phone"), "Enc.abc");
  const whole = { path: "contact_info", raw: '{"phone":"13800138000"}' };
  assert.equal(
    getAt((await makePayload(createOrder, { assignments: [whole] })).payload, "/contact_info/phone"),
    "13800138000",
  );
});

test("the body is the payload in the byte form asked for", async () => {
  const compact = await makePayload(createOrder);
  assert.equal(compact.body, JSON.stringify(compact.payload));
  for (const encoding of ["spaced", "escaped", "shuffled"] as const) {
    const { body, payload } = await makePayload(createOrder, { encoding });
    assert.notEqual(body, compact.body);
    assert.deepEqual(parseJson(body), payload);
    assert.deepEqual(payload, compact.payload);
  }
});

test("dates count from the day in China", async () => {
  const lastMinute = Date.UTC(2026, 1, 28, 15, 59);
  const today = await makePayload(createOrder, { now: lastMinute });
  const tomorrow = await makePayload(createOrder, { now: lastMinute + 60_000 });
  assert.equal(today.payload.check_in_date, "2026-04-22");
  assert.equal(tomorrow.payload.check_in_date, "2026-04-23");
});

test("check-in lies 1 to 60 days ahead, over month ends and leap days", async () => {
  const days = new Set<string>();
  for await (const { payload } of streamPayloads(
    createOrder,
    { variant: "minimal", seed: 1, now: Date.UTC(2028, 0, 31), merchant: defaultMerchantFacts },
    1_000,
    { clientSecret: secret },
  ))
    days.add(String(payload.check_in_date));
  const sorted = [...days].toSorted();
  assert.equal(sorted[0], "2028-02-01");
  assert.equal(sorted.at(-1), "2028-03-31");
  assert.ok(days.has("2028-02-29"));
  assert.equal(days.size, 60);
});

test("a stream begins with the seed's own payload and goes on with ones that can be made alone", async () => {
  const options = { seed: 7, now: payloadNow, merchant: defaultMerchantFacts };
  const made = [];
  for await (const generated of streamPayloads(createOrder, options, 3, { clientSecret: secret })) made.push(generated);
  assert.equal(made[0]?.body, (await makePayload(createOrder)).body);
  assert.equal(made[2]?.seed, "7/2");
  assert.equal(made[2]?.body, (await makePayload(createOrder, { seed: "7/2" })).body);
  assert.equal(new Set(made.map(({ body }) => body)).size, 3);
});

test("the document's sample keeps its bytes, and only a named path changes", async () => {
  const sample = await makePayload(createOrder, { variant: "doc-sample" });
  assert.equal(sample.body, createOrder.docSample);
  assert.deepEqual(sample.notes, []);
  const changed = await makePayload(createOrder, {
    variant: "doc-sample",
    assignments: [{ path: "number_of_units", value: "2" }],
  });
  assert.equal(changed.body, createOrder.docSample.replace('"number_of_units": 1', '"number_of_units": 2'));
  assert.equal(getAt(changed.payload, "/contact_info/phone"), phoneOfSample);
});

test("the three 19-digit integers of the create sample survive a change elsewhere, and every byte form, digit for digit", async () => {
  for (const encoding of [undefined, "compact", "spaced", "escaped", "shuffled"] as const) {
    const { body } = await makePayload(createOrder, {
      variant: "doc-sample",
      encoding,
      assignments: [{ path: "order_id", value: "1000946099201940765" }],
    });
    for (const digits of ["6948897508913326394", "2048624488842148897", "1902790713142520557", "1000946099201940765"])
      assert.ok(body.includes(digits), `${digits} as ${encoding}`);
  }
});

test("the sample that is not JSON is repaired, and a note says where", async () => {
  const { body, notes } = await makePayload(cancelOrder, { variant: "doc-sample" });
  assert.equal(JSON.parse(body).cancel_id, "11111");
  assert.equal(notes.length, 1);
  assert.match(sayMessage("en", notes[0] ?? assert.fail()), /^Line 1, column 598/);
});

test("a fixture keeps every byte that no change names, personal fields too", async () => {
  const text = ' {"contact_info" : {"phone":"13800138000"},\n "order_id":"1", "zzz": 1.50 } \n';
  const fixture = { name: "mine.json", text };
  const same = await makePayload(createOrder, { fixture });
  assert.equal(same.body, text);
  assert.equal(same.plain, undefined);
  assert.equal(same.variant, "mine.json");
  const changed = await makePayload(createOrder, {
    fixture,
    assignments: [
      { path: "order_id", value: "2" },
      { path: "contact_info.phone", value: "13800138000" },
    ],
  });
  assert.equal(changed.body, text.replace('"1"', '"2"').replace("13800138000", "tIfGpuuQ3wUmobBJ0PPLTw=="));
  const unset = await makePayload(createOrder, { fixture, assignments: [{ path: "order_id", unset: true }] });
  assert.deepEqual(Object.keys(unset.payload), ["contact_info", "zzz"]);
  const encoded = await makePayload(createOrder, { fixture, encoding: "compact" });
  assert.equal(encoded.body, '{"contact_info":{"phone":"13800138000"},"order_id":"1","zzz":1.50}');
});

test("a fixture that is not a JSON object is refused with the place of the mistake", async () => {
  const problem = async (text: string): Promise<string> => {
    try {
      await makePayload(createOrder, { fixture: { name: "mine.json", text } });
      return "none";
    } catch (error) {
      assert.ok(error instanceof AppError);
      assert.equal(error.category, "fixture");
      return sayMessage("en", error.say);
    }
  };
  assert.match(await problem('{\n "a": 1,\n}'), /mine\.json is not valid JSON.*line 2, column 8|line 3, column 1/);
  assert.match(await problem("[]"), /does not hold a JSON object/);
});

test("an unknown variant names the nearest and runs nothing", async () => {
  await assert.rejects(makePayload(createOrder, { variant: "hourley" }), (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.match(sayMessage("en", error.say), /no variant hourley\. Did you mean hourly\?/);
    return true;
  });
});

test("an index beyond the end of a list is refused, the next one is added", async () => {
  const at = (index: number) =>
    makePayload(createOrder, {
      variant: "minimal",
      assignments: [{ path: `occupancies[${index}].phone`, value: "13800138000" }],
    });
  await assert.rejects(at(1), AppError);
  assert.equal(getAt((await at(0)).payload, "/occupancies/0/phone"), "tIfGpuuQ3wUmobBJ0PPLTw==");
});

test("the later of two changes wins, and both win over the hotel's overrides", async () => {
  const merchant = {
    ...defaultMerchantFacts,
    overrides: { "create-order": { rate_plan_id: "override", "contact_info.name": "王五" } },
  };
  const { payload } = await makePayload(createOrder, { merchant });
  assert.equal(payload.rate_plan_id, "override");
  assert.equal(getAt(payload, "/contact_info/name"), "王五");
  const assignments = [
    { path: "rate_plan_id", value: "first" },
    { path: "rate_plan_id", value: "last" },
  ];
  assert.equal((await makePayload(createOrder, { merchant, assignments })).payload.rate_plan_id, "last");
  assert.notEqual((await makePayload(cancelOrder, { merchant })).payload.rate_plan_id, "override");
});

test("a raw value of the wrong type leaves with a note that names the field", async () => {
  const { body, notes } = await makePayload(createOrder, { assignments: [{ path: "number_of_units", raw: '"two"' }] });
  assert.ok(body.includes('"number_of_units":"two"'));
  assert.match(notes.map((note) => sayMessage("en", note)).join(" "), /number_of_units/);
});

test("an unknown field is added when that was asked for", async () => {
  const assignments = [{ path: "brand_new.field", value: "9007199254740993" }];
  const { body, notes } = await makePayload(createOrder, { assignments, allowUnknown: true });
  assert.ok(body.endsWith('"brand_new":{"field":9007199254740993}}'));
  assert.deepEqual(notes, []);
});

test("a sampler that breaks its own law is a bug, not an error of the user", async () => {
  const broken: CallbackDefinition = {
    ...createOrder,
    sample: (variant, context) => ({ ...createOrder.sample(variant, context), total_amount: 1 }),
  };
  await assert.rejects(
    generatePayload(broken, { seed: 7, now: payloadNow, merchant: defaultMerchantFacts }, { clientSecret: secret }),
    (error: unknown) => {
      assert.ok(error instanceof Error && !(error instanceof AppError));
      assert.match(
        error.message,
        /create-order sampler made a wrong payload \(variant standard, seed 7\): total_amount/,
      );
      return true;
    },
  );
});

test("chosen readings of the documents change the payload last", async () => {
  const { payload } = await makePayload(createOrder, {
    variant: "maximal",
    readings: { "promotion-id-type": "int" },
  });
  assert.equal(typeof getAt(payload, "/daily_rates/0/promotion_info/0/promotion_id"), "bigint");
  assert.equal(isObject(payload.member_info), true);
});
