import assert from "node:assert/strict";
import { test } from "node:test";
import { countShared, createLedger, flags } from "../../src/load/ledger.js";

test("orders are counted by what became of them", () => {
  const ledger = createLedger();
  const marks: readonly (readonly number[])[] = [
    [flags.sent, flags.answered, flags.accepted],
    [flags.sent, flags.answered],
    [flags.sent],
    [flags.sent, flags.abandoned],
    [flags.sent, flags.answered, flags.accepted, flags.forgotten],
    [],
  ];
  // Beyond the first piece of memory.
  marks.forEach((row, index) => {
    for (const flag of row) ledger.mark(index * 30_000, flag);
  });
  assert.deepEqual(ledger.count(), { sent: 5, accepted: 2, refused: 1, unanswered: 1, twice: 0, forgotten: 1 });
});

test("a second id for the same order is told, the same one again is not", () => {
  const ledger = createLedger();
  assert.equal(ledger.keepOwnId(70_000, "H1"), true);
  assert.equal(ledger.keepOwnId(70_000, "H1"), true);
  assert.equal(ledger.keepOwnId(70_000, "H2"), false);
});

test("ids that two orders share are counted over all workers", () => {
  const [one, other] = [createLedger(), createLedger()];
  for (let slot = 0; slot < 1000; slot++) {
    one.keepOwnId(slot, `A${slot}`);
    other.keepOwnId(slot, `B${slot}`);
  }
  assert.equal(countShared([one.ownIds(), other.ownIds()]), 0);
  other.keepOwnId(1000, "A17");
  assert.equal(countShared([one.ownIds(), other.ownIds()]), 1);
});
