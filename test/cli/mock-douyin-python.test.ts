import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, test } from "node:test";
import { isObject, type JsonObject } from "../../src/core/json.js";
import { type ChildServer, control, orderWhen, startMockDouyin, startPythonMerchant } from "../support/child-server.js";
import { cleanEnv, runCli } from "../support/cli.js";
import { inCi } from "../support/in-ci.js";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
const options = { skip: hasPython || inCi() ? false : "there is no python3", timeout: 240_000 };

let merchant: ChildServer;
let mock: ChildServer;
const env = cleanEnv();

if (options.skip === false) {
  before(async () => {
    merchant = await startPythonMerchant();
    mock = await startMockDouyin([...endpoints(merchant), ...pace], env);
    await configure({ platform: mock.url });
  });
  after(async () => {
    await mock?.stop();
    await merchant?.stop();
  });
}

/** 60 minutes become 15 seconds; a slow machine is no slow merchant. */
const pace = ["--time-scale", "240", "--timeout", "60000"];

function endpoints({ url }: ChildServer): readonly string[] {
  return ["--endpoint", `create-order=${url}/create`, "--endpoint", `cancel-order=${url}/cancel`];
}

/** What the Python merchant does from now on with orders and cancels that it has not seen. */
async function configure(settings: JsonObject): Promise<void> {
  const response = await fetch(`${merchant.url}/configure`, { method: "POST", body: JSON.stringify(settings) });
  assert.equal(response.status, 200);
}

/** Findings above info, as `error debt/too-early`. */
function complaints(order: JsonObject): readonly string[] {
  const findings = Array.isArray(order.findings) ? order.findings.filter(isObject) : [];
  return findings
    .filter(({ severity }) => severity !== "info")
    .map(({ severity, rule }) => `${String(severity)} ${String(rule)}`);
}

function debts(order: JsonObject): readonly JsonObject[] {
  return Array.isArray(order.debts) ? order.debts.filter(isObject) : [];
}

async function placeOrder(fault: string | null, wish: JsonObject = {}): Promise<string> {
  await configure({ fault });
  const { json } = await control(mock, "POST", "/orders", wish);
  return String(json.orderId);
}

test("the commands take an order of the Python merchant from create to refund", options, async () => {
  await configure({ fault: null });
  const cli = async (...args: readonly string[]): Promise<JsonObject> => {
    const run = await runCli(["order", ...args, "--json"], { env });
    assert.equal(run.code, 0, run.stderr);
    return JSON.parse(run.stdout);
  };
  const { orderId } = await cli("create", "--variant", "multi-room");
  const confirmed = await orderWhen(mock, String(orderId), ({ stage }) => stage === "confirmed");
  assert.equal(confirmed.stage, "confirmed");
  assert.match(String(confirmed.orderOutId), /^PY\d{6}$/);
  const { order: cancelling } = await cli("cancel", String(orderId), "--variant", "audit");
  assert.equal(isObject(cancelling) && cancelling.money, "paid");
  const refunded = await orderWhen(mock, String(orderId), ({ stage }) => stage === "refunded");
  assert.deepEqual(complaints(refunded), []);
  assert.deepEqual(
    debts(refunded).map(({ kind, state }) => [kind, state]),
    [
      ["confirm", "settled"],
      ["audit", "settled"],
    ],
  );
  const { order: shown } = await cli("show", String(orderId));
  assert.equal(isObject(shown) && shown.stage, "refunded");
});

test("the Python merchant refuses what is not signed", options, async () => {
  const response = await fetch(`${merchant.url}/create?client_key=a&timestamp=1`, { method: "POST", body: "{}" });
  assert.equal(response.status, 401);
});

test("an expired token that is replaced is no fault", options, async () => {
  await control(mock, "POST", "/tokens/expire");
  const orderId = await placeOrder(null);
  const order = await orderWhen(mock, orderId, ({ stage }) => stage === "confirmed");
  assert.equal(order.stage, "confirmed");
  assert.deepEqual(complaints(order), []);
});

test("duplicates of an order that is confirmed once are no fault", options, async () => {
  const orderId = await placeOrder(null);
  for (let copy = 0; copy < 3; copy++) await control(mock, "POST", `/orders/${orderId}/resend`);
  const order = await orderWhen(mock, orderId, ({ stage }) => stage === "confirmed");
  assert.equal(order.stage, "confirmed");
  assert.deepEqual(complaints(order), []);
});

/** What shows only once the deadline has passed; the test does not wait for it. */
const showAtDeadline = ["confirm-missing", "failure-ignored", "audit-missing"];

async function letDeadlinePass(fault: string, orderId: string): Promise<void> {
  if (!showAtDeadline.includes(fault)) return;
  const isCalled = (order: JsonObject): boolean => Array.isArray(order.operations) && order.operations.length > 0;
  if (fault === "failure-ignored") await orderWhen(mock, orderId, isCalled);
  await control(mock, "POST", `/orders/${orderId}/expire`);
}

/** Faults of the confirm operation, with the rule that catches each. */
const confirmFaults: readonly (readonly [fault: string, complaint: string])[] = [
  ["confirm-missing", "error debt/confirm-missing"],
  ["confirm-too-early", "error debt/too-early"],
  ["confirm-number-wrong-name", "error debt/malformed"],
  ["confirm-result-flat", "error debt/malformed"],
  ["confirm-result-zero", "error debt/malformed"],
  ["confirm-without-number", "error debt/malformed"],
  ["refuses-without-reason", "error debt/malformed"],
  ["no-access-token", "error debt/malformed"],
  ["own-id-as-order-id", "error debt/malformed"],
  ["confirms-a-refused-order", "error debt/malformed"],
  ["confirms-then-refuses", "error debt/malformed"],
  ["failure-ignored", "warning debt/failure-ignored"],
];

test("every fault of the confirm operation is caught by its rule", options, async (t) => {
  const placed: (readonly [string, string, string])[] = [];
  for (const [fault, complaint] of confirmFaults) placed.push([fault, complaint, await placeOrder(fault)]);
  for (const [fault, complaint, orderId] of placed) {
    await t.test(`${fault}: ${complaint}`, async () => {
      await letDeadlinePass(fault, orderId);
      const order = await orderWhen(mock, orderId, (seen) => complaints(seen).includes(complaint));
      assert.ok(complaints(order).includes(complaint), `found: ${complaints(order).join(", ") || "nothing"}`);
    });
  }
});

test("a missed confirm ends in a cancel callback that the merchant answers, and in a refund", options, async () => {
  const orderId = await placeOrder("confirm-missing");
  const order = await orderWhen(
    mock,
    orderId,
    ({ stage, callbacks }) => stage === "refunded" && Array.isArray(callbacks) && callbacks.length === 2,
  );
  const told = Array.isArray(order.callbacks) ? order.callbacks.filter(isObject).at(-1) : undefined;
  assert.deepEqual([order.stage, told?.callback, told?.cause], ["refunded", "cancel-order", "confirm-deadline"]);
  assert.deepEqual(
    debts(order).map(({ kind, state }) => [kind, state]),
    [["confirm", "overdue"]],
  );
});

test("a confirm call for every copy is one too many", options, async () => {
  const orderId = await placeOrder("confirms-every-copy");
  await control(mock, "POST", `/orders/${orderId}/resend`);
  const order = await orderWhen(mock, orderId, (seen) => complaints(seen).length > 0);
  assert.deepEqual(complaints(order), ["warning debt/repeated"]);
});

/** Faults of the audit operation, with the rule that catches each. */
const auditFaults: readonly (readonly [fault: string, complaint: string])[] = [
  ["audit-missing", "error debt/audit-missing"],
  ["audit-cancel-id-lower-case", "error debt/malformed"],
  ["audit-without-cancel-type", "error debt/malformed"],
  ["audit-refuses-without-reason", "error debt/malformed"],
];

test("every fault of the audit operation is caught by its rule", options, async (t) => {
  const placed: (readonly [string, string, string])[] = [];
  for (const [fault, complaint] of auditFaults) placed.push([fault, complaint, await placeOrder(null)]);
  for (const [fault, , orderId] of placed) {
    await orderWhen(mock, orderId, ({ stage }) => stage === "confirmed");
    await configure({ fault });
    await control(mock, "POST", `/orders/${orderId}/cancel`, { variant: "audit" });
  }
  for (const [fault, complaint, orderId] of placed) {
    await t.test(`${fault}: ${complaint}`, async () => {
      await letDeadlinePass(fault, orderId);
      const order = await orderWhen(mock, orderId, (seen) => complaints(seen).includes(complaint));
      assert.ok(complaints(order).includes(complaint), `found: ${complaints(order).join(", ") || "nothing"}`);
    });
  }
});

test("200 concurrent duplicates of 50 orders end in 50 orders, at the mock and at the merchant", options, async () => {
  // Nothing here is about deadlines, so they are an hour away.
  const busy = await startMockDouyin([...endpoints(merchant), "--ephemeral", "--timeout", "60000"], cleanEnv());
  try {
    await configure({ platform: busy.url, fault: null });
    const earlier = await (await fetch(merchant.url)).json();
    const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
    const wishes = [...seeds, ...seeds, ...seeds, ...seeds];
    const answers = await Promise.all(wishes.map((seed) => control(busy, "POST", "/orders", { seed })));
    assert.deepEqual(
      [answers.filter(({ status }) => status === 201).length, answers.filter(({ status }) => status === 200).length],
      [50, 150],
    );
    const ids = await orderIds(busy);
    assert.equal(ids.length, 50);
    assert.deepEqual(new Set(answers.map(({ json }) => String(json.orderId))), new Set(ids));
    for (const id of ids) {
      const order = await orderWhen(busy, id, ({ stage }) => stage === "confirmed");
      const callbacks = Array.isArray(order.callbacks) ? order.callbacks.filter(isObject) : [];
      const attempts = callbacks.flatMap((callback) => (Array.isArray(callback.attempts) ? callback.attempts : []));
      assert.deepEqual([order.stage, callbacks.length, attempts.length], ["confirmed", 4, 4]);
      assert.deepEqual(complaints(order), []);
    }
    const later = await (await fetch(merchant.url)).json();
    assert.equal(later.orders - earlier.orders, 50);
  } finally {
    await configure({ platform: mock.url });
    await busy.stop();
  }
});

async function orderIds(asked: ChildServer): Promise<readonly string[]> {
  const { json } = await control(asked, "GET", "/orders");
  return Array.isArray(json.orders) ? json.orders.filter(isObject).map(({ orderId }) => String(orderId)) : [];
}

test("named failures of the platform: the merchant tries again until its call is taken", options, async () => {
  const failing = await startMockDouyin(
    [...endpoints(merchant), "--ephemeral", ...pace, "--fault", "confirm-order=503x2,delay:20ms"],
    cleanEnv(),
  );
  try {
    await configure({ platform: failing.url, fault: null });
    const { json } = await control(failing, "POST", "/orders", {});
    const order = await orderWhen(failing, String(json.orderId), ({ stage }) => stage === "confirmed");
    assert.equal(order.stage, "confirmed");
    assert.deepEqual(complaints(order), []);
  } finally {
    await configure({ platform: mock.url });
    await failing.stop();
  }
});

test("after kill -9 the state is there, and what was open goes on", options, async () => {
  const settled = await placeOrder(null);
  await orderWhen(mock, settled, ({ stage }) => stage === "confirmed");
  const open = await placeOrder("confirm-missing");
  const before = (await control(mock, "GET", `/orders/${settled}`)).json;
  await mock.stop("SIGKILL");
  const without = await runCli(["order", "list"], { env });
  assert.deepEqual([without.code, without.stdout], [2, ""]);
  assert.match(without.stderr, /No mock Douyin is running/);
  mock = await startMockDouyin([...endpoints(merchant), ...pace], env);
  await configure({ platform: mock.url });
  assert.deepEqual((await control(mock, "GET", `/orders/${settled}`)).json, before);
  await control(mock, "POST", `/orders/${open}/expire`);
  const order = await orderWhen(mock, open, ({ stage }) => stage === "refunded");
  assert.deepEqual([order.stage, complaints(order)], ["refunded", ["error debt/confirm-missing"]]);
  const confirmed = await placeOrder(null);
  assert.equal((await orderWhen(mock, confirmed, ({ stage }) => stage === "confirmed")).stage, "confirmed");
});
