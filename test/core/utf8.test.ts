import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeUtf8 } from "../../src/core/utf8.js";

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

test("valid bytes decode and keep a byte order mark", () => {
  assert.deepEqual(decodeUtf8(bytes("efbbbf7b7d")), { ok: true, text: "\ufeff{}" });
  assert.deepEqual(decodeUtf8(new TextEncoder().encode("用户😀")), { ok: true, text: "用户😀" });
});

const wrong: readonly [hex: string, offset: number, line: number, column: number][] = [
  ["e5", 0, 1, 1],
  ["5bff5d", 1, 1, 2],
  ["7b0ae794a822e9227d", 6, 2, 3],
  ["61e794", 1, 1, 2],
  ["61f09f98", 1, 1, 2],
  ["61c0af", 1, 1, 2],
  ["61eda080", 1, 1, 2],
];

for (const [hex, offset, line, column] of wrong)
  test(`${hex} is wrong at byte ${offset}`, () => {
    assert.deepEqual(decodeUtf8(bytes(hex)), { ok: false, offset, line, column });
  });
