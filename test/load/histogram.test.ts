import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coarseBits, createHistogram, fineBits, merge, percentile, record } from "../../src/load/histogram.js";

function histogramOf(values: readonly number[], bits?: number) {
  const histogram = createHistogram(bits);
  for (const value of values) record(histogram, value);
  return histogram;
}

/** The same percentile of the sorted values themselves. */
function exact(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

const values = fc.array(fc.oneof(fc.nat(3000), fc.nat(60_000_000), fc.nat(0xffffffff)), {
  minLength: 1,
  maxLength: 200,
});

test("a percentile is never below the exact one and at most a thousandth above it", () => {
  fc.assert(
    fc.property(values, fc.constantFrom(1, 50, 90, 99, 99.9, 100), (latencies, percent) => {
      const found = percentile(histogramOf(latencies), percent);
      const wanted = exact(latencies, percent);
      assert.ok(found >= wanted && found <= wanted + wanted / 2 ** fineBits, `${found} for ${wanted}`);
    }),
  );
});

test("a coarse one is off by a thirty-second part at most", () => {
  fc.assert(
    fc.property(values, (latencies) => {
      const found = percentile(histogramOf(latencies, coarseBits), 99);
      const wanted = exact(latencies, 99);
      assert.ok(found >= wanted && found <= wanted + wanted / 2 ** coarseBits, `${found} for ${wanted}`);
    }),
  );
});

test("merged histograms are the histogram of all values", () => {
  fc.assert(
    fc.property(values, values, (one, other) => {
      const merged = histogramOf(one);
      merge(merged, histogramOf(other));
      assert.deepEqual(merged, histogramOf([...one, ...other]));
    }),
  );
});

test("an empty one is 0 everywhere, and the largest latency is kept exactly", () => {
  assert.equal(percentile(createHistogram(), 99), 0);
  assert.equal(histogramOf([3, 123_457, 12]).max, 123_457);
  assert.equal(percentile(histogramOf([123_457]), 50), 123_457);
});
