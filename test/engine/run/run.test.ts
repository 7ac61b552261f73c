import assert from "node:assert/strict";
import { before, test } from "node:test";
import type { Transport, WireOutcome, WireRequest } from "../../../src/core/ports.js";
import { runBench } from "../../support/run-bench.js";

const some = ["create-order/standard", "create-order/hourly", "create-order/paid", "cancel-order/after-payment"];

// Loads what is loaded on first use, so that no time of the virtual clock passes meanwhile.
before(() => runBench({ cases: some }));

test("the events of a run: its start, each case in the order of the plan around its exchanges, its end", async () => {
  const { events } = await runBench({ cases: some });
  assert.deepEqual(
    events.map((event) => {
      if (event.type === "case-started") return `+${event.id}`;
      if (event.type === "case-finished") return `-${event.result.id} ${event.result.verdict}`;
      return event.type;
    }),
    [
      "run-started",
      "+create-order/standard",
      "exchange",
      "-create-order/standard passed",
      "+create-order/hourly",
      "exchange",
      "-create-order/hourly passed",
      "+create-order/paid",
      "exchange",
      "-create-order/paid passed",
      "+cancel-order/after-payment",
      "exchange",
      "exchange",
      "-cancel-order/after-payment passed",
      "run-finished",
    ],
  );
});

test("a case names the exchanges that were told before its end", async () => {
  const { events, results } = await runBench({ cases: ["cancel-order/after-payment"] });
  const told = events.flatMap((event) => (event.type === "exchange" ? [event.exchange.id] : []));
  assert.deepEqual(results.get("cancel-order/after-payment")?.exchanges, told);
  assert.equal(told.length, 2);
});

test("one seed makes one run, another seed other orders", async () => {
  const bodies = async (seed: number): Promise<readonly string[]> => {
    const { events } = await runBench({ cases: some, plan: { seed, concurrency: 1 } });
    return events.flatMap((event) => (event.type === "exchange" ? [event.exchange.request.body] : []));
  };
  const [first, again, other] = [await bodies(1), await bodies(1), await bodies(2)];
  assert.deepEqual(again, first);
  assert.notDeepEqual(other, first);
});

test("a case sends the same order whatever runs beside it", async () => {
  const alone = await runBench({ cases: ["create-order/paid"] });
  const beside = await runBench({ cases: some });
  const bodyOf = ({ events }: typeof alone): string | undefined =>
    events.flatMap((event) =>
      event.type === "exchange" && event.exchange.caseId === "create-order/paid" ? [event.exchange.request.body] : [],
    )[0];
  assert.equal(bodyOf(beside), bodyOf(alone));
  assert.ok(bodyOf(alone)?.includes('"order_id"'));
});

test("with bail no case begins after the first failure, and those skipped say why", async () => {
  const { results, finished } = await runBench({
    cases: ["create-order"],
    faults: ["order-out-id-empty"],
    plan: { isBail: true, concurrency: 1 },
  });
  assert.equal(finished.verdict, "failed");
  assert.equal(finished.totals.failed, 1);
  assert.equal(finished.totals.skipped, finished.totals.cases - 1 - finished.totals.passed);
  const skipped = [...results.values()].filter(({ verdict }) => verdict === "skipped");
  assert.ok(skipped.length > 10);
  for (const { reason } of skipped) assert.match(reason?.text.en ?? "", /--bail/);
});

test("after an abort nothing is sent any more, and the run ends as interrupted", async () => {
  const interrupt = new AbortController();
  let sent = 0;
  let sentAfter = 0;
  const counting = (transport: Transport): Transport => ({
    ...transport,
    send(request, options) {
      sent++;
      if (interrupt.signal.aborted) sentAfter++;
      return transport.send(request, options);
    },
  });
  const { finished, results } = await runBench({
    cases: ["create-order", "cancel-order"],
    signal: interrupt.signal,
    transport: counting,
    plan: { concurrency: 1 },
    onEvent: (event) => {
      if (event.type === "case-finished") interrupt.abort();
    },
  });
  assert.equal(finished.verdict, "interrupted");
  assert.equal(sentAfter, 0);
  assert.ok(sent < 10, `${sent} requests`);
  assert.ok([...results.values()].some(({ verdict }) => verdict === "skipped"));
  assert.ok(finished.notices.some(({ text }) => text.en === "The run was interrupted."));
});

const comeAgain = (request: WireRequest): WireOutcome => {
  const { order_id } = JSON.parse(new TextDecoder().decode(request.body));
  const body = JSON.stringify({ data: { error_code: 100, description: "again", order_id } });
  const headers = [["content-type", "application/json"]] as const;
  return { kind: "answer", response: { status: 200, headers, body: new TextEncoder().encode(body) }, durationMs: 5 };
};
const failing = (kind: "refused" | "reset", detail: string) => (): WireOutcome => ({
  kind: "failure",
  failure: { kind, detail },
  durationMs: 5,
});

for (const [what, outcome] of [
  ["a right answer", undefined],
  ["an answer that asks to come again", comeAgain],
  ["a refused connection", failing("refused", "ECONNREFUSED")],
  ["an exchange that is given up", failing("reset", "aborted")],
] as const) {
  test(`an abort during any of the first 20 deliveries, which ends in ${what}: nothing more is sent, and no case is blamed`, async () => {
    for (let abortAt = 1; abortAt <= 20; abortAt++) {
      const interrupt = new AbortController();
      let sent = 0;
      let sentAfter = 0;
      const { finished, results } = await runBench({
        cases: ["create-order", "idempotency"],
        signal: interrupt.signal,
        plan: { concurrency: 1 },
        transport: (toMerchant) => ({
          ...toMerchant,
          async send(request, options) {
            if (interrupt.signal.aborted) sentAfter++;
            if (++sent < abortAt) return toMerchant.send(request, options);
            const answered = await toMerchant.send(request, options);
            interrupt.abort();
            return outcome?.(request) ?? answered;
          },
        }),
      });
      assert.equal(sentAfter, 0, `${sentAfter} after ${abortAt}`);
      assert.equal(finished.verdict, "interrupted");
      const blamed = [...results.values()].filter(({ verdict }) => verdict === "failed" || verdict === "broken");
      assert.deepEqual(blamed, [], `${abortAt}`);
    }
  });
}

test("a merchant that knows no such rate plan blocks what builds on an order: said first, with what to set, inconclusive", async () => {
  const { started, finished, results } = await runBench({
    cases: ["create-order/standard", "cancel-order/after-payment", "idempotency/duplicate-create"],
    design: "known-rate-plans",
  });
  assert.equal(finished.verdict, "inconclusive");
  assert.match(started.notices[0]?.text.en ?? "", /merchant\.ratePlanIds/);
  assert.equal(finished.totals.findings.error, 0);
  for (const { id, verdict, reason } of results.values()) {
    assert.equal(verdict, "skipped", id);
    assert.match(reason?.text.en ?? "", /merchant\.ratePlanIds/, id);
  }
});

test("the same merchant passes once the settings name its rate plans", async () => {
  const { finished } = await runBench({
    cases: ["create-order/standard", "cancel-order/after-payment", "idempotency/duplicate-create"],
    design: "known-rate-plans",
    merchant: { ratePlanIds: ["1763526448072717"] },
  });
  assert.equal(finished.verdict, "passed");
  assert.equal(finished.totals.passed, 3);
});

test("a target that refuses every connection breaks the cases and passes none", async () => {
  const { finished } = await runBench({
    cases: some,
    transport: () => ({
      send: async () => ({ kind: "failure", failure: { kind: "refused", detail: "ECONNREFUSED" }, durationMs: 1 }),
      close: async () => {},
    }),
  });
  assert.equal(finished.verdict, "inconclusive");
  assert.equal(finished.totals.broken, some.length);
  assert.equal(finished.totals.passed, 0);
});

test("a connection refused once is the failure of its case, and the others run", async () => {
  let count = 0;
  const { finished } = await runBench({
    cases: some,
    plan: { concurrency: 1 },
    transport: (toMerchant) => ({
      ...toMerchant,
      // The setup takes the first delivery and the first case the second.
      send: (request, options) => {
        count++;
        return count === 3
          ? Promise.resolve({ kind: "failure", failure: { kind: "refused", detail: "ECONNREFUSED" }, durationMs: 1 })
          : toMerchant.send(request, options);
      },
    }),
  });
  assert.equal(finished.totals.broken, 0);
  assert.equal(finished.totals.failed, 1);
  assert.equal(finished.totals.passed, some.length - 1);
  assert.equal(finished.verdict, "failed");
});

test("a hotel that fills up in the middle ends inconclusive, without a finding", async () => {
  const { finished } = await runBench({ cases: ["create-order", "boundary", "idempotency"], design: "guest-limit" });
  assert.equal(finished.verdict, "inconclusive");
  assert.equal(finished.totals.findings.error, 0);
  assert.equal(finished.totals.failed, 0);
  assert.ok(finished.totals.passed > 10);
  assert.ok(finished.notices.some(({ text }) => text.en.includes("merchant.ratePlanIds")));
});

test("a failing case shows the smallest payload that still fails and the command that repeats it", async () => {
  const { results } = await runBench({ cases: ["boundary/remark-long"], faults: ["long-remark-crash"] });
  const [result] = results.values();
  assert.equal(result?.verdict, "failed");
  assert.ok((result?.smallestPayload?.length ?? 0) > 100);
  assert.match(result?.reproduce ?? "", /^douyin-hotel /);
});

test("a missing endpoint skips the cases that need it, with the flag to give", async () => {
  const { results, finished } = await runBench({
    cases: some,
    plan: { endpoints: { "create-order": "http://merchant.localhost/spi/create-order" } },
  });
  assert.equal(finished.totals.passed, 3);
  const reason = results.get("cancel-order/after-payment")?.reason;
  assert.match(reason?.text.en ?? "", /--endpoint/);
});
