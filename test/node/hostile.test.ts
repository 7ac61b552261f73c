import assert from "node:assert/strict";
import { test } from "node:test";
import type { WireOutcome } from "../../src/core/ports.js";
import { httpTransport } from "../../src/node/transport.js";
import { type HostileAnswer, hostileAnswers } from "../support/hostile-answers.js";
import { rawServer } from "../support/raw-server.js";

/** Generous, so that a busy machine turns no quick outcome into a timeout. */
const patientMs = 15_000;

async function meet(hostile: HostileAnswer): Promise<{ outcome: WireOutcome; tookMs: number; timeoutMs: number }> {
  const timeoutMs = hostile.timeoutMs ?? patientMs;
  const server = await rawServer(hostile.serve, { early: hostile.early === true });
  const transport = httpTransport();
  const startedAt = performance.now();
  const outcome = await transport.send(
    {
      method: "POST",
      url: server.url,
      headers: [["Content-Type", "application/json"]],
      body: Buffer.from('{"order_id":"1"}'),
    },
    { timeoutMs, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false },
  );
  const tookMs = performance.now() - startedAt;
  await transport.close();
  await server.close();
  return { outcome, tookMs, timeoutMs };
}

function nameOf(outcome: WireOutcome): string {
  return outcome.kind === "answer"
    ? `answer ${outcome.response.status}`
    : `${outcome.failure.kind} ${outcome.failure.detail}`;
}

const uncaught: unknown[] = [];
process.on("uncaughtExceptionMonitor", (error) => uncaught.push(error));

test("the table holds at least 100 different hostile answers", () => {
  assert.ok(new Set(hostileAnswers.map((hostile) => hostile.name)).size >= 100);
});

const groupSize = 12;
for (let start = 0; start < hostileAnswers.length; start += groupSize) {
  const group = hostileAnswers.slice(start, start + groupSize);
  test(`hostile answers ${start + 1} to ${start + group.length} each get one named outcome in time`, async (t) => {
    await Promise.all(
      group.map((hostile) =>
        t.test(hostile.name, async () => {
          const { outcome, tookMs, timeoutMs } = await meet(hostile);
          const expected = [hostile.outcome].flat();
          assert.ok(expected.includes(nameOf(outcome)), `expected ${expected.join(" or ")}, got ${nameOf(outcome)}`);
          assert.ok(tookMs < timeoutMs + 1_000, `took ${tookMs} ms`);
        }),
      ),
    );
  });
}

test("memory grows by less than 64 MB over the largest answers", async () => {
  const large = hostileAnswers.filter(({ name }) =>
    /endless|bomb|flood|10 MB|terabyte|cap|chunks of one byte|deep/.test(name),
  );
  assert.ok(large.length >= 20);
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  for (const hostile of large) await meet(hostile);
  clearInterval(watch);
  assert.ok(peak - before < 64 * 1024 * 1024, `grew by ${Math.round((peak - before) / 1_048_576)} MB`);
});

test("nothing was thrown outside the outcomes", () => {
  assert.deepEqual(uncaught, []);
});
