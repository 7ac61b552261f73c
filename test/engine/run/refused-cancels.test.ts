import assert from "node:assert/strict";
import { test } from "node:test";
import { type Ran, runBench } from "../../support/run-bench.js";

const cases = ["lifecycle/refused-cancel"];

function found({ results }: Ran): readonly string[] {
  return [...results.values()].flatMap(({ findings }) => findings.map(({ severity, rule }) => `${severity} ${rule}`));
}

test("an order that is gone after its cancel was refused is an error where the refusal is trusted", async () => {
  const run = await runBench({
    cases,
    design: "refuses-audits",
    faults: ["refused-cancel-closes-order"],
    merchant: { refusalTrusted: true },
  });
  assert.deepEqual(found(run), ["error lifecycle/refused-cancel-keeps-order"]);
});

test("the same is a warning where the platform may refund all the same", async () => {
  const run = await runBench({ cases, design: "refuses-audits", faults: ["refused-cancel-closes-order"] });
  assert.deepEqual(found(run), ["warning lifecycle/refused-cancel-keeps-order"]);
});

test("an order that stands after its cancel was refused passes", async () => {
  const run = await runBench({ cases, design: "refuses-audits", merchant: { refusalTrusted: true } });
  assert.equal(run.results.get("lifecycle/refused-cancel")?.verdict, "passed");
});

test("a merchant that takes the cancel shows nothing of a refusal: skipped, with the reason", async () => {
  const run = await runBench({ cases });
  const result = run.results.get("lifecycle/refused-cancel");
  assert.equal(result?.verdict, "skipped");
  assert.match(result?.reason?.text.en ?? "", /did not refuse the cancel/);
});
