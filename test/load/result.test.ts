import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkerResult } from "../../src/load/drive.js";
import { createHistogram } from "../../src/load/histogram.js";
import type { LoadJob } from "../../src/load/job.js";
import { createLedger } from "../../src/load/ledger.js";
import { mergeResults } from "../../src/load/result.js";
import { createTallyBook } from "../../src/load/tally.js";

const job: Pick<LoadJob, "pace" | "workers"> = { pace: { kind: "closed", requests: 1 }, workers: 1 };

function worker(utilization: number, durationMs: number): WorkerResult {
  return {
    tally: createTallyBook().tally,
    orders: createLedger().count(),
    ownIds: new BigUint64Array(0),
    histograms: { stages: [createHistogram()], lag: createHistogram() },
    utilization,
    durationMs,
  };
}

test("a busy worker is a bottleneck only in a run that is longer than its own start", () => {
  const isBottleneck = (utilization: number, durationMs: number): boolean =>
    mergeResults(job, [worker(utilization, durationMs)], { startedAt: 0, cpuMs: 0, isInterrupted: false }).generator
      .isBottleneck;
  assert.deepEqual([isBottleneck(0.99, 999), isBottleneck(0.99, 1000), isBottleneck(0.5, 1000)], [false, true, false]);
});
