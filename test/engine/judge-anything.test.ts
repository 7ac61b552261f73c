import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { callbacks } from "../../src/callbacks/registry.js";
import { type JsonValue, parseJson, stringifyJson } from "../../src/core/json.js";
import { renderFinding } from "../../src/core/render-finding.js";
import type { Message } from "../../src/core/text.js";
import { judge } from "../../src/engine/judge.js";
import { exchangeOf } from "../support/judged-exchange.js";

const names = [
  "data",
  "error_code",
  "order_id",
  "order_out_id",
  "confirm_info",
  "confirm_mode",
  "confirm_result",
  "hotel_confirm_number",
  "member_info",
  "logged_out",
  "member_level",
  "cancel_mode",
  "cancel_result",
  "refund_fee_amount",
  "reason",
  "description",
  "__proto__",
  "constructor",
  "toString",
  "isLosslessNumber",
  "a/b~c",
  "",
];

const number = fc.constantFrom(
  "0",
  "1",
  "2",
  "7",
  "100",
  "-0",
  "1.0",
  "1e2",
  "1e400",
  "0.5",
  "-3",
  "1000946099201940764",
);
const scalar = fc.oneof(
  number,
  fc.constantFrom("null", "true", "false", '""', '"0"', '"1000946099201940700"'),
  fc.string().map((text) => JSON.stringify(text)),
);

/** JSON text that likes the names and numbers of the contract; keys may repeat. */
const { text: jsonText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("text"), { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
    fc
      .array(fc.tuple(fc.constantFrom(...names), tie("text")), { maxLength: 8 })
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
  ),
}));

const anyText = fc.oneof(
  jsonText.map((data) => `{"data":${data}}`),
  jsonText,
  fc.string(),
);

const settings = { reading: "documented" } as const;

test("the judge has a verdict on any answer, and its findings are JSON in both languages", async () => {
  const definitions = await Promise.all(callbacks.ids.map((id) => callbacks.load(id)));
  fc.assert(
    fc.property(
      anyText,
      jsonText,
      fc.constantFrom("valid", "missing", "old-only" as const),
      fc.boolean(),
      (text, request, signature, malformed) => {
        const payload = parseJson(`{"order_id":"1000946099201940764","refund_amount":${request},"need_audit":null}`);
        for (const definition of definitions) {
          const exchange = exchangeOf({
            callback: definition.id,
            payload: payload as { readonly [key: string]: JsonValue },
            reply: { text },
            signature: signature as "valid",
            malformed,
          });
          const { findings, platform } = judge(definition, exchange, settings);
          assert.ok(platform.rule.length > 0);
          for (const finding of findings) {
            assertComplete(finding.message);
            for (const lang of ["zh", "en"] as const) {
              assert.equal(typeof parseJson(stringifyJson(renderFinding(finding, lang))), "object");
            }
          }
        }
      },
    ),
    { numRuns: 3000, seed: 20260301 },
  );
});

test("an unknown field of any depth and size costs one finding", async () => {
  const definition = await callbacks.load("cancel-order");
  const deep = `${"[".repeat(900)}${"]".repeat(900)}`;
  const wide = Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join(",");
  const text = `{"data":{"error_code":0,"cancel_mode":2,"deep":${deep},"wide":{${wide}}}}`;
  const { findings } = judge(definition, exchangeOf({ callback: definition.id, reply: { text } }), settings);
  assert.deepEqual(
    findings.map(({ rule, pointer }) => `${rule} ${pointer}`),
    ["schema/extra-field /data/deep", "schema/extra-field /data/wide"],
  );
  assert.ok(stringifyJson(findings.map(({ actual }) => actual)).length < 1000);
});

test("20,000 unknown fields are named only as far as a person reads", async () => {
  const definition = await callbacks.load("cancel-order");
  const wide = Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join(",");
  const text = `{"data":{"error_code":0,"cancel_mode":2,${wide}}}`;
  const { findings } = judge(definition, exchangeOf({ callback: definition.id, reply: { text } }), settings);
  assert.equal(findings.length, 30);
});

/** Every placeholder of the sentence has its argument. */
function assertComplete({ text, args = {} }: Message): void {
  const wanted = [...`${text.zh} ${text.en}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  assert.deepEqual(
    wanted.filter((name) => !Object.hasOwn(args, name)),
    [],
  );
}
