import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { listFields } from "../../src/core/fields.js";
import { isObject, type JsonValue, parseJson, projectNumbers } from "../../src/core/json.js";
import * as cancelOrder from "../../src/generated/cancel-order.js";
import * as createOrder from "../../src/generated/create-order.js";
import { projectRoot } from "../support/cli.js";

/** Bytes as the documents print them. */
const printed = [
  ["create-order/doc-sample.request.txt", 1642, "9b4af4b1f377358d182a9ee730fa86a8c0ebc606321e849b7a89089ed750ba0b"],
  ["create-order/doc-sample.response.txt", 263, "9b4c974942fc257f98932c3819947aeb3f24826abcd10b48c781907812c446ff"],
  ["cancel-order/doc-sample.request.txt", 612, "c1a44c66c8c53477adb761fc299ad5bb30424faafcce27b9ecdd28e5fd9cd150"],
  ["cancel-order/doc-sample.response.txt", 147, "46a8aba16c76c0b033b63374894c93167a4cb2508893fcfb39b593973b02a6e0"],
] as const;

for (const [file, size, digest] of printed) {
  test(`${file} holds the document's bytes`, () => {
    const bytes = readFileSync(`${projectRoot}/fixtures/${file}`);
    assert.equal(bytes.length, size);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), digest);
  });
}

test("the samples have the flaws that the ledger speaks of", () => {
  assert.throws(() => parseJson(cancelOrder.docSample), SyntaxError);
  assert.throws(() => parseJson(createOrder.docSampleResponse), SyntaxError);
  assert.match(cancelOrder.docSample, /"period_end_time":"2025-11-27T18:00:00", \} \] \}$/);
  assert.match(createOrder.docSampleResponse, /"member_level": 1 \} \}$/);
  assert.match(createOrder.docSample, /"cut_type": 6948897508913326394, "cut_value": 2048624488842148897 /);
});

const readable = [
  ["create-order request", createOrder.request, createOrder.docSample],
  ["create-order response", createOrder.response, `${createOrder.docSampleResponse}}`],
  ["cancel-order request", cancelOrder.request, cancelOrder.docSample.replace(", }", "}")],
  ["cancel-order response", cancelOrder.response, cancelOrder.docSampleResponse],
] as const;

for (const [name, { schema }, text] of readable) {
  test(`every field of the sample ${name} is in the schema`, () => {
    const known = new Set(listFields(schema).map((field) => field.path));
    assert.deepEqual(
      pathsOf(parseJson(text), "").filter((path) => !known.has(path)),
      [],
    );
  });
}

function pathsOf(value: JsonValue, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => pathsOf(item, `${path}[]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [own, ...pathsOf(inner, own)];
  });
}

test("the repaired samples are valid but for the 19-digit integers of the create", () => {
  const mistakes = readable.map(([, message, text]) =>
    message.validate(projectNumbers(parseJson(text))).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`),
  );
  assert.deepEqual(mistakes, [["/cancel_rule/0/cut_type enum", "/create_order_time_unix maximum"], [], [], []]);
});
