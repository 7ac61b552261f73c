import type { Failure, PlatformActionName } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import type { JsonObject } from "../../core/json.js";
import type { OrderFacts } from "../../core/order-life.js";
import type { PlatformCancel } from "../../core/platform-order.js";
import type { Message, Text } from "../../core/text.js";
import type { Debt } from "./debts.js";
import type { DeadlineKind, QueuedDelivery } from "./events.js";
import type { DeliveryRecord, OrderRecord, OrderStage } from "./order-record.js";

/** An order as people see it: everything that happened, what is wrong with it, and what comes next. Times are ms since the epoch. */
export type OrderView = {
  readonly orderId: string;
  /** The merchant's own id, once an answer brought it. */
  readonly orderOutId: string | undefined;
  readonly stage: OrderStage;
  readonly stageTitle: Text;
  readonly money: OrderRecord["money"];
  readonly moneyTitle: Text;
  readonly variant: string;
  readonly facts: OrderFacts;
  readonly placedAt: number;
  readonly changedAt: number;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly callbacks: readonly CallbackView[];
  readonly operations: readonly OperationView[];
  readonly cancels: readonly PlatformCancel[];
  /** Open ones, earliest first. */
  readonly deadlines: readonly DeadlineView[];
  readonly debts: readonly Debt[];
  /** Of answers, repeats and operations; each once. */
  readonly findings: readonly Finding[];
  readonly next: NextAction;
  readonly offers: Offers;
};

export type TimelineEntry = {
  readonly at: number;
  readonly kind: "placed" | "queued" | "sending" | "answered" | "failed" | "paid" | "operation" | "deadline";
  readonly text: Message;
  /** Why, where there is more to say. */
  readonly detail?: Message;
  /** The callback (and attempt) or the operation (by place in `operations`) that it is about. */
  readonly callback?: number;
  readonly attempt?: number;
  readonly operation?: number;
};

/** A callback to the merchant with every attempt at it. */
export type CallbackView = {
  /** Unique within the order, from 1; `resend` takes it. */
  readonly id: number;
  readonly callback: string;
  readonly title: Text;
  readonly variant: string;
  readonly cause: QueuedDelivery["cause"];
  readonly causeTitle: Text;
  /** Value of the idempotency key. */
  readonly key: string;
  readonly queuedAt: number;
  readonly status: DeliveryRecord["status"]["kind"];
  /** When it is sent (again). */
  readonly dueAt: number | undefined;
  readonly payload: JsonObject;
  /** The exact text of the body. */
  readonly body: string;
  readonly attempts: readonly AttemptView[];
};

export type AttemptView = {
  /** Among all attempts at the same key, from 1. */
  readonly n: number;
  readonly logid: string;
  readonly startedAt: number;
  /** Undefined while it is under way; then what follows is undefined too. */
  readonly durationMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly request: RawRequest | undefined;
  readonly response: RawResponse | undefined;
  readonly failure: Failure | undefined;
  readonly platform: AttemptPlatform | undefined;
  readonly findings: readonly Finding[];
};

export type RawRequest = {
  readonly method: "POST";
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
};

export type RawResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** As text, with replacement characters where it is no UTF-8. */
  readonly body: string;
};

type Headers = readonly (readonly [string, string])[];

export type AttemptPlatform = {
  readonly action: PlatformActionName;
  readonly reason: Message;
  readonly rule: string;
};

/** A call of the merchant about this order. */
export type OperationView = {
  readonly at: number;
  /** The operation's id in the catalogue. */
  readonly operation: string;
  readonly title: Text;
  /** Tokens are cut short. */
  readonly request: RawRequest;
  readonly response: RawResponse;
  /** 0 when the platform took it. */
  readonly code: number;
  readonly reason: Message | undefined;
};

export type DeadlineView = {
  readonly kind: DeadlineKind;
  readonly title: Text;
  readonly at: number;
  readonly cancelId: string | undefined;
};

/** What the platform does by itself, or whom it waits for. */
export type NextAction = {
  readonly kind: "send" | "retry" | "wait-answer" | "wait-operation" | "wait-payment" | "cancel" | "nothing";
  /** When it happens; undefined when it waits for somebody. */
  readonly at: number | undefined;
  readonly text: Message;
};

/** What makes sense to ask of the platform now. */
export type Offers = {
  readonly pay: boolean;
  /** Variants of a cancel callback, the usual one first; empty when there is nothing to cancel. */
  readonly cancel: readonly string[];
  readonly resend: boolean;
  readonly expire: boolean;
};
