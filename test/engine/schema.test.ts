import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageSchema, SchemaMistake } from "../../src/core/callback.js";
import { parseJson } from "../../src/core/json.js";
import { judgeSchema } from "../../src/engine/schema/judge-schema.js";

/** A made-up answer; `mistakes` stands for the compiled validator. */
function message(mistakes: readonly SchemaMistake[], seen: unknown[] = []): MessageSchema {
  return {
    schema: {
      type: "object",
      required: ["data"],
      properties: {
        data: {
          type: "object",
          properties: {
            amount: { type: "integer" },
            paid_on: { type: "string", format: "date" },
            rows: { type: "array", items: { type: "object", properties: { n: { type: "integer" } } } },
          },
        },
      },
    },
    validate(value) {
      seen.push(value);
      return mistakes;
    },
  };
}

function reported(text: string, schema: MessageSchema): readonly string[] {
  const found: string[] = [];
  // The texts below are JSON objects.
  judgeSchema(parseJson(text) as never, schema, (rule, breach) => found.push(`${rule.id} ${breach.pointer}`));
  return found;
}

const mistake = (keyword: string, instancePath: string, params = {}): SchemaMistake => ({
  keyword,
  instancePath,
  schemaPath: "",
  params,
});

test("a value in the wrong form is schema/format at its place", () => {
  const schema = message([mistake("format", "/data/paid_on", { format: "date" })]);
  assert.deepEqual(reported('{"data":{"paid_on":"1 May"}}', schema), ["schema/format /data/paid_on"]);
});

test("several complaints about one place are one finding, the type before the rest", () => {
  const schema = message([
    mistake("enum", "/data/amount", { allowedValues: [1, 2] }),
    mistake("type", "/data/amount", { type: "integer" }),
    mistake("minimum", "/data/amount", { limit: 0 }),
  ]);
  assert.deepEqual(reported('{"data":{"amount":"x"}}', schema), ["schema/type /data/amount"]);
});

test("a closed object is reported by its extra fields alone", () => {
  const schema = message([mistake("additionalProperties", "/data", { additionalProperty: "note" })]);
  assert.deepEqual(reported('{"data":{"note":1}}', schema), ["schema/extra-field /data/note"]);
});

test("the validator gets plain numbers, also in lists, and never a field that it does not know", () => {
  const seen: unknown[] = [];
  reported('{"data":{"amount":1000946099201940764,"rows":[{"n":1.0},{"n":null}],"note":1e999}}', message([], seen));
  assert.deepEqual(seen, [{ data: { amount: 1000946099201940700, rows: [{ n: 1 }, {}] } }]);
});

test("fields of list items are named by their index", () => {
  const found = reported('{"data":{"rows":[{"n":1},{"n":2.0,"m":3}]}}', message([]));
  assert.deepEqual(found, ["schema/integer-form /data/rows/1/n", "schema/extra-field /data/rows/1/m"]);
});

test("names with odd characters keep their pointer", () => {
  assert.deepEqual(reported('{"data":{"a/b~c":1,"__proto__":2}}', message([])), [
    "schema/extra-field /data/a~1b~0c",
    "schema/extra-field /data/__proto__",
  ]);
});
