import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isObject, type JsonObject } from "../../src/core/json.js";
import { realClock } from "../../src/node/clock.js";
import { control, startMockDouyin } from "../support/child-server.js";
import { cleanEnv } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

type Ready = { readonly ready: JsonObject; readonly url: string };

/** Runs `mock douyin` in this process until `use` is done with the line it printed. */
async function whileRunning<T>(
  argv: readonly string[],
  use: (mock: Ready) => Promise<T>,
  { env = cleanEnv(), reason = "SIGINT" }: { readonly env?: Record<string, string>; readonly reason?: string } = {},
): Promise<{ readonly result: T; readonly code: number; readonly stderr: string; readonly stdout: string }> {
  const stopping = new AbortController();
  let result: Promise<T> | undefined;
  const run = await runMain(["mock", "douyin", ...argv], {
    env,
    signal: stopping.signal,
    clock: realClock(),
    onOut(text) {
      const ready = JSON.parse(text);
      result = use({ ready, url: String(ready.url) }).finally(() => stopping.abort(reason));
    },
  });
  assert.ok(result, run.stderr);
  return { result: await result, ...run };
}

const stateOf = (env: Record<string, string>): string => join(env.XDG_STATE_HOME ?? "", "douyin-hotel/mock-douyin");

test("one JSON line names the URLs and the token, and Ctrl-C ends with 130", async () => {
  const { result, code, stdout } = await whileRunning([], async (mock) => {
    const answer = await control(mock, "GET", "");
    return { ...mock, answer };
  });
  const { ready, url, answer } = result;
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(stdout.trimEnd().split("\n").length, 1);
  assert.deepEqual(ready.operations, {
    "client-token": `${url}/oauth/client_token/`,
    "confirm-order": `${url}/goodlife/v1/trip/trade/hotel/order/confirm/`,
    "cancel-audit": `${url}/goodlife/v1/trip/trade/hotel/cancel/audit/`,
    "check-in-out": `${url}/goodlife/v1/trip/trade/hotel/booking/audit/notify/`,
  });
  assert.deepEqual([answer.status, answer.json.url], [200, url]);
  assert.equal(answer.json.token, undefined);
  assert.equal(code, 130);
});

test("without an endpoint the built-in merchant answers, and its asynchronous design calls back", async () => {
  const { result, stderr } = await whileRunning(["--design", "async", "--ephemeral"], async (mock) => {
    const { json } = await control(mock, "POST", "/orders", {});
    for (;;) {
      const { json: shown } = await control(mock, "GET", `/orders/${String(json.orderId)}`);
      if (isObject(shown.order) && shown.order.stage === "confirmed") return shown.order;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  assert.deepEqual(result.debtStates, [{ kind: "confirm", state: "settled" }]);
  assert.match(stderr, /built-in reference merchant at http:\/\/127\.0\.0\.1:\d+ \(design async\)/);
});

test("what is left for `order` is readable by its user alone, and gone at the end", async () => {
  const env = cleanEnv();
  const { result } = await whileRunning(
    [],
    async ({ ready }) => {
      const [name = ""] = readdirSync(stateOf(env)).filter((file) => file.startsWith("run-"));
      const path = join(stateOf(env), name);
      return {
        ready,
        modes: [statSync(stateOf(env)).mode & 0o777, statSync(path).mode & 0o777],
        left: JSON.parse(readFileSync(path, "utf8")),
      };
    },
    { env },
  );
  assert.deepEqual(result.modes, [0o700, 0o600]);
  assert.deepEqual([result.left.url, result.left.token], [result.ready.url, result.ready.token]);
  assert.deepEqual(readdirSync(stateOf(env)), ["events.ndjson"]);
  assert.equal(statSync(join(stateOf(env), "events.ndjson")).mode & 0o777, 0o600);
});

test("every run has a token of its own", async () => {
  const tokenOf = async (): Promise<string> =>
    (await whileRunning(["--ephemeral"], async ({ ready }) => String(ready.token))).result;
  const [first, second] = [await tokenOf(), await tokenOf()];
  assert.notEqual(first, second);
  assert.ok(first.length >= 32);
});

test("state is kept for the next run, a torn last line is left out and told, and no secret is in it", async () => {
  const env = { ...cleanEnv(), DOUYIN_CLIENT_SECRET: "another-secret-0123456789abcdef0" };
  const place = (mock: Ready) => control(mock, "POST", "/orders", {});
  const { result: placed } = await whileRunning([], place, { env });
  const file = join(stateOf(env), "events.ndjson");
  const kept = readFileSync(file, "utf8");
  assert.ok(!kept.includes("another-secret"));
  writeFileSync(file, `${kept}{"sum":"00000000","type":"pla`);
  const { result: orders, stderr } = await whileRunning(
    [],
    async (mock) => {
      await place(mock);
      return control(mock, "GET", "/orders");
    },
    { env },
  );
  assert.match(stderr, new RegExp(`Line ${kept.split("\n").length} of .* is incomplete`));
  assert.ok(Array.isArray(orders.json.orders));
  assert.deepEqual([orders.json.orders.length, orders.json.orders[1].orderId], [2, placed.json.orderId]);
  const third = await whileRunning([], async ({ ready }) => ready.orders, { env });
  assert.equal(third.result, 2);
});

test("the built-in merchant knows again what it answered before a restart", async () => {
  const env = cleanEnv();
  const { result: placed } = await whileRunning([], (mock) => control(mock, "POST", "/orders", {}), { env });
  const { result } = await whileRunning(
    [],
    (mock) => control(mock, "POST", `/orders/${String(placed.json.orderId)}/resend`),
    { env },
  );
  assert.ok(isObject(result.json.order) && isObject(placed.json.order));
  assert.equal(result.json.order.orderOutId, placed.json.order.orderOutId);
  assert.deepEqual(result.json.order.findings, []);
});

test("--ephemeral keeps nothing and reads nothing", async () => {
  const env = cleanEnv();
  await whileRunning([], (mock) => control(mock, "POST", "/orders", {}), { env });
  const before = readFileSync(join(stateOf(env), "events.ndjson"), "utf8");
  const { result } = await whileRunning(
    ["--ephemeral"],
    async (mock) => {
      await control(mock, "POST", "/orders", {});
      return mock.ready;
    },
    { env },
  );
  assert.deepEqual([result.orders, result.state], [0, null]);
  assert.equal(readFileSync(join(stateOf(env), "events.ndjson"), "utf8"), before);
});

test("two processes never keep the same state", async () => {
  const env = cleanEnv();
  const first = await startMockDouyin([], env);
  try {
    const second = await runMain(["mock", "douyin"], { env, clock: realClock() });
    assert.deepEqual([second.code, second.stdout], [2, ""]);
    assert.match(second.stderr, new RegExp(`already keeps this state \\(process \\d+ ${first.url}\\)`));
    const { code } = await whileRunning(["--ephemeral"], async () => undefined, { env });
    assert.equal(code, 130);
  } finally {
    assert.equal(await first.stop("SIGTERM"), 143);
  }
});

test("after kill -9 in the middle of a burst no acknowledged order is missing", async () => {
  const env = cleanEnv();
  const first = await startMockDouyin([], env);
  const acknowledged: string[] = [];
  const burst = Array.from({ length: 150 }, async () => {
    const { status, json } = await control(first, "POST", "/orders", { wait: false });
    if (status === 201) acknowledged.push(String(json.orderId));
    if (acknowledged.length === 20) await first.stop("SIGKILL");
  });
  await Promise.allSettled(burst);
  assert.ok(acknowledged.length >= 20, `${acknowledged.length} acknowledged`);
  const second = await startMockDouyin([], env);
  try {
    const { json } = await control(second, "GET", "/orders");
    const orders = Array.isArray(json.orders) ? json.orders.filter(isObject) : [];
    const kept = new Set(orders.map(({ orderId }) => String(orderId)));
    assert.deepEqual(
      acknowledged.filter((id) => !kept.has(id)),
      [],
    );
  } finally {
    await second.stop();
  }
});

test("the time scale never reaches the life of a token or its call limit", async () => {
  const { result } = await whileRunning(["--ephemeral", "--time-scale", "1000000"], async ({ ready, url }) => {
    const body = JSON.stringify({
      client_key: ready.clientKey,
      client_secret: "example-secret-0123456789abcdef0",
      grant_type: "client_credential",
    });
    const ask = async () => (await fetch(`${url}/oauth/client_token/`, { method: "POST", body })).json();
    const answers = [];
    for (let call = 0; call < 501; call++) answers.push(await ask());
    return answers.map(({ data }) => [data.error_code, data.expires_in ?? null]);
  });
  assert.deepEqual(
    [result[0], result[499], result[500]],
    [
      [0, 7200],
      [0, 7200],
      [10020, null],
    ],
  );
});

test("the page's place and unknown paths: the nearest real path is named", async () => {
  const { result } = await whileRunning(["--ephemeral"], async ({ url }) => {
    const response = await fetch(`${url}/goodlife/v1/trip/trade/hotel/order/confirm`, { method: "POST", body: "{}" });
    return { status: response.status, body: await response.json() };
  });
  assert.equal(result.status, 404);
  assert.equal(result.body.error.nearest, "/goodlife/v1/trip/trade/hotel/order/confirm/");
});

/** What is wrong with the command line, and what the message names. */
const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
  [["--fault", "confirm-order=tokn-expired"], /nearest is token-expired/],
  [["--fault", "tokn-expired"], /nearest is token-expired/],
  [["--fault", "comfirm-order=503"], /nearest is confirm-order/],
  [["--port", "70000"], /--port needs a number from 0 to 65535/],
  [["--time-scale", "fast"], /--time-scale needs/],
  [["--retry", "observd"], /nearest one is observed/],
  [["--pay-within", "soon"], /--pay-within needs a duration/],
  [["--endpoint", "create-ordr=http://127.0.0.1:1/a"], /nearest one is create-order/],
  [["--endpoint", "create-order=http://127.0.0.1:1/a"], /no URL for cancel-order/],
  [["--endpoint", "merchant.test"], /not a complete URL/],
  [["--endpoint", "http://merchant.test/spi"], /merchant\.test is not this machine/],
  [["--ephemeral", "--design", "asinc"], /nearest is async/],
];
for (const [argv, message] of mistakes) {
  test(`mock douyin ${argv.join(" ")} starts nothing and says what to change`, async () => {
    const run = await runMain(["mock", "douyin", ...argv]);
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, message);
  });
}

test("a port that is taken is exit 2, and the state is free again", async () => {
  const env = cleanEnv();
  const { result } = await whileRunning(["--ephemeral"], async ({ url }) => {
    const port = new URL(url).port;
    return { port, run: await runMain(["mock", "douyin", "--port", port], { env, clock: realClock() }) };
  });
  assert.equal(result.run.code, 2);
  assert.match(result.run.stderr, new RegExp(`Port ${result.port} is already in use`));
  assert.equal((await whileRunning([], async () => undefined, { env })).code, 130);
});

test("--list names every operation and failure, in both languages", async () => {
  const english = JSON.parse((await runMain(["mock", "douyin", "--list", "--json"])).stdout);
  const chinese = await runMain(["mock", "douyin", "--list", "--lang", "zh"]);
  assert.deepEqual(
    english.operations.map(({ id }: { id: string }) => id),
    ["client-token", "confirm-order", "cancel-audit", "check-in-out"],
  );
  assert.equal(english.faults.length, 12);
  assert.match(chinese.stdout, /已执行，但应答丢失/);
});
