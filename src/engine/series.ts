import type { JudgedExchange } from "../core/exchange.js";
import type { Clock, Sabotage } from "../core/ports.js";
import { defaultRenewal, type Renewal, type RetryPolicy } from "../core/retry-policy.js";
import type { Text } from "../core/text.js";
import { errorCodeOf } from "./answer-data.js";
import { type Release, releaseTogether } from "./release.js";
import { type NextAttempt, nextAttempt, type PastAttempt } from "./retry.js";
import { type Ending, endingOf, endingOfSeries } from "./series-ending.js";
import { isUnreachable } from "./verdict.js";

/** What one attempt of a series is to carry. The body is not here: every attempt sends the same bytes. */
export type AttemptPlan = {
  /** 1 for the first of the series, in the order in which they begin. */
  readonly n: number;
  /** Which of the copies it belongs to, from 1. */
  readonly copy: number;
  /** Index of the retry stream within the copy. */
  readonly stream: number;
  readonly logid: string;
  /** Of the signature, in ms since the epoch. */
  readonly timestamp: number;
  readonly sabotage?: Sabotage;
  readonly hold?: () => Promise<void>;
  readonly onReleased?: (elapsedMs: number) => void;
};

export type SeriesOptions = {
  /** Absent = one attempt for each copy. */
  readonly policy?: RetryPolicy;
  /** Every wait is divided by it. */
  readonly timeScale: number;
  /** How often the same delivery is made in all, retries not counted. */
  readonly copies: number;
  /** Releases the copies together instead of one after the other. */
  readonly isConcurrent: boolean;
  /** How many attempts of each copy vanish once their body is out; another one always follows them. */
  readonly lostAnswers?: number;
  /** Real time after which no attempt begins; two hours unless set. */
  readonly maxRealMs?: number;
};

export type SeriesDeps = {
  readonly clock: Clock;
  readonly newLogid: () => string;
  readonly deliverOnce: (plan: AttemptPlan) => Promise<JudgedExchange>;
  /** Ends waits and begins no further attempt. */
  readonly signal?: AbortSignal;
  /** Told of every attempt once it is judged, and of what follows. */
  readonly onAttempt?: (attempt: SeriesAttempt) => void;
};

export type SeriesAttempt = {
  readonly n: number;
  readonly copy: number;
  readonly stream: number;
  readonly judged: JudgedExchange;
  /** Undefined when no policy asked for more and nothing was lost on purpose. */
  readonly next: NextAttempt | undefined;
};

export type Series = {
  /** In the order in which they began. */
  readonly attempts: readonly SeriesAttempt[];
  /** Of concurrent copies; undefined when nothing was released together. */
  readonly releaseSpreadMs: number | undefined;
  readonly ending: Ending;
  /** One for each copy. */
  readonly endings: readonly Ending[];
};

/** Makes one delivery as Douyin would: copies, retries, lost answers. Rejects only when `deliverOnce` does. */
export async function deliverSeries(options: SeriesOptions, deps: SeriesDeps, afterRetries: Text): Promise<Series> {
  const attempts: SeriesAttempt[] = [];
  const release = options.isConcurrent && options.copies > 1 ? releaseTogether(options.copies) : undefined;
  const state: SeriesState = { options, deps, attempts, release, begun: 0, startedAt: deps.clock.elapsed() };
  const copies = Array.from({ length: options.copies }, (_, index) => index + 1);
  if (release) await Promise.all(copies.map((copy) => deliverCopy(copy, state)));
  else for (const copy of copies) await deliverCopy(copy, state);
  const sorted = attempts.toSorted((a, b) => a.n - b.n);
  const endings = copies.map((copy) =>
    endingOf(
      sorted.filter((attempt) => attempt.copy === copy),
      afterRetries,
      deps.signal?.aborted === true,
    ),
  );
  return { attempts: sorted, releaseSpreadMs: release?.spreadMs(), ending: endingOfSeries(endings), endings };
}

type SeriesState = {
  readonly options: SeriesOptions;
  readonly deps: SeriesDeps;
  readonly attempts: SeriesAttempt[];
  readonly release: Release | undefined;
  begun: number;
  readonly startedAt: number;
};

async function deliverCopy(copy: number, state: SeriesState): Promise<void> {
  const { options, deps, release } = state;
  const history: PastAttempt[] = [];
  const identity = identities(options.policy?.renew ?? defaultRenewal, deps);
  let stream = 0;
  let platformMs = 0;
  while (!deps.signal?.aborted) {
    const isLost = history.length < (options.lostAnswers ?? 0);
    const held = history.length === 0 ? release : undefined;
    const n = ++state.begun;
    const before = deps.clock.elapsed();
    const judged = await deliverHeld(held, (holding) =>
      deps.deliverOnce({ n, copy, stream, ...identity(stream), ...(isLost ? lost : {}), ...holding }),
    );
    const durationMs = deps.clock.elapsed() - before;
    const { exchange, platform } = judged;
    const errorCode = errorCodeOf(exchange);
    const isUnreached = exchange.failure !== undefined && isUnreachable(exchange.failure);
    history.push({ stream, startMs: platformMs, durationMs, platform, errorCode, isSabotaged: isLost, isUnreached });
    const next = whatFollows(options, history);
    const attempt: SeriesAttempt = { n, copy, stream, judged, next };
    state.attempts.push(attempt);
    deps.onAttempt?.(attempt);
    if (next?.type !== "wait" || !(await wait(next.ms / options.timeScale, state))) return;
    stream = next.stream;
    platformMs += durationMs + next.ms;
  }
}

const lost = { sabotage: { kind: "hang-up-after-body" } } as const satisfies { readonly sabotage: Sabotage };

/** Without a policy only a lost answer is followed by another attempt, and at once. */
function whatFollows({ policy }: SeriesOptions, history: readonly PastAttempt[]): NextAttempt | undefined {
  if (policy) return nextAttempt(policy, history);
  const last = history.at(-1);
  if (!last?.isSabotaged || last.isUnreached) return undefined;
  return { type: "wait", ms: 0, stream: 0, reason: { text: afterLostAnswer } };
}

const afterLostAnswer: Text = {
  zh: "连接在应答之前断开，平台没有收到应答：立即再发一次。",
  en: "The connection was dropped before the answer, so the platform never saw it: the next attempt follows at once.",
};

/** False when the series ends here: interrupted, or out of real time. */
async function wait(ms: number, { options, deps, startedAt }: SeriesState): Promise<boolean> {
  if (deps.clock.elapsed() - startedAt + ms > (options.maxRealMs ?? longestRealMs)) return false;
  try {
    await deps.clock.sleep(ms, deps.signal);
    return true;
  } catch (error) {
    if (deps.signal?.aborted) return false;
    throw error;
  }
}

const longestRealMs = 2 * 3_600_000;

/** Log id and timestamp of each attempt: constant per stream, or new, as the policy says. */
function identities(renew: Renewal, { clock, newLogid }: SeriesDeps) {
  const logids = new Map<number, string>();
  let firstTimestamp: number | undefined;
  return (stream: number): Pick<AttemptPlan, "logid" | "timestamp"> => {
    const logid = (renew.logid ? undefined : logids.get(stream)) ?? newLogid();
    logids.set(stream, logid);
    const timestamp = renew.timestamp || firstTimestamp === undefined ? clock.now() : firstTimestamp;
    firstTimestamp ??= timestamp;
    return { logid, timestamp };
  };
}

type Holding = Pick<AttemptPlan, "hold" | "onReleased">;

/** Delivers one of several copies that go together, and never lets the others wait for one that failed. */
async function deliverHeld<T>(release: Release | undefined, deliver: (holding: Holding) => Promise<T>): Promise<T> {
  if (!release) return deliver({});
  let hasArrived = false;
  const hold = (): Promise<void> => {
    hasArrived = true;
    return release.arrive();
  };
  try {
    return await deliver({ hold, onReleased: release.note });
  } finally {
    if (!hasArrived) release.leave();
  }
}
