import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

/** Runs `send` against a merchant that takes the request and never answers, interrupted while it waits. */
async function interruptedSend(t: TestContext, signal: "SIGINT" | "SIGTERM", ...args: readonly string[]) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const interrupt = new AbortController();
  const server = createServer((request) => {
    request.resume().on("end", () => {
      interrupt.abort(signal);
      t.mock.timers.tick(5000);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/spi/create`;
  const words = ["send", "create-order", "--endpoint", endpoint, "--timeout", "60000", "--no-journal", ...args];
  return runMain(words, { signal: interrupt.signal });
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  test(`a send that ${signal} ends before an answer is no judgement on the merchant`, async (t) => {
    const run = await interruptedSend(t, signal, "--json");
    assert.equal(run.code, code, run.stderr);
    const sent = JSON.parse(run.stdout);
    assert.equal(sent.verdict, "error");
    assert.equal(sent.interrupted, true);
    assert.deepEqual(sent.findings, []);
    assert.deepEqual(sent.ending, {
      state: "interrupted",
      words: ["It was interrupted before an answer arrived, which says nothing about the merchant."],
    });
    assert.match(sent.attempts[0].platform.reason, /^This tool was interrupted before an answer arrived;/);
  });
}

test("a person is told of the interruption, and reads nothing about a connection that the merchant closed", async (t) => {
  const { stdout } = await interruptedSend(t, "SIGINT");
  const text = stdout.replace(/\s+/g, " ");
  assert.match(text, /⚠ interrupted This tool was interrupted before 127\.0\.0\.1:\d+ had answered/);
  assert.match(text, /That says nothing about the merchant/);
  assert.match(stdout, /\n⚠ INTERRUPTED before an answer arrived, nothing was judged\n$/);
  assert.doesNotMatch(stdout, /closed the connection|https|PASS|reset/);
});

test("an interrupted attempt ends the retries as interrupted, even the last that the policy allows", async (t) => {
  const { stdout } = await interruptedSend(t, "SIGINT", "--retry", "--max-attempts", "1", "--json");
  assert.equal(JSON.parse(stdout).ending.state, "interrupted");
});

test("what was saved of an interrupted send cannot be judged by validate", async (t) => {
  const cwd = emptyFolder();
  const file = join(cwd, "x.json");
  await interruptedSend(t, "SIGINT", "--save", file);
  const judged = await runMain(["validate", "create-order", file]);
  assert.equal(judged.code, 3);
  assert.match(judged.stdout, /\n⚠ INTERRUPTED before an answer arrived, nothing was judged\n$/);
});
