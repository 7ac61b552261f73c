import assert from "node:assert/strict";
import { before, test } from "node:test";
import { callbacks } from "../../../src/callbacks/registry.js";
import { defaultMerchantFacts, type Exchange, type MerchantFacts } from "../../../src/core/exchange.js";
import type { JsonObject } from "../../../src/core/json.js";
import { judge } from "../../../src/engine/judge.js";
import { readAnswer } from "../../../src/engine/read-answer.js";
import { mayWarn } from "../../../src/mocks/merchant/design.js";
import { designs, findDesign, type LawfulDesign } from "../../../src/mocks/merchant/designs.js";
import { type Bench, bench, dataOf, payload, type Reply, warmUp } from "../../support/merchant-bench.js";

before(warmUp);

test("there are at least twenty designs, each with a name of its own", () => {
  const names = designs.map(({ name }) => name);
  assert.ok(names.length >= 20, `${names.length} designs`);
  assert.equal(new Set(names).size, names.length);
});

test("an unknown design names the nearest", () => {
  assert.throws(() => findDesign("async-confrim"), { code: "design-unknown" });
});

for (const design of designs) {
  test(`${design.name}: the judge finds nothing wrong with any variant of either callback`, async () => {
    const findings: string[] = [];
    for (const id of callbacks.ids) {
      const definition = await callbacks.load(id);
      for (const variant of definition.variants.filter(({ isDocSample }) => !isDocSample)) {
        const merchant = bench({ design });
        const made = await payload(id, { variant: variant.name, seed: 3 });
        const reply = await merchant.send(id, made.body);
        const exchange = exchangeOf(id, variant.name, made.payload, made.body, reply, factsOf(design));
        const judged = judge(definition, exchange, { reading: "documented" });
        for (const finding of judged.findings) {
          const isOdd = finding.severity === "warning" && mayWarn(design, finding.rule);
          if (finding.severity !== "info" && !isOdd)
            findings.push(`${id} ${variant.name}: ${finding.rule} ${finding.pointer}`);
        }
        await merchant.idle();
      }
    }
    assert.deepEqual(findings, []);
  });

  test(`${design.name}: a repeated create keeps its id, a forged one has none`, async () => {
    const merchant = bench({ design });
    const [ratePlan] = design.facts.ratePlanIds ?? [];
    const { body } = await payload("create-order", { seed: 4, set: ratePlan ? { rate_plan_id: ratePlan } : {} });
    const forged = await merchant.send("create-order", body, { signature: "wrong-secret" });
    const asked = await merchant.send("create-order", body);
    await merchant.wait(200);
    const first = dataOf(asked).error_code === 100 ? await merchant.send("create-order", body) : asked;
    const second = await merchant.send("create-order", body, { later: 60_000 });
    assert.equal(forged.status, design.forgeryStatus);
    assert.ok(typeof dataOf(first).order_out_id === "string");
    assert.equal(dataOf(second).order_out_id, dataOf(first).order_out_id);
    assert.ok(!forged.text.includes("order_out_id"));
    await merchant.idle();
  });
}

test("an asynchronous design calls each operation once, after its answer", async () => {
  const merchant = bench({ design: findDesign("async") });
  const order = await payload("create-order", { seed: 5 });
  merchant.hold(true);
  await merchant.send("create-order", order.body);
  await merchant.send("create-order", order.body);
  const cancel = await payload("cancel-order", { variant: "audit", seed: 5 });
  await merchant.send("cancel-order", cancel.body);
  assert.equal(merchant.calls.length, 0);
  merchant.hold(false);
  await merchant.idle();
  assert.deepEqual(
    merchant.calls.map(({ path }) => path),
    ["/goodlife/v1/trip/trade/hotel/order/confirm/", "/goodlife/v1/trip/trade/hotel/cancel/audit/"],
  );
  assert.deepEqual(merchant.calls[1]?.body, {
    order_id: cancel.payload.order_id,
    cancel_Id: cancel.payload.cancel_id,
    cancel_type: cancel.payload.cancel_type,
    cancel_result: 1,
  });
});

test("an order that is cancelled before its confirmation is not confirmed any more", async () => {
  const merchant = bench({ design: findDesign("async-confirm") });
  merchant.hold(true);
  const order = await bookedBy(merchant);
  await merchant.send(
    "cancel-order",
    (await payload("cancel-order", { variant: "after-payment", earlier: order })).body,
  );
  merchant.hold(false);
  await merchant.idle();
  assert.deepEqual(merchant.calls, []);
});

test("a presale voucher is never confirmed by the operation", async () => {
  const merchant = bench({ design: findDesign("async") });
  await merchant.send("create-order", (await payload("create-order", { variant: "presale-voucher" })).body);
  await merchant.idle();
  assert.deepEqual(merchant.calls, []);
});

test("an operation that the platform refuses is tried again until it is taken", async () => {
  const merchant = bench({ design: findDesign("async-confirm"), platformRefuses: 3 });
  await merchant.send("create-order", (await payload("create-order")).body);
  await merchant.idle();
  assert.equal(merchant.calls.length, 4);
});

test("a busy merchant answers 100 to a copy, whose retry then gets the same order", async () => {
  const merchant = bench({ design: findDesign("busy-lock") });
  const { body } = await payload("create-order");
  const replies = await Promise.all([1, 2, 3].map(() => merchant.send("create-order", body)));
  const codes = replies.map((reply) => dataOf(reply).error_code).sort();
  const retry = await merchant.send("create-order", body);
  const winner = replies.find((reply) => dataOf(reply).error_code === 0);
  assert.deepEqual(codes, [0, 100, 100]);
  assert.equal(dataOf(retry).order_out_id, winner && dataOf(winner).order_out_id);
});

test("refused audits have a reason and leave the order as it is", async () => {
  const merchant = bench({ design: findDesign("refuses-audits") });
  const order = await bookedBy(merchant);
  const audit = await payload("cancel-order", { variant: "audit", earlier: order });
  const notice = await payload("cancel-order", { variant: "after-payment", earlier: order });
  const refused = dataOf(await merchant.send("cancel-order", audit.body));
  const accepted = dataOf(await merchant.send("cancel-order", notice.body));
  assert.equal(refused.cancel_result, 2);
  assert.ok(refused.reason);
  assert.equal(accepted.cancel_result, 1);
});

async function bookedBy(merchant: Bench): Promise<{ payload: JsonObject; orderOutId: string }> {
  const { body, plain } = await payload("create-order", { seed: 6 });
  const data = dataOf(await merchant.send("create-order", body));
  return { payload: plain ?? {}, orderOutId: String(data.order_out_id) };
}

function factsOf({ merchant }: LawfulDesign): MerchantFacts {
  const { mode, confirm, cancel } = merchant;
  return { ...defaultMerchantFacts, mode, confirm, cancel };
}

function exchangeOf(
  callback: string,
  variant: string,
  sent: JsonObject,
  body: string,
  reply: Reply,
  merchant: MerchantFacts,
): Exchange {
  const response = {
    status: reply.status,
    headers: [...reply.headers].map(([name, value]) => [name, value] as const),
    body: reply.bytes,
  };
  return {
    callback,
    variant,
    attempt: 1,
    startedAt: "2026-11-22T07:30:12.000Z",
    timeoutMs: 5_000,
    url: `http://merchant.test/spi/${callback}`,
    requestHeaders: [],
    requestBytes: new TextEncoder().encode(body),
    payload: sent,
    signature: "valid",
    malformed: false,
    sabotaged: false,
    merchant,
    ...readAnswer({ kind: "answer", response, durationMs: 12 }),
  };
}
