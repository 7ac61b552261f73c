/** When a delivery is made again, and when it is not. Data: the engine decides with it, see `nextAttempt`. */
export type RetryPolicy = {
  readonly name: string;
  /** The first attempt belongs to the first stream. */
  readonly streams: readonly [RetryStream, ...RetryStream[]];
  /** `after-answer`: a gap begins with the answer; `schedule`: it begins when the attempt before was due. */
  readonly spacing: "after-answer" | "schedule";
  /** `platform`: whatever Douyin's own action for the answer says, under the reading in force. */
  readonly on: "platform" | RetrySignals;
  /** In all, the first one included. */
  readonly maxAttempts: number;
  /** Attempts in all while the answer is this code, where that is known to differ. */
  readonly maxAttemptsByCode?: Readonly<Record<number, number>>;
  /** Platform time (before any time scale) after which no attempt begins. */
  readonly maxElapsedMs: number;
  readonly renew: Renewal;
};

/** One sequence of attempts with a log id of its own. */
export type RetryStream = {
  /** Platform time of its first attempt, counted from the first of all. */
  readonly startMs: number;
  /** Gaps between its attempts; the last one repeats. */
  readonly gapsMs: readonly [number, ...number[]];
  /** How many attempts it makes; absent = as many as the policy allows. */
  readonly attempts?: number;
};

export type RetrySignals = {
  readonly codes: "non-zero" | readonly number[];
  /** Also a timeout, a broken connection, a status other than 200 and a broken body. */
  readonly failures: boolean;
};

/** What an attempt makes anew. The signatures always fit the timestamp, and the body never changes. */
export type Renewal = {
  readonly timestamp: boolean;
  /** False: one log id per stream. */
  readonly logid: boolean;
};

/** A retry carries a new timestamp and new signatures, and keeps its stream's log id. Assumed, except for the log id (observed). */
export const defaultRenewal: Renewal = { timestamp: true, logid: false };
