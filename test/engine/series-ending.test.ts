import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exchange, PlatformActionName } from "../../src/core/exchange.js";
import type { Message } from "../../src/core/text.js";
import type { NextAttempt } from "../../src/engine/retry.js";
import type { SeriesAttempt } from "../../src/engine/series.js";
import { type EndingState, endingOf, endingOfSeries } from "../../src/engine/series-ending.js";

const afterRetries = { zh: "之后", en: "What follows." };
const because = { text: { zh: "因", en: "Because." } };
const policySays: Message = { text: { zh: "策略", en: "The policy says so." } };
const wait: NextAttempt = { type: "wait", ms: 5, stream: 0, reason: policySays };
const stop = (why: "settled" | "unreached" | "attempts" | "time"): NextAttempt => ({
  type: "stop",
  why,
  reason: policySays,
});

/** State and English words of a copy whose last attempt had this action and this decision. */
function ended(
  action: PlatformActionName,
  next?: NextAttempt,
  isInterrupted = false,
  exchange: { readonly failure?: Exchange["failure"] } = {},
): readonly string[] {
  const judged = { exchange, platform: { action, reason: because, rule: "platform/x" } };
  // The ending looks at nothing else of an attempt.
  const { state, words } = endingOf([{ judged, next } as unknown as SeriesAttempt], afterRetries, isInterrupted);
  return [state, ...words.map(({ text }) => text.en)];
}

const settled: readonly [action: PlatformActionName, state: EndingState][] = [
  ["accept", "accepted"],
  ["confirm", "accepted"],
  ["wait-confirm", "waiting"],
  ["wait-audit", "waiting"],
  ["refund", "refunded"],
  ["reject", "refused"],
  ["keep", "refused"],
];

for (const [action, state] of settled)
  test(`what the platform follows by ${action} has ended as ${state}, retried or not`, () => {
    assert.deepEqual(ended(action), [state, "Because."]);
    assert.deepEqual(ended(action, stop("settled")), [state, "Because."]);
    assert.deepEqual(ended(action, wait, true), [state, "Because."]);
  });

test("what would be retried ends by the policy, by an interruption, by the time, or not at all", () => {
  assert.deepEqual(ended("retry"), ["would-retry", "Because."]);
  assert.deepEqual(ended("retry", stop("settled")), ["would-retry", "Because."]);
  assert.deepEqual(ended("retry", stop("unreached")), ["unreached", "The policy says so."]);
  for (const why of ["attempts", "time"] as const) {
    assert.deepEqual(ended("retry", stop(why), true), ["failed-after-retries", "The policy says so.", "What follows."]);
  }
  assert.deepEqual(ended("retry", wait, true), [
    "interrupted",
    "The retries were interrupted; the platform would go on.",
  ]);
  assert.deepEqual(ended("retry", undefined, true), ["would-retry", "Because."]);
  assert.deepEqual(ended("retry", wait), [
    "failed-after-retries",
    "The retries have used up the real time that they are allowed; nothing more is sent.",
    "What follows.",
  ]);
});

test("an attempt that was given up ends as interrupted, whatever the policy says", () => {
  const givenUp = { failure: { kind: "reset", detail: "aborted" } } as const;
  for (const next of [undefined, wait, stop("attempts"), stop("time")])
    assert.deepEqual(ended("retry", next, true, givenUp), [
      "interrupted",
      "It was interrupted before an answer arrived, which says nothing about the merchant.",
    ]);
});

const unsent = {
  state: "interrupted",
  words: [{ text: { zh: "在发送之前被中断。", en: "It was interrupted before anything was sent." } }],
};

test("without an attempt it was interrupted before anything was sent", () => {
  assert.deepEqual(endingOf([], afterRetries, true), unsent);
  assert.deepEqual(endingOfSeries([]), unsent);
});

test("of several copies the best ending counts", () => {
  const bestFirst: readonly EndingState[] = [
    ...(["accepted", "waiting", "refunded", "refused"] as const),
    ...(["would-retry", "failed-after-retries", "unreached", "interrupted"] as const),
  ];
  const endings = bestFirst.map((state) => ({ state, words: [] }));
  for (const [i, best] of endings.entries()) {
    const worse = endings.slice(i);
    assert.equal(endingOfSeries(worse), best);
    assert.equal(endingOfSeries(worse.toReversed()), best);
    assert.equal(endingOfSeries([...worse.slice(1), best]), best);
  }
});
