import assert from "node:assert/strict";
import { test } from "node:test";
import { chinaText, utcText } from "../../src/core/moment.js";

test("a moment is written as ISO 8601 in UTC and as a Chinese wall clock shows it", () => {
  for (const epochMs of [0, 999, 1_700_000_000_123, 1_735_689_599_999, 1_709_164_800_000, 4_102_444_800_001]) {
    assert.equal(utcText(epochMs), new Date(epochMs).toISOString());
  }
  assert.equal(chinaText(Date.UTC(2026, 11, 31, 16, 0, 0, 7)), "2027-01-01T00:00:00.007");
});
