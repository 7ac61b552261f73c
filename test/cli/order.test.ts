import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { type ChildServer, startMockDouyin } from "../support/child-server.js";
import { cleanEnv } from "../support/cli.js";
import { type FakeRun, runMain } from "../support/fake-console.js";

const env = cleanEnv();
let mock: ChildServer;
before(async () => {
  mock = await startMockDouyin(["--design", "async-confirm"], env);
});
after(() => mock.stop());

const order = (argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<FakeRun> =>
  runMain(["order", ...argv], { env: { ...env, ...more }, clock: realClock(), columns: 120 });

async function json(...argv: readonly string[]) {
  const run = await order([...argv, "--json"]);
  return { ...run, value: run.stdout === "" ? {} : JSON.parse(run.stdout) };
}

test("create prints where the order stands, what is owed until when, and what comes next", async () => {
  const run = await order(["create", "--seed", "1"]);
  assert.equal(run.code, 0, run.stderr);
  assert.match(run.stdout, /^\d{19} {2}waiting for the confirm operation · paid · standard$/m);
  assert.match(run.stdout, /Next, the platform waits for the confirm operation; at the deadline .* \d\d:\d\d:\d\d/);
  assert.match(run.stdout, /confirm {2}(open|settled) {2}confirm-order/);
});

test("the same seed again is a duplicate of the same order", async () => {
  const first = await json("create", "--seed", "2", "--set", "number_of_units=2");
  const again = await json("create", "--seed", "2", "--set", "number_of_units=2");
  assert.deepEqual([first.value.isNew, again.value.isNew], [true, false]);
  assert.equal(first.value.orderId, again.value.orderId);
  assert.equal(again.value.order.callbacks.length, 2);
  assert.equal(first.value.order.facts.rooms, 2);
});

test("show gives timeline, attempts, debts, findings and the next action as JSON", async () => {
  const { value: created } = await json("create");
  const { value, code } = await json("show", created.orderId);
  assert.deepEqual([value.version, value.command, value.action, code], [1, "order", "show", 0]);
  const shown = value.order;
  assert.equal(shown.orderId, created.orderId);
  assert.equal(shown.timeline[0].kind, "placed");
  const [attempt] = shown.callbacks[0].attempts;
  assert.deepEqual([attempt.n, attempt.response.status, attempt.platform.action], [1, 200, "wait-confirm"]);
  assert.equal(shown.debts[0].kind, "confirm");
  assert.ok(shown.debts[0].dueAt > shown.debts[0].promisedAt);
  assert.equal(typeof shown.next.text, "string");
});

test("show -v has requests and answers to the letter", async () => {
  const { value } = await json("create");
  const run = await order(["show", value.orderId, "-v"]);
  assert.match(run.stdout, /POST http:\/\/127\.0\.0\.1:\d+\/spi\/create-order\?/);
  assert.match(run.stdout, /"order_out_id": "H/);
});

test("pay only changes the state, and an order that was paid says so", async () => {
  const { value } = await json("create", "--unpaid");
  assert.equal(value.order.money, "unpaid");
  const paid = await json("pay", value.orderId);
  assert.deepEqual([paid.value.order.money, paid.value.order.callbacks.length], ["paid", 1]);
  const again = await order(["pay", value.orderId]);
  assert.deepEqual([again.code, again.stdout], [2, ""]);
  assert.match(again.stderr, /is paid already/);
});

test("cancel sends the variant that is named, of the last order", async () => {
  const { value } = await json("create");
  const cancelled = await json("cancel", "last", "--variant", "audit");
  assert.equal(cancelled.value.order.orderId, value.orderId);
  assert.equal(cancelled.value.order.callbacks.at(-1).variant, "audit");
});

test("list has every order, the latest first, in the language asked for", async () => {
  const { value } = await json("create");
  const { value: all } = await json("list");
  assert.equal(all.orders[0].orderId, value.orderId);
  const chinese = await order(["list", "--lang", "zh"]);
  assert.match(chinese.stdout, /订单号 +更新时间/);
  assert.match(chinese.stdout, /已支付/);
});

const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
  [["crate"], /nearest one is create/],
  [["show"], /order show needs an order id/],
  [["show", "1"], /no order 1/],
  [["create", "--variant", "hourley"], /hourly/],
  [["create", "--set", "number_of_unit=1"], /number_of_unit\. Did you mean number_of_units, number_of_guests\?\n$/],
  [["create", "--set", "number_of_units"], /number_of_units/],
  [["create", "--seed", "x"], /--seed needs a whole number/],
  [["create", "--paid", "--unpaid"], /exclude each other/],
  [["cancel", "last", "--variant", "audits"], /audit/],
  [["list", "--platform", "http://127.0.0.1:1"], /There is one at: http:\/\/127\.0\.0\.1:\d+/],
];
for (const [argv, message] of mistakes) {
  test(`order ${argv.join(" ")} changes nothing and says what to change`, async () => {
    const before = (await json("list")).value.orders.length;
    const run = await order(argv);
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, message);
    assert.equal((await json("list")).value.orders.length, before);
  });
}

test("without a mock that runs, the message says how to start one", async () => {
  const run = await runMain(["order", "list"], { clock: realClock() });
  assert.deepEqual([run.code, run.stdout], [2, ""]);
  assert.match(run.stderr, /No mock Douyin is running\. Start one in another terminal: douyin-hotel mock douyin\./);
  const chinese = await runMain(["order", "list", "--lang", "zh"], { clock: realClock() });
  assert.match(chinese.stderr, /没有正在运行的模拟抖音/);
});

test("with several mocks one has to be chosen", async () => {
  const other = await startMockDouyin(["--ephemeral"], env);
  try {
    const run = await order(["list"]);
    assert.equal(run.code, 2);
    assert.match(run.stderr, /More than one mock Douyin is running/);
    const chosen = await order(["list", "--platform", other.url, "--json"]);
    assert.deepEqual(JSON.parse(chosen.stdout).orders, []);
  } finally {
    await other.stop();
  }
});

test("show exits 1 when the merchant broke the contract", async () => {
  const faulty = cleanEnv();
  const bad = await startMockDouyin(["--ephemeral", "--endpoint", `${mock.url}/nowhere`, "--retry", "none"], faulty);
  try {
    const run = (argv: readonly string[]) => runMain(["order", ...argv], { env: faulty, clock: realClock() });
    assert.equal((await run(["create"])).code, 0);
    const shown = await run(["show", "last"]);
    assert.equal(shown.code, 1);
    assert.match(shown.stdout, /✗ error .*404/s);
  } finally {
    await bad.stop();
  }
});
