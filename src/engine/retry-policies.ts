import { defaultRenewal, type RetryPolicy, type RetryStream } from "../core/retry-policy.js";

const day = 24 * 3_600_000;

/** The documents name what is retried; how often and how far apart is taken from a sister industry's page (assumed). */
export const documentedPolicy: RetryPolicy = {
  name: "documented",
  streams: [{ startMs: 0, gapsMs: [60_000] }],
  spacing: "after-answer",
  on: "platform",
  maxAttempts: 12,
  maxElapsedMs: day,
  renew: defaultRenewal,
};

/** What a merchant's log of real traffic showed: three interleaved streams, 45 attempts within 560 s, 14 when the answer was 100. */
export const observedPolicy: RetryPolicy = {
  name: "observed",
  streams: [stream(0, [5, 10, 21, 38, 61, 60, 61, 61, 121, 61, 61], 12), stream(2, [30.5], 17), stream(30, [30.5], 16)],
  spacing: "schedule",
  on: "platform",
  maxAttempts: 45,
  maxAttemptsByCode: { 100: 14 },
  maxElapsedMs: day,
  renew: defaultRenewal,
};

export const builtInPolicies: readonly RetryPolicy[] = [documentedPolicy, observedPolicy];

function stream(startSeconds: number, [first, ...rest]: readonly [number, ...number[]], attempts: number): RetryStream {
  return { startMs: startSeconds * 1000, gapsMs: [first * 1000, ...rest.map((gap) => gap * 1000)], attempts };
}
