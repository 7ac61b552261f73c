import type { PlatformAction } from "../core/exchange.js";
import type { RetryPolicy, RetryStream } from "../core/retry-policy.js";
import type { Message, Text } from "../core/text.js";

/** An attempt that has come to its end. Times are platform time: waits before any time scale, durations as they were. */
export type PastAttempt = {
  /** Index of its stream. */
  readonly stream: number;
  /** Counted from the start of the first attempt. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly platform: PlatformAction;
  /** `data.error_code` of an answer on HTTP 200; undefined for a failure or a broken answer. */
  readonly errorCode: number | undefined;
  /** We hung up on purpose: the platform never saw an answer. */
  readonly isSabotaged: boolean;
  /** No connection came about. */
  readonly isUnreached: boolean;
};

export type NextAttempt =
  | {
      readonly type: "stop";
      /** `settled`: nothing to retry; `unreached`: there was never anybody; `attempts`, `time`: the policy allows no more. */
      readonly why: "settled" | "unreached" | "attempts" | "time";
      readonly reason: Message;
    }
  | { readonly type: "wait"; readonly ms: number; readonly stream: number; readonly reason: Message };

/** No policy, and no setting, goes further. */
export const hardCaps = { attempts: 100, elapsedMs: 24 * 3_600_000 } as const;

/** Whether an attempt follows after those made so far, when, and in which stream. */
export function nextAttempt(policy: RetryPolicy, history: readonly PastAttempt[]): NextAttempt {
  const last = history.at(-1);
  if (!last) return { type: "wait", ms: 0, stream: 0, reason: { text: texts.first } };
  if (!isRetried(policy, last)) return { type: "stop", why: "settled", reason: { text: texts.settled } };
  // Waiting for minutes would tell nothing that the first attempt has not told.
  if (history.every(({ isUnreached }) => isUnreached)) {
    return { type: "stop", why: "unreached", reason: { text: texts.unreached } };
  }
  const most = mostAttempts(policy, last);
  const due = history.length < most ? nextDue(policy, history) : undefined;
  if (!due)
    return { type: "stop", why: "attempts", reason: { text: texts.attempts, args: { attempts: history.length } } };
  const longest = Math.min(policy.maxElapsedMs, hardCaps.elapsedMs);
  if (due.atMs > longest) {
    return { type: "stop", why: "time", reason: { text: texts.time, args: { seconds: seconds(longest) } } };
  }
  const ms = Math.max(0, due.atMs - (last.startMs + last.durationMs));
  const args = { n: history.length + 1, most, seconds: seconds(ms), stream: due.stream + 1 };
  return { type: "wait", ms, stream: due.stream, reason: { text: reasonToWait(policy, last), args } };
}

function isRetried({ on }: RetryPolicy, { platform, errorCode, isSabotaged }: PastAttempt): boolean {
  if (isSabotaged) return true;
  if (on === "platform") return platform.action === "retry";
  if (errorCode === undefined) return on.failures;
  return on.codes === "non-zero" ? errorCode !== 0 : on.codes.includes(errorCode);
}

function mostAttempts({ maxAttempts, maxAttemptsByCode }: RetryPolicy, { errorCode }: PastAttempt): number {
  const byCode = errorCode === undefined ? undefined : maxAttemptsByCode?.[errorCode];
  return Math.min(maxAttempts, byCode ?? maxAttempts, hardCaps.attempts);
}

type Due = { readonly stream: number; readonly atMs: number };

/** The stream whose turn is next; undefined when all have made their attempts. */
function nextDue(policy: RetryPolicy, history: readonly PastAttempt[]): Due | undefined {
  const dues = policy.streams.flatMap((stream, index) => {
    const made = history.filter((attempt) => attempt.stream === index);
    if (made.length >= (stream.attempts ?? Number.POSITIVE_INFINITY)) return [];
    return [{ stream: index, atMs: dueAt(policy, stream, made) }];
  });
  return dues.sort((a, b) => a.atMs - b.atMs || a.stream - b.stream)[0];
}

function dueAt({ spacing }: RetryPolicy, stream: RetryStream, made: readonly PastAttempt[]): number {
  const before = made.at(-1);
  if (!before) return stream.startMs;
  if (spacing === "after-answer") return before.startMs + before.durationMs + gapAfter(stream, made.length - 1);
  return made.reduce((atMs, _attempt, index) => atMs + gapAfter(stream, index), stream.startMs);
}

function gapAfter({ gapsMs }: RetryStream, index: number): number {
  return gapsMs[index] ?? gapsMs.at(-1) ?? 0;
}

function reasonToWait({ streams }: RetryPolicy, { isSabotaged }: PastAttempt): Text {
  if (isSabotaged) return texts.afterHangUp;
  return streams.length > 1 ? texts.inStream : texts.wait;
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}

const texts = {
  first: { zh: "第一次发送。", en: "The first attempt." },
  settled: {
    zh: "这个应答已有定论，平台不会再发。",
    en: "This answer settles the matter; the platform does not send again.",
  },
  unreached: {
    zh: "没有连上商家，重试说明不了什么，不再发送。请先检查地址和服务。",
    en: "Nobody was reached, and a retry would tell nothing, so nothing more is sent. Check the address and the service first.",
  },
  attempts: {
    zh: "已发送 {attempts} 次，达到上限，平台停止重试。",
    en: "{attempts} {attempts|attempt was|attempts were} made, which is the limit; the platform stops retrying.",
  },
  time: {
    zh: "重试已持续 {seconds} 秒，达到上限，平台停止重试。",
    en: "The retries have run for {seconds} s, which is the limit; the platform stops retrying.",
  },
  wait: {
    zh: "平台会重试：{seconds} 秒后发送第 {n} 次（最多 {most} 次）。",
    en: "The platform retries: attempt {n} of at most {most} follows in {seconds} s.",
  },
  inStream: {
    zh: "平台会重试：{seconds} 秒后在第 {stream} 路发送第 {n} 次（最多 {most} 次）。",
    en: "The platform retries: attempt {n} of at most {most} follows in {seconds} s, in stream {stream}.",
  },
  afterHangUp: {
    zh: "连接在应答之前断开，平台没有收到应答：{seconds} 秒后发送第 {n} 次（最多 {most} 次）。",
    en: "The connection was dropped before the answer, so the platform never saw it: attempt {n} of at most {most} follows in {seconds} s.",
  },
} satisfies Readonly<Record<string, Text>>;
