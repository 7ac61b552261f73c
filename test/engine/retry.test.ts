import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlatformActionName } from "../../src/core/exchange.js";
import type { RetryPolicy } from "../../src/core/retry-policy.js";
import { sayMessage } from "../../src/core/text.js";
import { nextAttempt, type PastAttempt } from "../../src/engine/retry.js";
import { documentedPolicy, observedPolicy } from "../../src/engine/retry-policies.js";

function attempt(action: PlatformActionName, more: Partial<PastAttempt> = {}): PastAttempt {
  return {
    stream: 0,
    startMs: 0,
    durationMs: 0,
    platform: { action, reason: { text: { zh: "因", en: "because" } }, rule: "platform/x" },
    errorCode: action === "retry" ? 100 : 0,
    isSabotaged: false,
    isUnreached: false,
    ...more,
  };
}

/** Follows a policy to its end against answers of one kind; seconds and stream of each attempt. */
function follow(
  policy: RetryPolicy,
  more: Partial<PastAttempt> = {},
): readonly (readonly [seconds: number, stream: number])[] {
  const history: PastAttempt[] = [];
  for (let now = 0; ; ) {
    const next = nextAttempt(policy, history);
    if (next.type === "stop") return history.map((past) => [past.startMs / 1000, past.stream + 1]);
    now += next.ms;
    history.push(attempt("retry", { stream: next.stream, startMs: now, ...more }));
    now += more.durationMs ?? 0;
  }
}

test("the first attempt is due at once in the first stream", () => {
  const next = nextAttempt(documentedPolicy, []);
  assert.deepEqual(next.type === "wait" && [next.ms, next.stream], [0, 0]);
});

test("documented: an answer that the platform does not retry ends it", () => {
  for (const action of ["accept", "confirm", "wait-confirm", "wait-audit", "reject", "refund", "keep"] as const) {
    const next = nextAttempt(documentedPolicy, [attempt(action)]);
    assert.deepEqual([next.type, next.type === "stop" && next.why], ["stop", "settled"]);
  }
});

test("documented: an answer to be retried is followed by the next after 60 s, counted from the answer", () => {
  const next = nextAttempt(documentedPolicy, [attempt("retry", { startMs: 0, durationMs: 4_000 })]);
  assert.deepEqual(next.type === "wait" && [next.ms, next.stream], [60_000, 0]);
});

test("documented: twelve attempts in all, then it stops and says so", () => {
  const history = Array.from({ length: 12 }, (_, n) => attempt("retry", { startMs: n * 60_000 }));
  assert.equal(nextAttempt(documentedPolicy, history.slice(0, 11)).type, "wait");
  const next = nextAttempt(documentedPolicy, history);
  assert.deepEqual([next.type, next.type === "stop" && next.why], ["stop", "attempts"]);
  assert.deepEqual(next.reason.args, { attempts: 12 });
});

test("observed: three streams interleave with the gaps that were seen, 45 attempts within 560 s", () => {
  const made = follow(observedPolicy, { errorCode: 6 });
  const of = (stream: number): readonly number[] => made.filter(([, s]) => s === stream).map(([at]) => at);
  assert.deepEqual(of(1), [0, 5, 15, 36, 74, 135, 195, 256, 317, 438, 499, 560]);
  assert.deepEqual([of(2).length, of(2)[0], of(2)[1], of(2)[16]], [17, 2, 32.5, 490]);
  assert.deepEqual([of(3).length, of(3)[0], of(3)[15]], [16, 30, 487.5]);
  assert.equal(made.length, 45);
  assert.deepEqual(made.slice(0, 8), [
    [0, 1],
    [2, 2],
    [5, 1],
    [15, 1],
    [30, 3],
    [32.5, 2],
    [36, 1],
    [60.5, 3],
  ]);
});

test("observed: the answer 100 is given up after 14 attempts", () => {
  const made = follow(observedPolicy);
  assert.equal(made.length, 14);
  assert.deepEqual(made.at(-1), [124, 2]);
});

test("observed: an attempt that is due while an answer is awaited follows at once", () => {
  const next = nextAttempt(observedPolicy, [attempt("retry", { errorCode: undefined, durationMs: 5_000 })]);
  assert.deepEqual(next.type === "wait" && [next.ms, next.stream], [0, 1]);
});

const own: RetryPolicy = {
  name: "own",
  streams: [{ startMs: 0, gapsMs: [1_000, 2_000] }],
  spacing: "after-answer",
  on: { codes: [4, 100], failures: false },
  maxAttempts: 5,
  maxElapsedMs: 60_000,
  renew: { timestamp: true, logid: true },
};

test("a policy of one's own decides by its codes and failures, not by the platform's action", () => {
  const type = (more: Partial<PastAttempt>, policy = own): string => nextAttempt(policy, [attempt("retry", more)]).type;
  assert.deepEqual(
    [type({ errorCode: 4 }), type({ errorCode: 5 }), type({ errorCode: 0 }), type({ errorCode: undefined })],
    ["wait", "stop", "stop", "stop"],
  );
  const any: RetryPolicy = { ...own, on: { codes: "non-zero", failures: true } };
  assert.deepEqual(
    [type({ errorCode: 5 }, any), type({ errorCode: 0 }, any), type({ errorCode: undefined }, any)],
    ["wait", "stop", "wait"],
  );
});

test("the last gap of a stream repeats until the attempts are used up", () => {
  assert.deepEqual(
    follow(own).map(([at]) => at),
    [0, 1, 3, 5, 7],
  );
});

test("no attempt begins after the policy's time", () => {
  const next = nextAttempt({ ...own, maxElapsedMs: 2_999 }, [attempt("retry"), attempt("retry", { startMs: 1_000 })]);
  assert.deepEqual([next.type, next.type === "stop" && next.why], ["stop", "time"]);
});

test("no policy goes past 100 attempts or 24 hours", () => {
  assert.equal(follow({ ...own, maxAttempts: 5_000, maxElapsedMs: 1e12 }).length, 100);
  const slow = follow({ ...own, streams: [{ startMs: 0, gapsMs: [3_600_000] }], maxAttempts: 90, maxElapsedMs: 1e12 });
  assert.equal(slow.length, 25);
});

test("an answer that we cut off ourselves is followed by another attempt, whatever the judge made of it", () => {
  const next = nextAttempt(documentedPolicy, [attempt("accept", { isSabotaged: true, errorCode: undefined })]);
  assert.deepEqual(next.type === "wait" && next.ms, 60_000);
});

test("where nobody was ever reached nothing is retried; where somebody was, it goes on", () => {
  const unreached = attempt("retry", { errorCode: undefined, isUnreached: true });
  const next = nextAttempt(documentedPolicy, [unreached]);
  assert.deepEqual([next.type, next.type === "stop" && next.why], ["stop", "unreached"]);
  assert.equal(nextAttempt(documentedPolicy, [attempt("retry"), unreached]).type, "wait");
});

test("the gaps of a schedule do not wait for the answers", () => {
  const schedule: RetryPolicy = { ...own, spacing: "schedule", streams: [{ startMs: 0, gapsMs: [10_000] }] };
  const next = nextAttempt(schedule, [attempt("retry", { durationMs: 4_000 })]);
  assert.deepEqual(next.type === "wait" && next.ms, 6_000);
});

test("of two streams whose turn it is at once, the first goes first", () => {
  const streams: RetryPolicy["streams"] = [
    { startMs: 0, gapsMs: [0] },
    { startMs: 0, gapsMs: [0] },
    { startMs: 0, gapsMs: [0], attempts: 1 },
  ];
  const made = follow({ ...own, streams, spacing: "schedule", maxAttempts: 4 });
  assert.deepEqual(made, [
    [0, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
});

test("an answer without a code is a failure, whatever the codes say", () => {
  const type = (on: RetryPolicy["on"]) =>
    nextAttempt({ ...own, on }, [attempt("retry", { errorCode: undefined })]).type;
  assert.deepEqual(
    [type({ codes: "non-zero", failures: false }), type({ codes: [4], failures: true })],
    ["stop", "wait"],
  );
});

test("24 hours to the millisecond are the longest a policy goes on", () => {
  const ofGap = (ms: number) =>
    nextAttempt({ ...own, streams: [{ startMs: 0, gapsMs: [ms] }], maxElapsedMs: 1e12 }, [attempt("retry")]).type;
  assert.deepEqual([ofGap(86_400_000), ofGap(86_400_001)], ["wait", "stop"]);
});

test("every decision is said in a sentence with its figures", () => {
  const said = (policy: RetryPolicy, history: readonly PastAttempt[]): string =>
    sayMessage("en", nextAttempt(policy, history).reason);
  assert.equal(said(own, []), "The first attempt.");
  assert.equal(
    said(own, [attempt("retry", { errorCode: 0 })]),
    "This answer settles the matter; the platform does not send again.",
  );
  assert.equal(
    said(documentedPolicy, [attempt("retry", { isUnreached: true })]),
    "Nobody was reached, and a retry would tell nothing, so nothing more is sent. Check the address and the service first.",
  );
  assert.equal(
    said({ ...own, maxAttempts: 1 }, [attempt("retry")]),
    "1 attempt was made, which is the limit; the platform stops retrying.",
  );
  assert.equal(
    said({ ...own, maxElapsedMs: 250 }, [attempt("retry")]),
    "The retries have run for 0.3 s, which is the limit; the platform stops retrying.",
  );
  const [first, second] = [attempt("retry"), attempt("retry", { startMs: 1_000 })];
  assert.equal(
    said({ ...own, streams: [{ startMs: 0, gapsMs: [1_000, 2_240] }] }, [first, second]),
    "The platform retries: attempt 3 of at most 5 follows in 2.2 s.",
  );
  assert.equal(
    said(observedPolicy, [attempt("retry", { errorCode: 6 })]),
    "The platform retries: attempt 2 of at most 45 follows in 2 s, in stream 2.",
  );
  assert.equal(
    said(documentedPolicy, [attempt("retry", { isSabotaged: true })]),
    "The connection was dropped before the answer, so the platform never saw it: attempt 2 of at most 12 follows in 60 s.",
  );
});
