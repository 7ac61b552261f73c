import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../../src/core/json.js";
import { loadFaker } from "../../src/engine/faker.js";

const schemas: Readonly<Record<string, JsonObject>> = {
  integer: { type: "integer" },
  enumeration: { type: "integer", enum: [11, 12], "x-values": [{ value: 11, zh: "甲" }] },
  "a large minimum alone": { type: "integer", minimum: 1_700_000_000 },
  "a maximum alone": { type: "integer", maximum: -5 },
  "both bounds": { type: "integer", minimum: 1, maximum: 23 },
  pattern: { type: "string", pattern: "^\\d{4}-\\d\\d$" },
  condition: JSON.parse(
    '{"type":"object","properties":{"a":{"type":"integer","minimum":5000}},"required":["a"],"if":{"required":["a"]},"then":{"required":["b"]}}',
  ),
  deep: {
    type: "array",
    minItems: 1,
    items: {
      type: "object",
      required: ["b"],
      properties: {
        b: {
          type: "array",
          minItems: 1,
          items: { type: "object", required: ["c"], properties: { c: { type: "string", minLength: 3 } } },
        },
      },
    },
  },
};

for (const [name, schema] of Object.entries(schemas)) {
  test(`a leaf of ${name} conforms to its schema`, async () => {
    const fake = await loadFaker();
    const { if: _if, then: _then, ...plain } = schema;
    const validate = new Ajv2020({ strict: false }).compile(plain);
    for (let seed = 0; seed < 200; seed++) assert.ok(validate(fake(schema, seed)), JSON.stringify(validate.errors));
  });
}

test("the same seed gives the same value, another seed another one", async () => {
  const fake = await loadFaker();
  const schema = { type: "string", minLength: 12 };
  assert.equal(fake(schema, 4294967295), fake(schema, 4294967295));
  assert.notEqual(fake(schema, 1), fake(schema, 2));
});
