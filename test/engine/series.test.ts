import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock, Transport } from "../../src/core/ports.js";
import { AppError } from "../../src/core/problem.js";
import { seededRandom } from "../../src/core/random.js";
import type { RetryPolicy } from "../../src/core/retry-policy.js";
import { newLogid } from "../../src/engine/logid.js";
import { documentedPolicy, observedPolicy } from "../../src/engine/retry-policies.js";
import { deliverSeries, type Series, type SeriesDeps, type SeriesOptions } from "../../src/engine/series.js";
import { serve } from "../../src/node/serve.js";
import { httpTransport } from "../../src/node/transport.js";
import { fakeClock } from "../support/fake-clock.js";
import { fakeTransport } from "../support/fake-transport.js";
import { deliverSimply, judgedSimply } from "../support/judged.js";

const body = '{ "order_id": "1000000000000000001", "name": "张三" }';
const ok = '{"data":{"error_code":0,"order_out_id":"H1"}}';
const again = '{"data":{"error_code":100}}';
const afterRetries = { zh: "创单失败,退款。", en: "The create has failed and is refunded." };

type Setup = Partial<SeriesOptions> & {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
  readonly onAttempt?: NonNullable<SeriesDeps["onAttempt"]>;
};

function run({ transport, clock, endpoint = "http://h/spi", signal, onAttempt, ...options }: Setup): Promise<Series> {
  const random = seededRandom("series");
  return deliverSeries(
    { timeScale: 1, copies: 1, isConcurrent: false, ...options },
    {
      clock,
      newLogid: () => newLogid(clock.now(), random),
      deliverOnce: async (plan) =>
        judgedSimply(await deliverSimply({ endpoint, body }, { clock, transport }, plan), [4]),
      ...(signal ? { signal } : {}),
      ...(onAttempt ? { onAttempt } : {}),
    },
    afterRetries,
  );
}

const logidOf = (
  request: { readonly headers: readonly (readonly [string, string])[] } | undefined,
): string | undefined => request?.headers.find(([name]) => name === "X-Bytedance-Logid")?.[1];

test("a merchant that answers 100 twice, then 0 gets the same bytes three times, a minute apart", async () => {
  const seen: { body: string; url: string; logid: string | null }[] = [];
  const merchant = await serve(async (request) => {
    const { url, headers } = request;
    seen.push({ body: await request.text(), url, logid: headers.get("x-bytedance-logid") });
    return new Response(seen.length < 3 ? again : ok, { headers: { "Content-Type": "application/json" } });
  });
  const clock = fakeClock();
  const transport = httpTransport();
  const series = await run({ transport, clock, endpoint: `${merchant.url}/spi`, policy: documentedPolicy });
  assert.deepEqual(
    seen.map((request) => request.body),
    [body, body, body],
  );
  assert.deepEqual(clock.sleeps, [60_000, 60_000]);
  assert.deepEqual(
    series.attempts.map(({ n, copy, stream }) => [n, copy, stream]),
    [
      [1, 1, 0],
      [2, 1, 0],
      [3, 1, 0],
    ],
  );
  assert.equal(series.ending.state, "accepted");
  assert.equal(new Set(seen.map((request) => request.logid)).size, 1);
  assert.equal(new Set(seen.map((request) => new URL(request.url).searchParams.get("timestamp"))).size, 3);
  assert.equal(new Set(seen.map((request) => new URL(request.url).searchParams.get("sign"))).size, 3);
  await transport.close();
  await merchant.close();
});

test("a merchant that always answers 100 is given up at the cap, with the words for what follows", async () => {
  const clock = fakeClock();
  const transport = fakeTransport(again);
  const series = await run({ transport, clock, policy: documentedPolicy });
  assert.equal(transport.requests.length, 12);
  assert.equal(series.ending.state, "failed-after-retries");
  assert.equal(series.ending.words[0]?.args?.attempts, 12);
  assert.equal(series.ending.words[1]?.text, afterRetries);
  assert.equal(clock.elapsed(), 11 * 60_000);
});

test("without a policy there is one attempt, whatever the answer", async () => {
  for (const [answer, state] of [
    [ok, "accepted"],
    [again, "would-retry"],
    ['{"data":{"error_code":4}}', "refused"],
  ] as const) {
    const transport = fakeTransport(answer);
    const series = await run({ transport, clock: fakeClock() });
    assert.deepEqual([transport.requests.length, series.ending.state], [1, state]);
    assert.equal(series.attempts[0]?.next, undefined);
  }
});

test("the time scale divides every wait", async () => {
  const clock = fakeClock();
  await run({ transport: fakeTransport(again, again, ok), clock, policy: documentedPolicy, timeScale: 600 });
  assert.deepEqual(clock.sleeps, [100, 100]);
});

test("observed retries come in three streams, each with one log id of its own", async () => {
  const transport = fakeTransport('{"data":{"error_code":6}}');
  const clock = fakeClock();
  const series = await run({ transport, clock, policy: observedPolicy });
  assert.equal(series.attempts.length, 45);
  const logids = [0, 1, 2].map(
    (stream) =>
      new Set(series.attempts.filter((a) => a.stream === stream).map((a) => logidOf(transport.requests[a.n - 1]))),
  );
  assert.deepEqual(
    logids.map((set) => set.size),
    [1, 1, 1],
  );
  assert.equal(new Set(logids.flatMap((set) => [...set])).size, 3);
  assert.equal(clock.elapsed(), 560_000);
});

test("what an attempt renews is the policy's to say", async () => {
  const run2 = async (renew: RetryPolicy["renew"]): Promise<readonly [number, number]> => {
    const transport = fakeTransport(again, again, ok);
    await run({ transport, clock: fakeClock(), policy: { ...documentedPolicy, renew } });
    const urls = new Set(transport.requests.map(({ url }) => url));
    return [urls.size, new Set(transport.requests.map(logidOf)).size];
  };
  assert.deepEqual(await run2({ timestamp: true, logid: false }), [3, 1]);
  assert.deepEqual(await run2({ timestamp: false, logid: false }), [1, 1]);
  assert.deepEqual(await run2({ timestamp: false, logid: true }), [1, 3]);
});

test("copies one after the other are deliveries of their own, with the same body", async () => {
  const transport = fakeTransport(again, ok);
  const series = await run({ transport, clock: fakeClock(), policy: documentedPolicy, copies: 3 });
  assert.deepEqual(
    series.attempts.map(({ n, copy }) => [n, copy]),
    [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 3],
    ],
  );
  assert.equal(new Set(transport.requests.map((request) => Buffer.from(request.body).toString())).size, 1);
  assert.equal(new Set(transport.requests.map(logidOf)).size, 3);
  assert.deepEqual(
    series.endings.map(({ state }) => state),
    ["accepted", "accepted", "accepted"],
  );
  assert.equal(series.releaseSpreadMs, undefined);
});

test("concurrent copies wait for each other and the spread of their release is reported", async () => {
  const transport = fakeTransport(ok);
  const series = await run({ transport, clock: fakeClock(), copies: 4, isConcurrent: true });
  assert.equal(series.attempts.length, 4);
  // The fake transport notes the moments 4, 4, 4, 4: all had begun before the first was released.
  assert.equal(series.releaseSpreadMs, 0);
});

test("a loser of the race that is asked to try again does so alone", async () => {
  const transport = fakeTransport(again, ok);
  const series = await run({ transport, clock: fakeClock(), copies: 3, isConcurrent: true, policy: documentedPolicy });
  assert.deepEqual(
    series.attempts.map(({ n, copy }) => [n, copy]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 1],
    ],
  );
  assert.deepEqual(
    series.endings.map(({ state }) => state),
    ["accepted", "accepted", "accepted"],
  );
});

test("a copy that never gets its connection does not hold the others up", async () => {
  const clock = fakeClock();
  const deps = { clock, newLogid: () => "L" };
  let made = 0;
  const transport = fakeTransport(ok);
  const series = await deliverSeries(
    { timeScale: 1, copies: 3, isConcurrent: true },
    {
      ...deps,
      deliverOnce: async (plan) => {
        const { hold: _unused, ...early } = plan;
        const given = ++made === 2 ? early : plan;
        return judgedSimply(await deliverSimply({ endpoint: "http://h/", body }, { clock, transport }, given));
      },
    },
    afterRetries,
  );
  assert.equal(series.attempts.length, 3);
});

test("a lost answer is followed by another attempt, also without a policy", async () => {
  const transport = fakeTransport({ kind: "reset", detail: "hang-up-after-body" }, ok);
  const series = await run({ transport, clock: fakeClock(), lostAnswers: 1 });
  assert.deepEqual(
    transport.options.map(({ sabotage }) => sabotage?.kind),
    ["hang-up-after-body", undefined],
  );
  assert.deepEqual(
    series.attempts.map(({ judged }) => judged.exchange.sabotaged),
    [true, false],
  );
  assert.equal(series.ending.state, "accepted");
});

test("an endpoint that nobody serves ends the series at once", async () => {
  const transport = fakeTransport({ kind: "refused", detail: "connection-refused" });
  const series = await run({ transport, clock: fakeClock(), policy: documentedPolicy, lostAnswers: 1 });
  assert.deepEqual([transport.requests.length, series.ending.state], [1, "unreached"]);
});

test("an interrupt ends the waiting and what was sent is kept", async () => {
  const interrupt = new AbortController();
  const series = await run({
    transport: fakeTransport(again),
    clock: fakeClock(),
    policy: documentedPolicy,
    signal: interrupt.signal,
    onAttempt: ({ n }) => {
      if (n === 2) interrupt.abort("SIGINT");
    },
  });
  assert.equal(series.attempts.length, 2);
  assert.equal(series.ending.state, "interrupted");
});

test("real time has a limit of its own", async () => {
  const series = await run({
    transport: fakeTransport(again),
    clock: fakeClock(),
    policy: documentedPolicy,
    maxRealMs: 150_000,
  });
  assert.equal(series.attempts.length, 3);
  assert.equal(series.ending.state, "failed-after-retries");
});

test("what stops us is thrown, also out of a race", async () => {
  const problem = new AppError({ code: "x", category: "output", text: { zh: "坏", en: "bad" } });
  const failing = {
    async send(): Promise<never> {
      throw problem;
    },
    async close() {},
  };
  await assert.rejects(run({ transport: failing, clock: fakeClock() }), problem);
  await assert.rejects(run({ transport: failing, clock: fakeClock(), copies: 3, isConcurrent: true }), problem);
});

test("fifty copies on loopback are released close together", async (t) => {
  const merchant = await serve(async (request) => {
    await request.arrayBuffer();
    return new Response(ok);
  });
  const transport = httpTransport();
  const { realClock } = await import("../../src/node/clock.js");
  const endpoint = `${merchant.url}/spi`;
  // The first round warms up what a single process would compile anyway.
  await run({ transport, clock: realClock(), endpoint, copies: 50, isConcurrent: true });
  const series = await run({ transport, clock: realClock(), endpoint, copies: 50, isConcurrent: true });
  t.diagnostic(`release spread of 50 copies: ${series.releaseSpreadMs?.toFixed(2)} ms`);
  assert.equal(series.attempts.filter(({ judged }) => judged.platform.action === "accept").length, 50);
  assert.ok(Number(series.releaseSpreadMs) < 50);
  await transport.close();
  await merchant.close();
});
