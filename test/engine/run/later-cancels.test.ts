import assert from "node:assert/strict";
import { test } from "node:test";
import { runBench } from "../../support/run-bench.js";

const id = "lifecycle/partial-then-cancel-carried-out";

test("a full cancel that is answered from the partial refund before it and cancels nothing is an error", async () => {
  const run = await runBench({ cases: [id], design: "late-create-refused", faults: ["cancel-keyed-by-order"] });
  const [finding] = run.results.get(id)?.findings ?? [];
  assert.equal(finding?.rule, "lifecycle/later-cancel-carried-out");
  assert.equal(finding?.severity, "error");
});

test("a merchant that refuses the repeated create of a cancelled order passes", async () => {
  const run = await runBench({ cases: [id], design: "late-create-refused" });
  assert.equal(run.results.get(id)?.verdict, "passed");
});

test("one that repeats its first answer is skipped: whether the order is cancelled cannot be seen", async () => {
  const run = await runBench({ cases: [id] });
  assert.equal(run.results.get(id)?.verdict, "skipped");
  assert.match(run.results.get(id)?.reason?.text.en ?? "", /both lawful/);
});
