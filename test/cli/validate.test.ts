import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

const orderId = "1000946099201940764";
const clean = {
  error_code: 0,
  order_id: orderId,
  order_out_id: "A1",
  confirm_info: { confirm_mode: 2, confirm_result: 0 },
};
const body = (data: unknown): string => JSON.stringify({ data });

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const rulesIn = (stdout: string): readonly string[] =>
  JSON.parse(stdout).findings.map((finding: { rule: string }) => finding.rule);

test("a clean answer passes, says what Douyin would do, and exits 0", async () => {
  const run = await runMain(["validate", "create-order", "-"], { input: body(clean) });
  assert.deepEqual([run.code, run.stderr], [0, ""]);
  assert.match(run.stdout, /Douyin would: wait for the confirm operation/);
  assert.match(run.stdout, /✓ PASS {2}0 errors, 0 warnings, 0 infos\n$/);
});

test("--json prints one object in the documented shape", async () => {
  const cwd = folderWith({ "answer.json": body({ error_code: 0, cancel_mode: 1 }) });
  const run = await runMain(["validate", "cancel-order", "answer.json", "--json"], { cwd });
  assert.equal(run.code, 1);
  assert.deepEqual(JSON.parse(run.stdout), {
    version: 1,
    command: "validate",
    callback: "cancel-order",
    verdict: "fail",
    platform: {
      action: "refund",
      reason:
        "The synchronous answer has no result, so the refund runs into its deadline and is then paid out by itself (assumed).",
      rule: "cancel-order/sync-needs-result",
    },
    findings: [
      {
        rule: "cancel-order/sync-needs-result",
        severity: "error",
        part: "response",
        pointer: "/data/cancel_result",
        expected: [1, 2],
        actual: null,
        message: "cancel_mode is 1 (synchronous), but there is no cancel_result. Give 1 (accepted) or 2 (refused).",
        doc: { page: "cancel-order", field: "response.cancel_result" },
      },
    ],
  });
});

test("the same answer in Chinese differs in its sentences alone", async () => {
  const input = body({ error_code: 0, cancel_mode: 1 });
  const english = JSON.parse((await runMain(["validate", "cancel-order", "--json"], { input })).stdout);
  const chinese = JSON.parse((await runMain(["validate", "cancel-order", "--json", "--lang", "zh"], { input })).stdout);
  assert.match(chinese.findings[0].message, /没有 cancel_result/);
  chinese.findings[0].message = english.findings[0].message;
  chinese.platform.reason = english.platform.reason;
  assert.deepEqual(chinese, english);
});

test("--request adds the cross checks", async () => {
  const cwd = folderWith({
    "request.json": JSON.stringify({ order_id: orderId, biz_type: 2021 }),
    "answer.json": body({ ...clean, order_id: "1000946099201940700" }),
  });
  const alone = await runMain(["validate", "create-order", "answer.json", "--json"], { cwd });
  assert.deepEqual([alone.code, rulesIn(alone.stdout)], [0, []]);
  const crossed = await runMain(["validate", "create-order", "answer.json", "--request", "request.json", "--json"], {
    cwd,
  });
  assert.deepEqual([crossed.code, rulesIn(crossed.stdout)], [1, ["create-order/order-id-echo"]]);
  assert.match(JSON.parse(crossed.stdout).findings[0].message, /rounded/);
});

test("--fail-on warning fails on a warning, and nothing else does", async () => {
  const input = body({ error_code: 0, cancel_mode: 2, cancel_result: 0 });
  const mild = await runMain(["validate", "cancel-order", "--json"], { input });
  const strict = await runMain(["validate", "cancel-order", "--json", "--fail-on", "warning"], { input });
  assert.deepEqual([mild.code, JSON.parse(mild.stdout).verdict], [0, "pass"]);
  assert.deepEqual([strict.code, JSON.parse(strict.stdout).verdict], [1, "fail"]);
});

const unreadable: readonly (readonly [name: string, input: string | Uint8Array, rule: string])[] = [
  ["an HTML page", "<html><title>502</title></html>", "transport/body-json"],
  ["a trailing comma", '{"data":{"error_code":0,}}', "transport/body-json"],
  ["nothing", "", "transport/body-empty"],
  ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xc2, 0xfa, 0x7d]), "transport/body-utf8"],
  ["a byte order mark", `\ufeff${body({ error_code: 0, cancel_mode: 2 })}`, "transport/body-bom"],
  ["no envelope", '{"error_code":0}', "schema/required"],
];

for (const [name, input, rule] of unreadable) {
  test(`an answer that is ${name} is the merchant's mistake, exit 1`, async () => {
    const run = await runMain(["validate", "cancel-order", "-", "--json"], { input });
    assert.deepEqual([run.code, rulesIn(run.stdout)], [1, [rule]]);
    assert.equal(JSON.parse(run.stdout).platform.action, "retry");
  });
}

const saved = (attempt: object, rest: object = {}): string =>
  JSON.stringify({
    version: 1,
    command: "send",
    callback: "create-order",
    variant: "standard",
    attempts: [attempt],
    ...rest,
  });
const request = {
  method: "POST",
  url: "http://127.0.0.1:1/x",
  headers: {},
  body: JSON.stringify({ order_id: orderId }),
};
const answered = (data: unknown, status = 200) => ({
  n: 1,
  durationMs: 5,
  request,
  response: { status, headers: { "Content-Type": "application/json" }, body: body(data) },
  failure: null,
});

test("a whole exchange brings its own request, status and headers", async () => {
  const wrong = saved(answered({ ...clean, order_id: "1" }));
  const run = await runMain(["validate", "create-order", "-", "--json"], { input: wrong });
  assert.deepEqual([run.code, rulesIn(run.stdout)], [1, ["create-order/order-id-echo"]]);
  const status = await runMain(["validate", "create-order", "-", "--json"], { input: saved(answered(clean, 500)) });
  assert.deepEqual(rulesIn(status.stdout), ["transport/status"]);
});

test("one attempt alone is an exchange too, and a saved failure is judged as such", async () => {
  const reset = { request, response: null, failure: { kind: "reset", detail: "before-answer" } };
  const run = await runMain(["validate", "create-order", "-", "--json"], { input: JSON.stringify(reset) });
  assert.deepEqual([run.code, rulesIn(run.stdout)], [1, ["transport/connection"]]);
});

test("an exchange that reached nobody cannot be judged, exit 3", async () => {
  const refused = { n: 1, request, response: null, failure: { kind: "refused", detail: "connection-refused" } };
  const run = await runMain(["validate", "create-order", "-", "--json"], { input: saved(refused) });
  assert.deepEqual([run.code, JSON.parse(run.stdout).verdict], [3, "error"]);
});

test("a repeat in a saved series is held against the first answer", async () => {
  const attempts = [answered(clean), { ...answered({ ...clean, order_out_id: "A2" }), n: 2, copy: 2 }];
  const run = await runMain(["validate", "create-order", "-", "--json"], { input: saved({}, { attempts }) });
  assert.deepEqual([run.code, rulesIn(run.stdout)], [1, ["idempotency/same-answer"]]);
});

test("a mode set in the config is in force", async () => {
  const { confirm_info: _, ...twoStep } = clean;
  const cwd = folderWith({
    "answer.json": body(twoStep),
    "douyin-hotel.config.json": JSON.stringify({ merchant: { mode: "two-step" } }),
  });
  assert.equal((await runMain(["validate", "create-order", "answer.json"], { cwd })).code, 0);
  const other = folderWith({ "answer.json": body(twoStep) });
  const run = await runMain(["validate", "create-order", "answer.json"], { cwd: other });
  assert.equal(run.code, 1);
  assert.match(run.stdout, /merchant\.mode/);
});

const usage: readonly (readonly [name: string, argv: readonly string[], words: RegExp])[] = [
  ["a misspelt callback", ["validate", "create-ordr", "answer.json"], /nearest one is create-order/],
  ["a file that is not there", ["validate", "create-order", "none.json"], /none\.json cannot be read \(ENOENT\)/],
  [
    "a request that is not JSON",
    ["validate", "create-order", "answer.json", "--request", "bad.json"],
    /bad\.json is not JSON\. Line 2, column 1/,
  ],
  [
    "a request that is a list",
    ["validate", "create-order", "answer.json", "--request", "list.json"],
    /list\.json is no JSON object/,
  ],
  ["another --fail-on", ["validate", "create-order", "answer.json", "--fail-on", "info"], /error, warning/],
  ["an exchange of another callback", ["validate", "cancel-order", "saved.json"], /validate create-order/],
  ["an exchange that was never sent", ["validate", "create-order", "dry.json"], /nothing to judge/],
];

for (const [name, argv, words] of usage) {
  test(`${name} is exit 2 and prints no result`, async () => {
    const cwd = folderWith({
      "answer.json": body(clean),
      "bad.json": '{"order_id":\n}',
      "list.json": "[]",
      "saved.json": saved(answered(clean)),
      "dry.json": saved({ n: 1, request, response: null, failure: null }),
    });
    const run = await runMain(argv, { cwd });
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, words);
  });
}

test("without a file and with nothing piped in, it says how to give one", async () => {
  const run = await runMain(["validate", "create-order"], { isInputTty: true });
  assert.equal(run.code, 2);
  assert.match(run.stderr, /Name a file, or give -/);
});
