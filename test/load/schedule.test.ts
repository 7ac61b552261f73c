import assert from "node:assert/strict";
import { test } from "node:test";
import { createSchedule } from "../../src/load/schedule.js";

test("requests stand at equal distances within each stage", () => {
  const schedule = createSchedule([
    { perSecond: 10, durationMs: 1000 },
    { perSecond: 100, durationMs: 500 },
  ]);
  assert.equal(schedule.count, 60);
  assert.equal(schedule.durationMs, 1500);
  assert.deepEqual([0, 1, 9, 10, 11, 59].map(schedule.dueAt), [0, 100, 900, 1000, 1010, 1490]);
  assert.deepEqual([0, 9, 10, 59].map(schedule.stageOf), [0, 0, 1, 1]);
});
