import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import type { CallbackDefinition, Registry } from "../../src/core/callback.js";
import { realClock } from "../../src/node/clock.js";
import { type Served, serve } from "../../src/node/serve.js";
import { emptyFolder } from "../support/cli.js";
import { type FakeConsoleOptions, runMain } from "../support/fake-console.js";

const secret = "example-secret-0123456789abcdef0";
const folder = emptyFolder();
const place = (name: string): string => join(folder, name);
const servers: Served[] = [];
let closed = "";
const busy = createServer();
let busyPort = 0;

async function merchant(answer: (body: { readonly order_id: string }) => Response): Promise<string> {
  const server = await serve(async (request) => answer(JSON.parse(await request.text())));
  servers.push(server);
  return server.url;
}

const urls: Record<string, string> = {};

before(async () => {
  const accepted = (order_id: string, more: object) =>
    Response.json({ data: { error_code: 0, description: "success", order_id, order_out_id: "H1", ...more } });
  const confirmed = { confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "C1" } };
  urls.GOOD = await merchant(({ order_id }) => accepted(order_id, confirmed));
  urls.WRONG = await merchant(() => accepted("1", confirmed));
  urls.WARN = await merchant(({ order_id }) => Response.json({ data: { error_code: 15, description: "x", order_id } }));
  urls.FULL = await merchant(({ order_id }) =>
    Response.json({ data: { error_code: 4, description: "full", order_id } }),
  );
  urls.BROKEN = await merchant(() => new Response("<html>", { status: 502 }));
  const gone = await serve(() => new Response(""));
  closed = gone.url;
  await gone.close();
  busy.listen(0, "127.0.0.1");
  await new Promise((resolve) => busy.once("listening", resolve));
  busyPort = (busy.address() as { port: number }).port;
  writeFileSync(place("order.json"), '{"order_id":"1"}');
  writeFileSync(place("broken.json"), '{"order_id":"1",}');
  writeFileSync(place("bad-config.json"), '{"merchent":{}}');
  writeFileSync(place("config.json"), '{"profiles":{"staging":{}}}');
  writeFileSync(place("good-answer.json"), '{"data":{"error_code":4,"description":"full","order_id":"1"}}');
  writeFileSync(place("bad-answer.json"), '{"data":{"error_code":"4"}}');
  writeFileSync(place("warn-answer.json"), '{"data":{"error_code":15,"description":"x","order_id":"1"}}');
  writeFileSync(place("empty.txt"), "");
  mkdirSync(place("folder"));
});

after(async () => {
  busy.close();
  await Promise.all(servers.map((server) => server.close()));
});

const signed = "?client_key=k&timestamp=1700000000123";
type Row = readonly [code: number, line: string, options?: FakeConsoleOptions];

/** In each line GOOD, WRONG, … stand for a merchant's address, CLOSED for one where nobody listens, BUSY for a taken port. */
const table: readonly Row[] = [
  [0, "--help"],
  [0, "send --help"],
  [0, "send create-order"],
  [0, "send create-order -e GOOD"],
  [0, "send create-order -e FULL"],
  [0, "send create-order -e WARN"],
  [0, "send create-order --dry-run"],
  [0, "send create-order --dry-run -e CLOSED"],
  [0, "send create-order --curl"],
  [0, "generate cancel-order --count 2"],
  [0, "validate create-order good-answer.json"],
  [0, "validate create-order warn-answer.json"],
  [0, "sign --url http://127.0.0.1/ --client-key k order.json"],
  [0, "encrypt 13800138000"],
  [0, "decrypt tIfGpuuQ3wUmobBJ0PPLTw=="],
  [0, "catalog rules"],
  [0, "explain exit/3"],
  [0, "log"],
  [0, "config show"],
  [0, "completion bash"],
  [0, "mock merchant --list"],
  [0, "test --only create-order/standard"],
  [0, "test --list"],
  [1, "send create-order -e WRONG"],
  [1, "send create-order -e BROKEN"],
  [1, "send create-order -e WARN --fail-on warning"],
  [1, "send create-order -e GOOD --signature missing"],
  [1, "validate create-order bad-answer.json"],
  [1, "validate create-order empty.txt"],
  [1, "validate create-order warn-answer.json --fail-on warning"],
  [1, `verify --url http://127.0.0.1/${signed}&sign=00 order.json`],
  [1, `verify --url http://127.0.0.1/${signed} order.json`],
  [1, "test --only create-order/standard -e WRONG"],
  [2, "sned create-order"],
  [2, "send"],
  [2, "send creat-order"],
  [2, "send create-order --nonsense"],
  [2, "send create-order --variant hourli"],
  [2, "send create-order --set number_of_unit=1"],
  [2, "send create-order --fixture broken.json"],
  [2, "send create-order --fixture missing.json"],
  [2, "send create-order --client-secret-file missing.txt"],
  [2, "send create-order -e not-a-url"],
  [2, "send create-order -e http://user:word@127.0.0.1/"],
  [2, "send create-order -e https://hotel.example.com/spi"],
  [2, "send create-order --config bad-config.json"],
  [2, "send create-order --config config.json --profile stagin"],
  [2, "send create-order --retry dokumented"],
  [2, "send create-order --timeout 0"],
  [2, "send cancel-order --for last"],
  [2, "resend last"],
  [2, "explain nothing-like-it"],
  [2, "decrypt Enc.abc"],
  [2, "validate create-order missing.json"],
  [2, "sign --url http://127.0.0.1/ --client-key k missing.json"],
  [2, "mock merchant --port BUSY"],
  [2, "test --only no-such-suite"],
  [2, "encrypt --ndjson", { input: "not json\n" }],
  [3, "send create-order -e CLOSED"],
  [3, "send create-order --save /dev/null/x.json"],
  [3, "test --only create-order/standard -e CLOSED"],
  [3, "test --only create-order/standard --reporter json=/dev/null/x.json"],
  [4, "send create-order", { registry: brokenRegistry() }],
  [4, "generate create-order", { registry: brokenRegistry() }],
  [5, "test --only laws --skip laws"],
  [5, "test --only idempotency/duplicate-create -e FULL"],
  [130, "mock merchant", { signal: AbortSignal.abort("SIGINT") }],
  [143, "mock merchant", { signal: AbortSignal.abort("SIGTERM") }],
  [130, "send create-order", { signal: AbortSignal.abort("SIGINT") }],
];

function brokenRegistry(): Registry {
  const load = async (id: string): Promise<CallbackDefinition> => ({
    ...(await callbacks.load(id)),
    sample() {
      throw new Error("the sample broke");
    },
  });
  return { ids: callbacks.ids, load };
}

test("the table has at least 48 scenarios", () => {
  assert.ok(table.length >= 48, String(table.length));
});

for (const [code, line, options = {}] of table) {
  test(`${line}${options.signal ? `, interrupted by ${options.signal.reason}` : ""} is exit ${code}`, async () => {
    const words = line.split(" ").map((word) => urls[word] ?? { CLOSED: closed, BUSY: String(busyPort) }[word] ?? word);
    const env = { DOUYIN_CLIENT_SECRET: secret, DOUYIN_CLIENT_KEY: "awexampleclientkey", CI: "true", ...options.env };
    const run = await runMain(words, { cwd: folder, clock: realClock(), ...options, env });
    assert.equal(run.code, code, `${run.stdout.slice(-600)}\n${run.stderr}`);
    if (code === 2 && options.input === undefined) assert.equal(run.stdout, "");
    if (code >= 2 && code <= 4) assert.notEqual(`${run.stderr}${run.stdout}`.trim(), "");
    // Whoever meets 4 must see a report id; nobody else may.
    assert.equal(/Report id [0-9a-f]{10}/.test(run.stderr), code === 4);
  });
}

test("the figure: every exit code", (t) => {
  const codes = [...new Set(table.map(([code]) => code))].sort((a, b) => a - b);
  assert.deepEqual(codes, [0, 1, 2, 3, 4, 5, 130, 143]);
  t.diagnostic(`${table.length} scenarios, exit codes ${codes.join(", ")}: each exact`);
});
