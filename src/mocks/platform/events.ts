import type { Failure, PlatformActionName } from "../../core/exchange.js";
import type { JsonObject } from "../../core/json.js";
import type { CancelCause, CancelFacts, OrderFacts } from "../../core/order-life.js";
import type { OrderChange } from "../../core/platform-order.js";
import type { Message } from "../../core/text.js";

/** What happened at the platform, in order: the state is made of nothing else. Plain JSON. `at` is in ms since the epoch. */
export type PlatformEvent = TokenEvent | OrderEvent | StrayCall;

export type TokenEvent =
  /** Without a token the call was refused. */
  | { readonly type: "token-asked"; readonly at: number; readonly token?: string }
  | { readonly type: "tokens-expired"; readonly at: number };

/** A call that names no order the platform knows. */
export type StrayCall = { readonly type: "stray-call"; readonly at: number; readonly call: ReceivedCall };

export type OrderEvent = { readonly orderId: string; readonly at: number } & (
  | { readonly type: "placed"; readonly facts: OrderFacts; readonly variant: string; readonly isPaid: boolean }
  | { readonly type: "callback-queued"; readonly delivery: QueuedDelivery }
  | { readonly type: "attempt-started"; readonly deliveryId: number; readonly attempt: StartedAttempt }
  | {
      readonly type: "attempt-ended";
      readonly deliveryId: number;
      readonly outcome: AttemptOutcome;
      readonly follows: WhatFollows;
    }
  /** `waitUntil` is the confirm deadline where the order waits for the confirm operation from now on. */
  | { readonly type: "paid"; readonly waitUntil: number }
  | { readonly type: "operation"; readonly call: ReceivedCall; readonly change?: OrderChange }
  | { readonly type: "deadline-passed"; readonly deadline: DeadlineKind; readonly cancelId?: string }
);

export type DeadlineKind = "confirm" | "audit" | "payment";

/** A callback that is to be delivered. */
export type QueuedDelivery = {
  /** Unique within the order, from 1. */
  readonly id: number;
  readonly callback: string;
  readonly variant: string;
  readonly part: "creates" | "cancels";
  /** Value of the callback's idempotency key. */
  readonly key: string;
  /** `user`: somebody asked; `copy`: a duplicate of an earlier delivery. */
  readonly cause: CancelCause | "user" | "copy";
  readonly cancel?: CancelFacts;
  /** Somebody changed the payload so that it breaks the schema or a law. */
  readonly isUnlawful?: boolean;
  readonly payload: JsonObject;
  /** The exact text of the body. */
  readonly body: string;
};

export type StartedAttempt = {
  /** Among all attempts at the same idempotency key, from 1. */
  readonly n: number;
  readonly stream: number;
  readonly logid: string;
  /** Platform time since the delivery's first attempt, in ms: no time scale in it. */
  readonly platformMs: number;
};

/** The exchange as it was, so that it can be judged again at any time. */
export type AttemptOutcome = {
  readonly url: string;
  readonly requestHeaders: readonly (readonly [string, string])[];
  readonly requestBody: string;
  readonly timeoutMs: number;
  readonly durationMs: number;
  readonly response?: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    /** Base64: an answer may be anything. */
    readonly body: string;
  };
  readonly failure?: Failure;
  readonly errorCode?: number;
  /** The merchant's own id of the order, where the answer is an accepted one. */
  readonly orderOutId?: string;
  readonly action: PlatformActionName;
  readonly reason: Message;
  readonly rule: string;
};

export type WhatFollows = {
  /** When the delivery is attempted again; absent when it is not. */
  readonly retry?: { readonly at: number; readonly stream: number; readonly platformMs: number };
  readonly reason?: Message;
  /** When what the merchant promised (or the payment) is overdue. */
  readonly waitUntil?: number;
};

/** An operation call as it arrived, and what the platform said. */
export type ReceivedCall = {
  /** The operation's id, or the path where there is none. */
  readonly operation: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text as received. */
  readonly text: string;
  /** Undefined when it is no JSON object. */
  readonly body?: JsonObject;
  readonly status: number;
  readonly answer: string;
  /** First code of the answer that is not 0; 0 when the call was taken. */
  readonly code: number;
  readonly reason?: Message;
  /** Monotonic milliseconds. */
  readonly elapsedAt: number;
};
