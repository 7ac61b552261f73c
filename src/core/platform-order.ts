import type { Text } from "./text.js";

/**
 * What the platform knows of one order. Plain data, so that it can be rebuilt from a journal.
 * `creating`: the create has no final answer yet. `created`: it has one, and nothing is left to confirm (or the payment is awaited).
 */
export type PlatformOrder = {
  readonly orderId: string;
  /** The merchant's own id, once an answer brought it. */
  readonly orderOutId?: string;
  /** False for an order that is never confirmed (a presale voucher). */
  readonly isConfirmable: boolean;
  readonly booking: Booking;
  /** A create was answered, in whatever way. Before that every operation about the order is illegal. */
  readonly hasAnswer: boolean;
  /** How the confirmation was decided; absent while it is open. */
  readonly decision?: Decision;
  readonly stay?: Stay;
  readonly cancels: readonly PlatformCancel[];
};

export type Booking =
  | "creating"
  | "create-failed"
  | "created"
  | "wait-confirm"
  | "confirmed"
  | "refused"
  /** Closed, whoever closed it. */
  | "cancelled";

export type Decision = { readonly by: "answer" | "operation"; readonly isAccepted: boolean };

export type Stay = "checked-in" | "no-show" | "checked-out";

/** One cancellation of an order; an order may have several. */
export type PlatformCancel = {
  readonly cancelId: string;
  /** The `cancel_type` of the callback, which the audit repeats. */
  readonly cancelType: number;
  /** The order is cancelled whatever the merchant answers. */
  readonly isNotice: boolean;
  /** Only money goes back; the order stands. */
  readonly keepsOrder: boolean;
  /** Not all of the money goes back. */
  readonly isPartial: boolean;
  readonly state: CancelState;
};

export type CancelState =
  /** On its way, or retried. */
  | "sent"
  | "wait-audit"
  | "accepted"
  /** Refused, and the refusal counts. */
  | "kept"
  /** No decision in time: refunded by itself. */
  | "timed-out";

/** What an operation does to the order that it names. */
export type OperationEffect =
  | { readonly kind: "taken"; readonly change: OrderChange }
  | { readonly kind: "refused"; readonly refusal: OperationRefusal };

export type OrderChange =
  | { readonly type: "confirm-decided"; readonly isAccepted: boolean }
  | { readonly type: "audit-decided"; readonly cancelId: string; readonly isAccepted: boolean }
  | { readonly type: "stay-changed"; readonly stay: Stay }
  /** Says again what is already so. */
  | { readonly type: "nothing" };

/** Why the platform does not take a call. `title` is what Douyin itself says, as far as that was ever seen. */
export type OperationRefusal = {
  readonly code: number;
  readonly title: string;
  /** What is wrong, and what to do about it. */
  readonly reason: Text;
};
