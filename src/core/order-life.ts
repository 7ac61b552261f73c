import type { JsonObject, JsonValue } from "./json.js";
import type { Text } from "./text.js";

/** The part that a callback plays in an order's life at the mock platform. */
export type LifePart = CreatesOrder | CancelsOrder;

export type CreatesOrder = {
  readonly kind: "creates";
  facts(payload: JsonObject): OrderFacts;
};

/** What the platform reads from the payload that makes an order. */
export type OrderFacts = {
  readonly orderId: string;
  /** False for an order that is never confirmed. */
  readonly isConfirmable: boolean;
  /** The payload says that it was paid before it was created. */
  readonly isPaid: boolean;
  /** In 1/100 of the currency. */
  readonly amount: JsonValue;
  readonly currency: string;
  readonly checkIn: string;
  readonly checkOut: string;
  readonly rooms: JsonValue;
  readonly ratePlanId: string;
};

export type CancelsOrder = {
  readonly kind: "cancels";
  facts(payload: JsonObject): CancelFacts;
  /** Which cancellation the platform sends for a reason of its own. */
  readonly plans: Readonly<Record<CancelCause, CancelPlan>>;
  /** Variants that a user may ask for, the usual one first. */
  readonly offers: { readonly unpaid: readonly string[]; readonly paid: readonly string[] };
};

export type CancelFacts = {
  readonly cancelId: string;
  readonly cancelType: number;
  /** The order is cancelled already; the callback only says so. */
  readonly isNotice: boolean;
  /** Money goes back and the order stands. */
  readonly keepsOrder: boolean;
  /** Not all of the money goes back. */
  readonly isPartial: boolean;
};

export type CancelCause =
  /** The user asks before payment, or never pays. */
  | "unpaid"
  | "create-failed"
  /** One-step mode, and the answer confirmed nothing. */
  | "unconfirmed"
  | "confirm-deadline";

export type CancelPlan = {
  readonly variant: string;
  /** Values by path, as `--set` takes them. */
  readonly set: Readonly<Record<string, string>>;
  /** Why, for people. */
  readonly title: Text;
};
