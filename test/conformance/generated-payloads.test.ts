import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { listFields } from "../../src/core/fields.js";
import { projectNumbers } from "../../src/core/json.js";
import { generatePayload, payloadMaker } from "../../src/engine/generate.js";
import { presentPaths } from "../support/present-paths.js";

const now = Date.UTC(2026, 1, 26, 9);
const deps = { clientSecret: "example-secret-0123456789abcdef0" };
const base = { now, merchant: defaultMerchantFacts };
const seeds = 1_000;

for (const id of callbacks.ids) {
  const definition = await callbacks.load(id);
  const sampled = definition.variants.filter((variant) => !variant.isDocSample);

  for (const { name } of sampled) {
    test(`${id} ${name}: ${seeds} payloads are valid, lawful and all different`, async () => {
      const make = await payloadMaker(definition, deps);
      const keys = new Set<unknown>();
      for (let seed = 0; seed < seeds; seed++) {
        const { plain, payload } = make({ ...base, variant: name, seed });
        assert.deepEqual(definition.request.validate(projectNumbers(payload)), [], `seed ${seed}`);
        assert.ok(plain);
        for (const law of definition.laws)
          assert.deepEqual(law.check(plain, { variant: name, merchant: base.merchant }), [], `${law.id}, seed ${seed}`);
        keys.add(payload[definition.idempotencyKey]);
      }
      assert.equal(keys.size, seeds);
    });
  }

  test(`${id}: the same seed gives the same bytes, another seed others`, async () => {
    for (const { name } of sampled) {
      const options = { ...base, variant: name, seed: 42 };
      const { body } = await generatePayload(definition, options, deps);
      assert.equal((await generatePayload(definition, options, deps)).body, body);
      assert.notEqual((await generatePayload(definition, { ...options, seed: 43 }, deps)).body, body);
    }
  });

  test(`${id}: minimal has the required fields and no others, maximal has every field`, async () => {
    const fields = listFields(definition.request.schema);
    const minimal = await generatePayload(definition, { ...base, variant: "minimal", seed: 1 }, deps);
    const few = presentPaths(minimal.payload);
    const required = fields.filter(({ path, required }) => required && ["", ...few].includes(parentOf(path)));
    assert.deepEqual(few.toSorted(), required.map(({ path }) => path).toSorted());
    const maximal = await generatePayload(definition, { ...base, variant: "maximal", seed: 1 }, deps);
    const present = new Set(presentPaths(maximal.payload));
    assert.deepEqual(
      fields.map(({ path }) => path).filter((path) => !present.has(path)),
      [],
    );
  });

  test(`${id}: a hotel outside the mainland gets its currency in every payload`, async () => {
    const merchant = { ...defaultMerchantFacts, mainland: false };
    for (const { name } of sampled) {
      for (let seed = 0; seed < 20; seed++) {
        const { payload } = await generatePayload(definition, { now, merchant, variant: name, seed }, deps);
        assert.match(String(payload.currency), /^[A-Z]{3}$/);
        assert.notEqual(payload.currency, "CNY");
      }
    }
  });

  test(`${id}: the hotel's own rate plans are the only ones used`, async () => {
    const merchant = { ...defaultMerchantFacts, ratePlanIds: ["1763526448072717", "1763526448072718"] };
    for (const { name } of sampled) {
      for (let seed = 0; seed < 20; seed++) {
        const { body } = await generatePayload(definition, { now, merchant, variant: name, seed }, deps);
        for (const [, planId] of body.matchAll(/"rate_plan_id":"(\d+)"/g))
          assert.match(String(planId), /^176352644807271[78]$/);
      }
    }
  });
}

function parentOf(path: string): string {
  return path.replace(/(^|(\[\])?\.)[^.]*$/, "");
}
