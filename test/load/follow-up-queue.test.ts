import assert from "node:assert/strict";
import { test } from "node:test";
import { createFollowUpQueue } from "../../src/load/follow-up-queue.js";

test("a follow-up counts from the moment it was due, or from its order's answer when it had to wait for that", () => {
  let now = 500;
  const inFlight = new Set([7]);
  const queue = createFollowUpQueue({
    isInFlight: (order) => inFlight.has(order),
    ownIdOf: (order) => (order === 9 ? undefined : `H${order}`),
    now: () => now,
  });
  queue.add(10, 3, 120);
  queue.add(11, 7, 130);
  queue.add(12, 9, 140);
  assert.deepEqual([queue.length(), queue.heldBack()], [1, 2]);
  now = 800;
  inFlight.clear();
  queue.release(7);
  assert.deepEqual(queue.first(), { index: 10, of: 3, ownId: "H3", since: 120 });
  queue.removeFirst();
  assert.deepEqual(queue.first(), { index: 11, of: 7, ownId: "H7", since: 800 });
  assert.equal(queue.heldBack(), 1);
});
