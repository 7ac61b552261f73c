import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { RetryPolicy } from "../../src/core/retry-policy.js";
import { deliverSeries, type Series } from "../../src/engine/series.js";
import { realClock } from "../../src/node/clock.js";
import { openJournal } from "../../src/node/journal.js";
import { type JournalEntry, readJournal } from "../../src/node/read-journal.js";
import { httpTransport } from "../../src/node/transport.js";
import { deliverSimply, judgedSimply } from "../support/judged.js";
import { rawServer } from "../support/raw-server.js";

const folder = mkdtempSync(join(tmpdir(), "many-deliveries-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const ok = answer("HTTP/1.1 200 OK", '{"data":{"error_code":0}}');

/** What the receiver does with each request: in every ten, seven go well. The name is what the journal must say. */
const manners: readonly (readonly [name: string, serve: (socket: Socket) => void])[] = [
  ["200 0", ok],
  ["200 0", ok],
  ["503 ", answer("HTTP/1.1 503 Busy", "busy")],
  ["200 0", ok],
  ["200 0", ok],
  ["failures", () => undefined],
  ["200 0", ok],
  ["200 100", answer("HTTP/1.1 200 OK", '{"data":{"error_code":100}}')],
  ["200 0", ok],
  ["200 0", ok],
];

/** The third kind of failure takes turns. */
const failures: readonly (readonly [name: string, serve: (socket: Socket) => void])[] = [
  ["reset before-answer", (socket) => socket.resetAndDestroy()],
  ["timeout headers", () => undefined],
  ["200 ", answer("HTTP/1.1 200 OK", '{"data":{"error_code":0}')],
  ["reset in-body", (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")],
];

function answer(status: string, body: string): (socket: Socket) => void {
  return (socket) => socket.write(`${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

const policy: RetryPolicy = {
  name: "test",
  streams: [{ startMs: 0, gapsMs: [1] }],
  spacing: "after-answer",
  on: { codes: "non-zero", failures: true },
  maxAttempts: 3,
  maxElapsedMs: 3_600_000,
  renew: { timestamp: true, logid: true },
};

test("of 1,000 deliveries to a failing receiver each ends once, and the journal is the receiver's own record", async () => {
  const record = new Map<string, string>();
  let requests = 0;
  let failed = 0;
  const server = await rawServer((socket, request) => {
    const chosen = manners[requests++ % manners.length] ?? ["", () => undefined];
    const [name, serve] = chosen[0] === "failures" ? (failures[failed++ % failures.length] ?? chosen) : chosen;
    record.set(/X-Bytedance-Logid: (\w+)/.exec(request.toString())?.[1] ?? "", name);
    serve(socket);
  });
  const clock = realClock();
  const transport = httpTransport();
  const journal = openJournal({ folder, clock, secrets: [] });
  let logids = 0;
  const deliverOne = (order: number): Promise<Series> =>
    deliverSeries(
      { policy, timeScale: 1, copies: 1, isConcurrent: false },
      {
        clock,
        newLogid: () => `L${++logids}`,
        deliverOnce: async (plan) => {
          const delivery = { endpoint: server.url, body: `{"order_id":"${order}"}`, timeoutMs: 2_000 };
          return judgedSimply(await deliverSimply(delivery, { clock, transport, journal }, plan));
        },
      },
      { zh: "失败。", en: "Failed." },
    );

  const series = await inParallel(1_000, 20, deliverOne);
  await transport.close();
  journal.close();
  await server.close();

  const { entries, notes } = readJournal(folder);
  const attempts = series.flatMap((one) => one.attempts);
  assert.equal(series.length, 1_000);
  for (const { ending, attempts: made } of series) {
    const last = made.at(-1)?.judged.platform.action;
    assert.equal(ending.state, last === "accept" ? "accepted" : "failed-after-retries");
    assert.equal(made.length === 3 || last === "accept", true);
  }
  assert.deepEqual(notes, []);
  assert.equal(entries.length, attempts.length);
  assert.deepEqual(sorted(entries.map((entry) => [logidOf(entry), outcomeOf(entry)])), sorted([...record]));
  assert.ok(attempts.length > 1_250 && new Set(record.values()).size === 7, `${attempts.length} attempts`);
});

async function inParallel<T>(count: number, width: number, run: (n: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) results.push(await run(next++));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

function logidOf({ headers }: JournalEntry): string {
  return new Map(headers).get("X-Bytedance-Logid") ?? "";
}

function outcomeOf({ outcome }: JournalEntry): string {
  if (outcome?.failure) return `${outcome.failure.kind} ${outcome.failure.detail}`;
  const body = Buffer.from(outcome?.response?.body ?? []).toString();
  return `${outcome?.response?.status} ${/"error_code":(\d+)\}\}$/.exec(body)?.[1] ?? ""}`;
}

function sorted(pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
