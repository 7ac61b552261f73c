import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { isObject, parseJson } from "../../src/core/json.js";
import { AppError } from "../../src/core/problem.js";
import { percentile } from "../../src/load/histogram.js";
import type { LoadJob } from "../../src/load/job.js";
import { runLoad } from "../../src/load/run.js";
import { type MerchantServerOptions, startMerchantServer } from "../support/merchant-server.js";

function jobFor(url: string, change: Partial<LoadJob> = {}): LoadJob {
  return {
    main: { callback: "create-order", url: `${url}/spi/create-order` },
    followers: [],
    clientKey: "awexampleclientkey",
    clientSecret: "example-secret-0123456789abcdef0",
    payload: { seed: 7, now: Date.UTC(2026, 10, 25, 4), merchant: defaultMerchantFacts },
    shares: { duplicates: 0, cancels: 0 },
    pace: { kind: "closed", requests: 60 },
    connections: 4,
    workers: 1,
    timeoutMs: 60_000,
    headers: [],
    insecure: false,
    reading: "documented",
    severities: {},
    ...change,
  };
}

async function run(options: MerchantServerOptions, change: (url: string) => Partial<LoadJob> = () => ({})) {
  const bodies: string[] = [];
  const server = await startMerchantServer({
    ...options,
    answer: async (request, n, connection, app) => {
      bodies.push(await request.clone().text());
      return options.answer?.(request, n, connection, app) ?? app.fetch(request, connection);
    },
  });
  try {
    const signal = new AbortController().signal;
    const result = await runLoad(jobFor(server.url, change(server.url)), { signal, onSecond: () => undefined });
    return { result, bodies };
  } finally {
    await server.close();
  }
}

function ordersIn(bodies: readonly string[]): readonly string[] {
  return bodies.map((body) => {
    const value = parseJson(body);
    return isObject(value) ? String(value.order_id) : "";
  });
}

test("the reference merchant loses nothing, books nothing twice and verifies every signature", async () => {
  const shares = { duplicates: 0.2, cancels: 0.2 };
  const { result, bodies } = await run({}, (url) => ({
    shares,
    followers: [{ callback: "cancel-order", url: `${url}/spi/cancel-order` }],
    pace: { kind: "closed", requests: 150 },
  }));
  const { counts, findings, codes } = result.tally;
  assert.deepEqual(Object.keys(findings), []);
  assert.equal(bodies.length, 150);
  assert.equal(counts.sent, 150);
  assert.deepEqual(codes, { 0: 150 });
  assert.ok(counts.repeats > 10 && counts.follows > 10, JSON.stringify(counts));
  assert.equal(new Set(ordersIn(bodies)).size, result.orders.sent);
  const { accepted, twice, lost, shared } = result.orders;
  assert.deepEqual({ accepted, twice, lost, shared }, { accepted: result.orders.sent, twice: 0, lost: 0, shared: 0 });
});

test("the same seed and count send the same orders, whatever the number of workers", async () => {
  const sent = await Promise.all(
    [1, 2, 3].map(async (workers) => {
      const { bodies } = await run({}, () => ({ workers, shares: { duplicates: 0.1, cancels: 0 } }));
      return bodies.toSorted();
    }),
  );
  assert.equal(sent[0]?.length, 60);
  assert.deepEqual(sent[1], sent[0]);
  assert.deepEqual(sent[2], sent[0]);
});

test("copies that race and are booked twice are counted, with the rule that they break", async () => {
  const { result } = await run({ faults: ["race-double-booking"] }, () => ({
    shares: { duplicates: 0.3, cancels: 0 },
    connections: 8,
  }));
  assert.ok(result.orders.twice > 0);
  const found = result.tally.findings.map(({ finding }) => `${finding.rule} ${finding.severity}`);
  assert.ok(found.includes("idempotency/race error"), found.join());
});

test("an order that is never answered is lost, and its latency is the deadline's at least", async () => {
  const { result } = await run(
    { answer: (_request, n, _connection, app) => (n === 3 ? new Promise(() => undefined) : app.fetch(_request)) },
    () => ({
      timeoutMs: 700,
      connections: 1,
      pace: { kind: "closed", requests: 5 },
    }),
  );
  assert.equal(result.orders.lost, 1);
  assert.equal(result.orders.unanswered, 1);
  assert.deepEqual(result.tally.failures, { timeout: 1 });
  assert.ok(result.latency.max >= 700_000, `${result.latency.max}`);
});

test("two orders that get one id of the merchant are found by their ids alone", async () => {
  const { result } = await run(
    {
      answer: async (request) => {
        const { order_id } = (await request.json()) as { order_id: string };
        const data = {
          error_code: 0,
          description: "success",
          order_id,
          order_out_id: "H1",
          confirm_info: { confirm_mode: 1, confirm_result: 1, hotel_confirm_number: "1" },
        };
        return Response.json({ data });
      },
    },
    () => ({ pace: { kind: "closed", requests: 6 } }),
  );
  assert.equal(result.orders.shared, 5);
});

test("in an open loop a merchant that stalls shows in every request that was due meanwhile", async () => {
  const stallMs = 900;
  const { result } = await run(
    {
      answer: async (request, n, connection, app) => {
        if (n === 1) await new Promise((resolve) => setTimeout(resolve, stallMs));
        return app.fetch(request, connection);
      },
    },
    () => ({ connections: 1, pace: { kind: "open", stages: [{ perSecond: 20, durationMs: 1000 }] } }),
  );
  assert.equal(result.tally.counts.sent, 20);
  // The tenth was due 450 ms after the first, and could not go out before the first was answered.
  assert.ok(percentile(result.latency, 50) > 300_000, `${percentile(result.latency, 50)}`);
});

test("what a worker finds wrong with the payload comes back as an error that a person can act on", async () => {
  const payload = { ...jobFor("http://127.0.0.1:9").payload, variant: "standrd" };
  const deps = { signal: new AbortController().signal, onSecond: () => undefined };
  await assert.rejects(runLoad(jobFor("http://127.0.0.1:9", { payload, workers: 2 }), deps), (error) => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, error.category, error.say.args?.name], ["variant-unknown", "usage", "standrd"]);
    return true;
  });
});

test("what could not go out is counted to the last repeat: sent and not sent are the plan", async () => {
  const { result } = await run({ answer: () => new Promise(() => undefined) }, () => ({
    shares: { duplicates: 0.4, cancels: 0 },
    connections: 2,
    timeoutMs: 200,
    pace: { kind: "open", stages: [{ perSecond: 200, durationMs: 500 }] },
  }));
  const { sent, unsent } = result.tally.counts;
  assert.ok(unsent > 50, `${unsent}`);
  assert.equal(sent + unsent, 100);
});

test("no two requests of a run bear the same log id, whichever callback they are of", async () => {
  const logids: (string | null)[] = [];
  const answer: MerchantServerOptions["answer"] = (request, _n, connection, app) => {
    logids.push(request.headers.get("x-bytedance-logid"));
    return app.fetch(request, connection);
  };
  const { result } = await run({ answer }, (url) => ({
    shares: { duplicates: 0, cancels: 0.4 },
    followers: [{ callback: "cancel-order", url: `${url}/spi/cancel-order` }],
    workers: 2,
  }));
  assert.ok(result.tally.counts.follows > 5);
  assert.deepEqual([logids.length, new Set(logids).size], [60, 60]);
});

test("after stopping nothing more is sent, and what is in flight is answered and counted", async () => {
  const stopping = new AbortController();
  const isOver = new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  const server = await startMerchantServer({
    answer: async (request, _n, connection, app) => {
      await isOver;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return app.fetch(request, connection);
    },
  });
  const result = await runLoad(jobFor(server.url), {
    signal: stopping.signal,
    onSecond: () => stopping.abort("SIGINT"),
  });
  await server.close();
  assert.equal(result.isInterrupted, true);
  assert.deepEqual(result.tally.codes, { 0: 4 });
  assert.equal(result.tally.counts.abandoned, 0);
  assert.equal(server.requests(), 4);
});

test("what is not answered within five seconds of stopping is given up", async () => {
  const server = await startMerchantServer({ answer: () => new Promise(() => undefined) });
  const stopping = new AbortController();
  const result = await runLoad(jobFor(server.url), {
    signal: stopping.signal,
    onSecond: () => stopping.abort("SIGINT"),
  });
  await server.close();
  assert.equal(result.isInterrupted, true);
  assert.equal(result.tally.counts.abandoned, 4);
  assert.equal(result.orders.lost, 0);
});
