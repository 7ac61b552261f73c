import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../src/core/random.js";

test("the same seed gives the same values for ever", () => {
  const random = seededRandom(7);
  assert.deepEqual(
    Array.from({ length: 5 }, () => random.integer(0, 999_999)),
    [836_769, 400_506, 211_827, 607_137, 822_931],
  );
});

test("a number and its digits are the same seed", () => {
  assert.equal(seededRandom("7").next(), seededRandom(7).next());
});

test("a fork depends on the seed and the label, not on what was drawn before", () => {
  const fresh = seededRandom(7).fork("phone").next();
  const used = seededRandom(7);
  for (let i = 0; i < 100; i++) used.next();
  assert.equal(used.fork("phone").next(), fresh);
  assert.notEqual(seededRandom(7).fork("name").next(), fresh);
  assert.notEqual(seededRandom(8).fork("phone").next(), fresh);
});

test("200,000 neighbouring seeds give 200,000 different streams", () => {
  const root = seededRandom(1);
  const seen = new Set<string>();
  for (let i = 0; i < 200_000; i++) {
    const stream = root.fork(String(i));
    seen.add(`${stream.next()}|${stream.next()}`);
  }
  assert.equal(seen.size, 200_000);
});

test("integers fill their range evenly and never leave it", () => {
  const random = seededRandom("even");
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) {
    const value = random.integer(3, 12);
    assert.ok(value >= 3 && value <= 12);
    counts[value - 3] = (counts[value - 3] ?? 0) + 1;
  }
  for (const count of counts) assert.ok(count > 9_500 && count < 10_500, String(count));
});

test("picking from nothing is a bug and says so", () => {
  assert.throws(() => seededRandom(1).pick([]), { message: "Nothing to pick from." });
});
