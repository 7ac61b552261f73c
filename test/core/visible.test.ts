import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "../../src/core/visible.js";

const shown: readonly [text: string, most: number, result: string][] = [
  ["plain 中文 😀", 80, "plain 中文 😀"],
  ["\u001b[31mred", 80, "U+001B[31mred"],
  ["a\u0000b\u202ec\u00a0d\u200be", 80, "aU+0000bU+202EcU+00A0dU+200Be"],
  ["line\r\n\ttwo", 80, "lineU+000DU+000AU+0009two"],
  ["\ud800x", 80, "U+D800x"],
  ["12345", 5, "12345"],
  ["123456", 5, "12345…"],
  ["😀😀😀", 2, "😀😀…"],
];

for (const [text, most, result] of shown)
  test(`${JSON.stringify(text)} shows as ${result}`, () => {
    assert.equal(visible(text, most), result);
  });

test("a text of any length is cut at once", () => {
  assert.equal(visible("x".repeat(10_000_000), 3), "xxx…");
});
