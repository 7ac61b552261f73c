import assert from "node:assert/strict";
import { test } from "node:test";
import { complaints, startLife } from "../../support/life.js";

const minute = 60_000;

test("a synchronous merchant confirms at once, and a notice cancels the order", async () => {
  const life = await startLife();
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 1 });
  await firstAttempt;
  assert.equal(life.stage(orderId), "confirmed");
  assert.equal(life.order(orderId).money, "paid");
  const cancel = life.platform.cancel(orderId, {});
  assert.equal(life.stage(orderId), "refunded");
  await cancel.firstAttempt;
  assert.deepEqual(life.received, ["create-order", "cancel-order"]);
  assert.deepEqual(complaints(life.judged(orderId)), []);
});

test("an asynchronous merchant confirms by the operation and audits by the other", async () => {
  const life = await startLife({ design: "async" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 2 });
  await firstAttempt;
  assert.equal(life.stage(orderId), "wait-confirm");
  assert.deepEqual(
    life.judged(orderId).debts.map(({ kind, state }) => [kind, state]),
    [["confirm", "open"]],
  );
  await life.pass(5000);
  assert.equal(life.stage(orderId), "confirmed");
  await life.platform.cancel(orderId, { variant: "audit" }).firstAttempt;
  assert.equal(life.stage(orderId), "wait-audit");
  await life.pass(5000);
  assert.equal(life.stage(orderId), "refunded");
  assert.deepEqual(
    life.judged(orderId).debts.map(({ kind, state, calls }) => [kind, state, calls.map(({ code }) => code)]),
    [
      ["confirm", "settled", [0]],
      ["audit", "settled", [0]],
    ],
  );
  assert.deepEqual(complaints(life.judged(orderId)), []);
});

test("a refused audit keeps the order", async () => {
  const life = await startLife({ design: "refuses-audits-async" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 3 });
  await firstAttempt;
  await life.pass(5000);
  await life.platform.cancel(orderId, { variant: "audit" }).firstAttempt;
  await life.pass(5000);
  const order = life.order(orderId);
  assert.deepEqual([life.stage(orderId), order.money, order.cancels[0]?.state], ["confirmed", "paid", "kept"]);
});

test("a missed confirm: at the deadline the order is cancelled, refunded, and the merchant told", async () => {
  const life = await startLife({ fault: "confirm-never-called" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 4 });
  await firstAttempt;
  await life.pass(60 * minute - 10_000);
  assert.equal(life.stage(orderId), "wait-confirm");
  await life.pass(20_000);
  assert.equal(life.stage(orderId), "refunded");
  assert.deepEqual(life.received, ["create-order", "cancel-order"]);
  const told = life.order(orderId).deliveries.at(-1);
  assert.deepEqual(
    [told?.cause, told?.payload.applicant_type, told?.payload.need_audit],
    ["confirm-deadline", 99, false],
  );
  assert.deepEqual(complaints(life.judged(orderId)), ["error debt/confirm-missing"]);
  assert.deepEqual(
    life.judged(orderId).debts.map(({ state }) => state),
    ["overdue"],
  );
});

test("a missed audit: at the deadline the guest is refunded", async () => {
  const life = await startLife({ fault: "audit-never-called" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 5 });
  await firstAttempt;
  await life.pass(5000);
  await life.platform.cancel(orderId, { variant: "audit" }).firstAttempt;
  assert.equal(life.stage(orderId), "wait-audit");
  await life.pass(61 * minute);
  assert.equal(life.stage(orderId), "refunded");
  assert.equal(life.order(orderId).cancels[0]?.state, "timed-out");
  assert.deepEqual(complaints(life.judged(orderId)), ["error debt/audit-missing"]);
});

test("deadlines are divided by the time scale, but never below three seconds", async () => {
  const fast = await startLife({ fault: "confirm-never-called", timeScale: 600 });
  const { orderId, firstAttempt } = fast.platform.placeOrder({ seed: 6 });
  await firstAttempt;
  const [deadline] = fast.order(orderId).deadlines;
  assert.equal((deadline?.at ?? 0) - fast.clock.now(), 6000);
  const faster = await startLife({ fault: "confirm-never-called", timeScale: 100_000 });
  const second = faster.platform.placeOrder({ seed: 6 });
  await second.firstAttempt;
  assert.equal((faster.order(second.orderId).deadlines[0]?.at ?? 0) - faster.clock.now(), 3000);
});

test("two steps: pay only changes the state, and from then on the confirm is awaited", async () => {
  const life = await startLife({ design: "two-step", merchant: { mode: "two-step" } });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 7 });
  await firstAttempt;
  assert.deepEqual([life.stage(orderId), life.order(orderId).money], ["created", "unpaid"]);
  life.platform.pay(orderId);
  assert.deepEqual([life.stage(orderId), life.order(orderId).money], ["wait-confirm", "paid"]);
  assert.deepEqual(life.received, ["create-order"]);
  assert.throws(() => life.platform.pay(orderId), /is paid already/);
});

test("two steps: a confirm that no answer promised is a warning when it never comes", async () => {
  const life = await startLife({ design: "two-step", merchant: { mode: "two-step" } });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 7 });
  await firstAttempt;
  life.platform.pay(orderId);
  await life.pass(61 * minute);
  assert.equal(life.stage(orderId), "refunded");
  assert.deepEqual(complaints(life.judged(orderId)), ["warning debt/confirm-missing"]);
});

test("an unpaid order is cancelled before payment, without money", async () => {
  const life = await startLife({ design: "two-step", merchant: { mode: "two-step" }, payWithinMs: 30 * minute });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 8 });
  await firstAttempt;
  await life.pass(31 * minute);
  const order = life.order(orderId);
  assert.deepEqual([life.stage(orderId), order.money], ["cancelled", "unpaid"]);
  assert.deepEqual(
    order.deliveries.map(({ cause, payload }) => [cause, payload.cancel_type ?? null]),
    [
      ["user", null],
      ["unpaid", 1],
    ],
  );
  assert.deepEqual(complaints(life.judged(orderId)), []);
});

test("a failed create of a paid order is cancelled with cancel_type 3 and without the merchant's id, and refunded", async () => {
  const refusing = async (request: Request) => {
    const { order_id } = JSON.parse(await request.text());
    const isCancel = request.url.includes("cancel-order");
    const data = isCancel
      ? { error_code: 0, description: "success", cancel_mode: 1, cancel_result: 1 }
      : { error_code: 4, description: "full", order_id };
    return Response.json({ data });
  };
  const life = await startLife({ answer: refusing });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 9 });
  await firstAttempt;
  await life.pass(1000);
  const order = life.order(orderId);
  assert.deepEqual([order.booking, life.stage(orderId)], ["create-failed", "refunded"]);
  const told = order.deliveries.at(-1);
  assert.deepEqual(
    [told?.cause, told?.payload.cancel_type, told?.payload.order_out_id],
    ["create-failed", 3, undefined],
  );
});

test("one-step without confirm_info: the platform cancels the order and says so", async () => {
  const forgetful = async (request: Request) => {
    const { order_id } = JSON.parse(await request.text());
    return Response.json({
      data: { error_code: 0, description: "success", order_id, order_out_id: "H1", cancel_mode: 1, cancel_result: 1 },
    });
  };
  const life = await startLife({ answer: forgetful });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 10 });
  await firstAttempt;
  await life.pass(1000);
  assert.equal(life.stage(orderId), "refunded");
  assert.deepEqual(
    life.order(orderId).deliveries.map(({ cause }) => cause),
    ["user", "unconfirmed"],
  );
});

test("callbacks are retried by the policy: every minute, twelve times, then the create has failed", async () => {
  const times: number[] = [];
  const life = await startLife({
    answer: async () => {
      times.push(life.clock.elapsed());
      return Response.json({ data: { error_code: 100, description: "again" } });
    },
  });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 11 });
  await firstAttempt;
  await life.pass(11 * minute + 30_000);
  assert.equal(life.order(orderId).booking, "create-failed");
  assert.deepEqual(
    times.slice(0, 12).map((at) => Math.round(at / minute)),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
  const logids = life.order(orderId).deliveries[0]?.attempts.map(({ logid }) => logid);
  assert.equal(new Set(logids).size, 1);
});

test("a retry that succeeds confirms the order", async () => {
  let calls = 0;
  const life = await startLife({
    timeScale: 60,
    answer: async (request) => {
      const { order_id } = JSON.parse(await request.text());
      calls += 1;
      if (calls < 3) return new Response("", { status: 503 });
      const confirm_info = { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "C1" };
      return Response.json({
        data: { error_code: 0, description: "success", order_id, order_out_id: "H1", confirm_info },
      });
    },
  });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 12 });
  await firstAttempt;
  assert.equal(life.stage(orderId), "creating");
  await life.pass(2500);
  assert.equal(life.stage(orderId), "confirmed");
  assert.equal(calls, 3);
});

test("the same order again is a duplicate: delivered, never a second order", async () => {
  const life = await startLife();
  const first = life.platform.placeOrder({ seed: 13 });
  const second = life.platform.placeOrder({ seed: 13 });
  await Promise.all([first.firstAttempt, second.firstAttempt]);
  assert.deepEqual([first.isNew, second.isNew, second.orderId], [true, false, first.orderId]);
  assert.equal(life.platform.store.state.orders.size, 1);
  assert.deepEqual(life.received, ["create-order", "create-order"]);
  const [one, two] = life.order(first.orderId).deliveries.map(({ attempts }) => attempts[0]?.outcome?.requestBody);
  assert.equal(one, two);
  assert.deepEqual(complaints(life.judged(first.orderId)), []);
});

test("a confirm that comes before the answer is refused, and found", async () => {
  const life = await startLife({ fault: "confirm-before-answer" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 14 });
  await firstAttempt;
  await life.pass(5000);
  assert.deepEqual(complaints(life.judged(orderId)), ["error debt/too-early"]);
  assert.deepEqual(
    life.judged(orderId).debts[0]?.calls.map(({ code }) => code),
    [3000001, 0],
  );
});

test("a deadline can be made to pass at once", async () => {
  const life = await startLife({ fault: "confirm-never-called" });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 15 });
  await firstAttempt;
  life.platform.expire(orderId);
  assert.equal(life.stage(orderId), "refunded");
  assert.throws(() => life.platform.expire(orderId), /not waiting for any deadline/);
});

test("the observed policy keeps three streams, each with a log id of its own", async () => {
  const { observedPolicy } = await import("../../../src/engine/retry-policies.js");
  const life = await startLife({
    policy: observedPolicy,
    answer: async () => Response.json({ data: { error_code: 100, description: "again" } }),
  });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 16 });
  await firstAttempt;
  await life.pass(10 * minute);
  const attempts = life.order(orderId).deliveries[0]?.attempts ?? [];
  assert.equal(attempts.length, 14);
  assert.equal(new Set(attempts.map(({ stream }) => stream)).size, 3);
  assert.equal(new Set(attempts.map(({ stream, logid }) => `${stream} ${logid}`)).size, 3);
});
