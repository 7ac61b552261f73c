import assert from "node:assert/strict";
import { test } from "node:test";
import { clipped, excerpt, quote } from "../../src/core/excerpt.js";
import { parseJson, stringifyJson } from "../../src/core/json.js";

test("digits of a number stay as they were sent", () => {
  assert.equal(excerpt(parseJson("1000946099201940764")), "1000946099201940764");
  assert.equal(excerpt(parseJson("1.0")), "1.0");
});

test("a text is quoted, so that it cannot be taken for a number", () => assert.equal(excerpt("0"), '"0"'));

test("nothing in an excerpt moves the cursor or turns letters round", () => {
  assert.equal(excerpt("a\u001b[31m\u202eb\u0085"), '"a\\u001b[31m\\u202eb\\u0085"');
  assert.equal(quote("a\n\tb\u0000\u200b"), "a b\\u0000\\u200b");
});

test("long text is cut without splitting a character", () => {
  assert.equal(quote("😀😀😀", 3), "😀…");
  assert.equal(quote("abc", 3), "abc");
});

test("a copy for a finding is bounded in depth, width and length", () => {
  const deep = parseJson(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`);
  assert.deepEqual(clipped(deep), { a: { a: { a: { a: "…" } } } });
  const wide = parseJson(`[${Array.from({ length: 1000 }, (_, i) => i).join(",")}]`);
  assert.equal(stringifyJson(clipped(wide)).length < 100, true);
  assert.equal(String(clipped("x".repeat(10_000))).length, 301);
});

test("a key __proto__ stays a key", () => {
  assert.equal(stringifyJson(clipped(parseJson('{"__proto__":{"a":1}}'))), '{"__proto__":{"a":1}}');
});

test("nothing at all is null", () => assert.equal(clipped(undefined), null));
