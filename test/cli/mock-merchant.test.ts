import assert from "node:assert/strict";
import { test } from "node:test";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { faults } from "../../src/mocks/merchant/faults.js";
import { realClock } from "../../src/node/clock.js";
import { runMain } from "../support/fake-console.js";

/** Runs `mock merchant` until `use` is done with the line it printed. */
async function whileRunning<T>(
  argv: readonly string[],
  use: (ready: { url: string; endpoints: Record<string, string>; design: string; faults: string[] }) => Promise<T>,
  reason = "SIGINT",
): Promise<{ readonly result: T; readonly code: number; readonly stderr: string }> {
  const stopping = new AbortController();
  let result: Promise<T> | undefined;
  const run = await runMain(["mock", "merchant", ...argv], {
    signal: stopping.signal,
    clock: realClock(),
    onOut(text) {
      result = use(JSON.parse(text)).finally(() => stopping.abort(reason));
    },
  });
  assert.ok(result, run.stderr);
  return { result: await result, code: run.code, stderr: run.stderr };
}

test("one JSON line names the URLs, and Ctrl-C ends with 130", async () => {
  const { result, code } = await whileRunning([], async (ready) => {
    const response = await fetch(ready.endpoints["create-order"] ?? "", { method: "POST", body: "{}" });
    return { ready, body: await response.json() };
  });
  assert.match(result.ready.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(Object.keys(result.ready.endpoints), ["create-order", "cancel-order"]);
  assert.equal(result.ready.design, "reference");
  assert.equal(result.body.data.error_code, 13);
  assert.equal(code, 130);
});

test("SIGTERM ends with 143", async () => {
  const { code } = await whileRunning([], async () => undefined, "SIGTERM");
  assert.equal(code, 143);
});

test("a design changes how the merchant answers", async () => {
  const { result } = await whileRunning(["--design", "unauthorized-401"], async ({ endpoints }) => {
    const response = await fetch(endpoints["create-order"] ?? "", { method: "POST", body: "{}" });
    return response.status;
  });
  assert.equal(result, 401);
});

test("a fault that needs a design brings it along and says so", async () => {
  const { result, stderr } = await whileRunning(["--fault", "confirm-never-called"], async (ready) => ready);
  assert.deepEqual([result.design, result.faults], ["async-confirm", ["confirm-never-called"]]);
  assert.match(stderr, /confirm-never-called only shows in the design async-confirm/);
});

test("several faults can be on at once", async () => {
  const argv = ["--fault", "signature-unchecked", "--fault", "trailing-comma"];
  const { result } = await whileRunning(argv, async ({ endpoints, faults: active }) => {
    const response = await fetch(endpoints["cancel-order"] ?? "", { method: "POST", body: "{}" });
    return { active, text: await response.text() };
  });
  assert.deepEqual(result.active, ["signature-unchecked", "trailing-comma"]);
  assert.match(result.text, /,\}\}$/);
});

/** What is wrong with the command line, and what the message names. */
const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
  [["--fault", "signature-uncheked"], /nearest is signature-unchecked/],
  [["--design", "asinc"], /nearest is async/],
  [["--port", "70000"], /--port needs a number from 0 to 65535/],
  [["--platform", "platform.test"], /--platform/],
  [["--platform", "http://platform.test"], /platform\.test/],
];

for (const [argv, message] of mistakes) {
  test(`mock merchant ${argv.join(" ")} starts nothing and says what to change`, async () => {
    const run = await runMain(["mock", "merchant", ...argv]);
    assert.equal(run.code, 2);
    assert.equal(run.stdout, "");
    assert.match(run.stderr, message);
  });
}

test("--list names every design and fault, in both languages", async () => {
  const english = JSON.parse((await runMain(["mock", "merchant", "--list", "--json"])).stdout);
  const chinese = await runMain(["mock", "merchant", "--list", "--lang", "zh"]);
  assert.equal(english.faults.length, faults.length);
  assert.equal(english.designs[0].title, findDesign("reference").title.en);
  assert.match(chinese.stdout, /完全不验签/);
});
