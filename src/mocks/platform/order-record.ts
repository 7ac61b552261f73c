import type { OrderFacts } from "../../core/order-life.js";
import type { PlatformOrder } from "../../core/platform-order.js";
import type { AttemptOutcome, DeadlineKind, OrderEvent, QueuedDelivery, StartedAttempt } from "./events.js";

/** An order with all that became of it. */
export type OrderRecord = PlatformOrder & {
  readonly variant: string;
  readonly facts: OrderFacts;
  readonly placedAt: number;
  readonly money: "unpaid" | "paid" | "part-refunded" | "refunded";
  readonly deliveries: readonly DeliveryRecord[];
  readonly deadlines: readonly Deadline[];
  /** What happened, oldest first. */
  readonly history: readonly OrderEvent[];
};

export type DeliveryRecord = QueuedDelivery & {
  readonly queuedAt: number;
  readonly attempts: readonly AttemptRecord[];
  readonly status: DeliveryStatus;
};

export type DeliveryStatus =
  | { readonly kind: "due"; readonly at: number; readonly stream: number; readonly platformMs: number }
  | { readonly kind: "in-flight" }
  | { readonly kind: "settled" }
  /** Retried until the policy allowed no more. */
  | { readonly kind: "given-up" };

export type AttemptRecord = StartedAttempt & {
  readonly startedAt: number;
  readonly outcome?: AttemptOutcome;
};

/** When the platform goes on by itself. */
export type Deadline = {
  readonly kind: DeadlineKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of an audit. */
  readonly cancelId?: string;
};

/** What a person calls the state of an order. */
export type OrderStage =
  | PlatformOrder["booking"]
  | "cancelling"
  | "wait-audit"
  | "refunded"
  | "checked-in"
  | "no-show"
  | "checked-out";

export function stageOf({ booking, cancels, money, stay }: OrderRecord): OrderStage {
  const isOpen = booking !== "cancelled" && booking !== "refused" && booking !== "create-failed";
  if (!isOpen) return money === "refunded" ? "refunded" : booking;
  if (cancels.some(({ state }) => state === "wait-audit")) return "wait-audit";
  if (cancels.some(({ state, isNotice }) => state === "sent" && !isNotice)) return "cancelling";
  return stay ?? booking;
}
