import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../../../src/core/finding.js";
import type { Transport, WireOutcome } from "../../../src/core/ports.js";
import { type Ran, runBench } from "../../support/run-bench.js";

/** Answers the cancels of which this is true with a code. */
function answering(code: number, isMeant: (cancel: Record<string, unknown>) => boolean) {
  const held = new Set<unknown>();
  return (toMerchant: Transport): Transport => ({
    ...toMerchant,
    async send(request, options) {
      const message = JSON.parse(new TextDecoder().decode(request.body));
      if (request.url.includes("create-order")) held.add(message.order_id);
      const isCancel = request.url.includes("cancel-order");
      return isCancel && isMeant({ ...message, isHeld: held.has(message.order_id) })
        ? answer(code)
        : toMerchant.send(request, options);
    },
  });
}

function answer(code: number): WireOutcome {
  const data = { error_code: code, description: "no", cancel_mode: 1 };
  const body = new TextEncoder().encode(JSON.stringify({ data }));
  const headers = [["content-type", "application/json"]] as const;
  return { kind: "answer", response: { status: 200, headers, body }, durationMs: 5 };
}

const rules = ["idempotency/after-100", "cancel-order/refusal-by-code"];

function findingsOf({ results }: Ran): readonly Finding[] {
  return [...results.values()].flatMap(({ findings }) => findings.filter(({ rule }) => rules.includes(rule)));
}

function found(run: Ran): readonly string[] {
  return findingsOf(run).map(({ severity, rule }) => `${severity} ${rule}`);
}

test("100 for the cancel of an order that was never stored is a warning that speaks of the cancel", async () => {
  const run = await runBench({
    cases: ["cancel-order/doc-sample", "signature/forged-leaves-no-order"],
    transport: answering(100, ({ isHeld, cancel_type }) => !isHeld && cancel_type !== 3),
  });
  assert.deepEqual([...new Set(found(run))], ["warning idempotency/after-100"]);
  assert.match(findingsOf(run)[0]?.message.text.en ?? "", /the cancel of an order that was never stored/);
});

test("100 for the cancel of an order that the merchant holds stays an error", async () => {
  const run = await runBench({ cases: ["cancel-order/after-payment"], transport: answering(100, () => true) });
  assert.deepEqual(found(run), ["error idempotency/after-100"]);
});

test("a refusal of after_sale_type 2, which the document does not list, is a warning", async () => {
  const run = await runBench({
    cases: ["cancel-order/booking-only", "lifecycle/voucher-booked"],
    transport: answering(13, ({ after_sale_type }) => after_sale_type === 2),
  });
  assert.deepEqual(found(run), ["warning cancel-order/refusal-by-code", "warning cancel-order/refusal-by-code"]);
});

test("a refusal of after_sale_type 1 by a code stays an error", async () => {
  const run = await runBench({ cases: ["cancel-order/after-payment"], transport: answering(13, () => true) });
  assert.deepEqual(found(run), ["error cancel-order/refusal-by-code"]);
});
