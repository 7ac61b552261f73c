import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transport, WireOutcome } from "../../../src/core/ports.js";
import { type Ran, runBench } from "../../support/run-bench.js";

/** Every create gets this, forged or not. */
function answering(data: Record<string, unknown>): (toMerchant: Transport) => Transport {
  const body = new TextEncoder().encode(JSON.stringify({ data }));
  const headers = [["content-type", "application/json"]] as const;
  const answer: WireOutcome = { kind: "answer", response: { status: 200, headers, body }, durationMs: 5 };
  return (toMerchant) => ({
    ...toMerchant,
    send: (request, options) =>
      request.url.includes("create-order") ? Promise.resolve(answer) : toMerchant.send(request, options),
  });
}

const cases = ["create-order/standard", "signature", "idempotency/duplicate-create"];

function rulesOf({ results }: Ran): readonly string[] {
  const findings = [...results.values()].flatMap((result) => result.findings);
  return [...new Set(findings.map(({ severity, rule }) => `${severity} ${rule}`))];
}

test("1 for everything, forgeries included, is inconclusive, and both readings are told", async () => {
  const run = await runBench({ cases, transport: answering({ error_code: 1, description: "no" }) });
  assert.deepEqual(rulesOf(run), []);
  assert.equal(run.finished.verdict, "inconclusive");
  assert.match(
    run.started.notices[0]?.text.en ?? "",
    /refuses the order before it checks the signature: .*merchant\.ratePlanIds.* Or its signature check fails/,
  );
  assert.deepEqual(run.finished.notices, run.started.notices);
});

for (const code of [13, 40001]) {
  test(`${code}, which says nothing of the order, for everything, forgeries included, is a failing signature check`, async () => {
    const run = await runBench({ cases, transport: answering({ error_code: code, description: "no" }) });
    assert.ok(rulesOf(run).includes("error signature/valid-refused"));
    assert.equal(run.finished.verdict, "failed");
    assert.match(run.started.notices[0]?.text.en ?? "", /The signature check probably fails/);
  });
}

test("a forged create that gets what everything gets is skipped, with the reason", async () => {
  const run = await runBench({ cases, transport: answering({ error_code: 1, description: "no" }) });
  const result = run.results.get("signature/create-wrong-secret");
  assert.equal(result?.verdict, "skipped");
  assert.match(result?.reason?.text.en ?? "", /nothing can be told of signatures/);
});

test("one refusal for everything whose description speaks of the signature fails", async () => {
  const run = await runBench({ cases, transport: answering({ error_code: 1, description: "invalid sign" }) });
  assert.deepEqual(rulesOf(run), ["error signature/valid-refused"]);
  assert.equal(run.finished.verdict, "failed");
  assert.match(run.started.notices[0]?.text.en ?? "", /The signature check probably fails/);
});

test("one refusal for everything that is signed rightly fails where a known wrong signature is accepted", async () => {
  const run = await runBench({
    cases,
    faults: ["body-left-out"],
    transport: (toMerchant) => ({
      ...toMerchant,
      async send(request, options) {
        const outcome = await toMerchant.send(request, options);
        if (outcome.kind !== "answer") return outcome;
        const text = new TextDecoder().decode(outcome.response.body).replace("the signature does not match", "no");
        return { ...outcome, response: { ...outcome.response, body: new TextEncoder().encode(text) } };
      },
    }),
  });
  assert.ok(rulesOf(run).includes("error signature/valid-refused"));
  assert.equal(run.finished.verdict, "failed");
});
