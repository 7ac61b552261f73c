import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance, nearest } from "../../src/core/nearest.js";

test("edit distance counts insertions, deletions, replacements and swaps of neighbours", () => {
  const cases: readonly [string, string, number][] = [
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["same", "same", 0],
    ["create", "crate", 1],
    ["crate", "create", 1],
    ["order", "ordor", 1],
    ["sned", "send", 1],
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
  ];
  for (const [a, b, expected] of cases) assert.equal(editDistance(a, b), expected, `${a} → ${b}`);
});

test("edit distance is symmetric, zero only for equal words, and never above the longer word", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      const distance = editDistance(a, b);
      assert.equal(distance, editDistance(b, a));
      assert.equal(distance === 0, a === b);
      assert.ok(distance <= Math.max(a.length, b.length));
    }),
  );
});

test("a misspelt word finds its original first", () => {
  assert.deepEqual(nearest("crate-order", ["cancel-order", "create-order"]), ["create-order"]);
  assert.deepEqual(nearest("sned", ["send", "sign", "test"], 1), ["send"]);
  assert.deepEqual(nearest("HOURLY", ["hourly", "standard"], 1), ["hourly"]);
});

test("a path without its parents is found by its last part", () => {
  assert.deepEqual(nearest("orignal_amount", ["daily_rates[].original_amount", "order_id"], 1), [
    "daily_rates[].original_amount",
  ]);
  assert.deepEqual(nearest("order-id-ecko", ["create-order/order-id-echo", "transport/status"], 1), [
    "create-order/order-id-echo",
  ]);
});

test("the beginning of a word finds it, however much is left out", () => {
  assert.deepEqual(nearest("conn", ["config", "connections"], 1), ["connections"]);
  assert.deepEqual(nearest("gen", ["send", "generate"], 1), ["generate"]);
  assert.deepEqual(nearest("co", ["connections"]), []);
});

test("a word with more than one letter in three wrong is no misspelling", () => {
  assert.deepEqual(nearest("target", ["lang", "retry"]), []);
  assert.deepEqual(nearest("repeat", ["quiet"]), []);
});

test("a word that is like nothing finds nothing", () => {
  assert.deepEqual(nearest("zzzzzz", ["send", "generate"]), []);
  assert.deepEqual(nearest("", ["send", "generate"]), []);
  assert.deepEqual(nearest("send", []), []);
});

test("equally near words come in alphabetical order, each once", () => {
  assert.deepEqual(nearest("aa", ["ac", "ab", "ac"]), ["ab", "ac"]);
});
