import assert from "node:assert/strict";
import { test } from "node:test";
import { say, sayMessage } from "../../../src/core/text.js";
import { timelineOf } from "../../../src/mocks/platform/timeline.js";
import { startLife } from "../../support/life.js";
import { openTestMock } from "../../support/mock-platform.js";
import { confirmation, paths, tokenRequest } from "../../support/platform.js";

test("an order that waits for its confirm shows the debt, its deadline and what comes next", async (t) => {
  const { platform } = await openTestMock(t, { design: "async-confirm" });
  const { orderId, firstAttempt } = platform.create({ seed: 1 });
  await firstAttempt;
  const order = platform.order(orderId);
  assert.ok(order);
  assert.deepEqual(
    [order.stage, say("zh", order.stageTitle), say("en", order.moneyTitle)],
    ["wait-confirm", "等待商家确认接单", "paid"],
  );
  const [debt] = order.debts;
  assert.deepEqual([debt?.kind, debt?.state, debt?.operation], ["confirm", "open", "confirm-order"]);
  assert.equal(order.deadlines[0]?.at, debt?.dueAt);
  assert.equal((debt?.dueAt ?? 0) - (debt?.promisedAt ?? 0), 3_600_000);
  assert.deepEqual([order.next.kind, order.next.at], ["wait-operation", debt?.dueAt]);
  assert.deepEqual(order.offers, {
    pay: false,
    cancel: ["after-payment", "audit", "partial-refund", "refund-only", "negotiated"],
    resend: true,
    expire: true,
  });
  assert.deepEqual(
    order.timeline.map(({ kind }) => kind),
    ["placed", "queued", "answered"],
  );
});

test("an attempt shows the request and the answer to the byte, and an operation its call", async (t) => {
  let answer = "";
  const { platform, server } = await openTestMock(t, {
    async answer(request) {
      const { order_id } = await request.json();
      answer = `{"data": {"error_code":0,"description":"好","order_id":"${order_id}","order_out_id":"H1","confirm_info":{"confirm_mode":2,"confirm_result":0}}}\n`;
      return new Response(answer);
    },
  });
  const { orderId, firstAttempt } = platform.create({ seed: 2 });
  await firstAttempt;
  const token = await server.fetch(
    new Request(`http://platform.localhost${paths.token}`, { method: "POST", body: JSON.stringify(tokenRequest()) }),
  );
  const { data } = await token.json();
  const body = JSON.stringify({ ...confirmation(), order_id: orderId });
  const headers = { "access-token": data.access_token };
  await server.fetch(new Request(`http://platform.localhost${paths.confirm}`, { method: "POST", headers, body }));
  const order = platform.order(orderId);
  const attempt = order?.callbacks[0]?.attempts[0];
  assert.equal(attempt?.response?.body, answer);
  assert.equal(attempt?.request?.body, order?.callbacks[0]?.body);
  assert.match(attempt?.request?.url ?? "", /^http:\/\/merchant\.localhost\/spi\/create-order\?/);
  assert.deepEqual(
    attempt?.findings.map(({ rule }) => rule),
    order?.findings.map(({ rule }) => rule),
  );
  const [operation] = order?.operations ?? [];
  assert.deepEqual([operation?.code, operation?.request.body], [0, body]);
  const shown = new Map(operation?.request.headers).get("access-token");
  assert.equal(shown, `${data.access_token.slice(0, 12)}…`);
  assert.equal(order?.stage, "confirmed");
});

test("the timeline says in both languages what happened and why", async (t) => {
  const { platform } = await openTestMock(t);
  const { orderId, firstAttempt } = platform.create({ seed: 3 });
  await firstAttempt;
  const last = platform.order(orderId)?.timeline.at(-1);
  assert.ok(last);
  assert.match(
    sayMessage("en", last.text),
    /^“Create hotel order”, attempt 1: HTTP 200, error_code 0, \d+ ms; Douyin will confirm/,
  );
  assert.match(sayMessage("zh", last.text), /第 1 次：HTTP 200，error_code 0/);
  assert.ok(last.detail);
});

test("who listens is told of every change, with the order it is about", async (t) => {
  const { platform } = await openTestMock(t);
  const told: (string | undefined)[] = [];
  const leave = platform.onChange((orderId) => told.push(orderId));
  const { orderId, firstAttempt } = platform.create({ seed: 4 });
  await firstAttempt;
  platform.expireTokens();
  leave();
  platform.create({ seed: 5 });
  assert.deepEqual(told, [orderId, orderId, orderId, orderId, undefined]);
});

test("the last attempt of all says that no other follows", async () => {
  const life = await startLife({ policy: undefined, answer: async () => new Response("{", { status: 500 }) });
  const { orderId, firstAttempt } = life.platform.placeOrder({ seed: 1 });
  await firstAttempt;
  const ended = timelineOf(life.order(orderId), life.platform.catalogue).filter(({ kind }) => kind === "answered");
  assert.deepEqual(
    ended.map(({ text }) => /Douyin will .*$/.exec(sayMessage("en", text))?.[0]),
    ["Douyin will not retry any more"],
  );
});
