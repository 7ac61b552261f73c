import assert from "node:assert/strict";
import { test } from "node:test";
import { coarseBits, createHistogram, record } from "../../src/load/histogram.js";
import type { Second } from "../../src/load/meter.js";
import { collectSeconds } from "../../src/load/seconds.js";

function second(sent: number): Second {
  const latency = createHistogram(coarseBits);
  record(latency, 1000);
  return { succeeded: sent, refused: 0, failed: 0, sent, inFlight: 1, latency };
}

test("a second is told when every worker has told it", () => {
  const sums: number[] = [];
  const seconds = collectSeconds(2, ({ sent }) => sums.push(sent));
  seconds.add(0, second(5));
  seconds.add(0, second(6));
  assert.deepEqual(sums, []);
  seconds.add(1, second(10));
  assert.deepEqual(sums, [15]);
});

test("a worker that has ended holds nobody back, and nothing of what was counted is lost", () => {
  const sums: (readonly [number, number])[] = [];
  const seconds = collectSeconds(3, ({ sent, latency }) => sums.push([sent, latency.total]));
  seconds.add(0, second(1));
  seconds.end(0);
  for (const sent of [10, 20, 30]) seconds.add(1, second(sent));
  seconds.add(2, second(100));
  assert.deepEqual(sums, [[111, 3]]);
  seconds.end(2);
  assert.deepEqual(sums, [
    [111, 3],
    [20, 1],
    [30, 1],
  ]);
  seconds.add(1, second(40));
  seconds.end(1);
  assert.deepEqual(sums.at(-1), [40, 1]);
});
