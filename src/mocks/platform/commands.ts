import { stringifyJson } from "../../core/json.js";
import type { Clock } from "../../core/ports.js";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import type { Catalogue } from "./catalogue.js";
import type { QueuedDelivery } from "./events.js";
import { type Deadline, type OrderRecord, stageOf } from "./order-record.js";
import type { PayloadDesk, PayloadWish } from "./payloads.js";
import { type PlatformSettings, windowMs } from "./settings.js";
import type { PlatformStore } from "./store.js";

export type OrderWish = PayloadWish & {
  /** Paid before it is created; by default so in one-step mode, or when the payload says so. */
  readonly isPaid?: boolean;
};

/** What somebody may ask of the platform. Each changes the state at once, or throws `AppError` and changes nothing. */
export type PlatformCommands = {
  /** Places an order and sends its create. An order that is there already is delivered again, as a duplicate. */
  placeOrder(wish: OrderWish): Placed;
  pay(orderId: string): OrderRecord;
  /** Sends a cancel callback of the variant asked for. */
  cancel(orderId: string, wish: PayloadWish): Sent;
  /** Delivers the order's last callback (or the one named by id) once more, byte for byte in a new envelope. */
  repeat(orderId: string, deliveryId?: number): Sent;
  /** Lets the order's next deadline pass now. */
  expire(orderId: string): OrderRecord;
  order(orderId: string): OrderRecord;
};

export type Sent = {
  readonly orderId: string;
  readonly deliveryId: number;
  /** Resolves when the first attempt has ended. */
  readonly firstAttempt: Promise<void>;
};

export type Placed = Sent & { readonly isNew: boolean };

type CommandParts = {
  readonly catalogue: Catalogue;
  readonly settings: PlatformSettings;
  readonly store: PlatformStore;
  readonly clock: Clock;
  readonly desk: PayloadDesk;
  readonly signal: AbortSignal;
};

export function createCommands({ catalogue, settings, store, clock, desk, signal }: CommandParts): PlatformCommands {
  const { creator } = catalogue;
  const waiting = new Set<() => void>();
  // One listener for all: each would stay for as long as the platform lives.
  const leaveAll = (): void => {
    for (const leave of waiting) leave();
  };
  signal.addEventListener("abort", leaveAll, { once: true });

  function order(orderId: string): OrderRecord {
    const found = store.state.orders.get(orderId);
    if (!found) throw problem("order-unknown", texts.unknown, { id: orderId });
    return found;
  }

  function send(orderId: string, delivery: QueuedDelivery): Sent {
    const firstAttempt = untilAttempted(store, orderId, delivery.id, waiting);
    store.append({ type: "callback-queued", orderId, at: clock.now(), delivery });
    return { orderId, deliveryId: delivery.id, firstAttempt };
  }

  function copyOf(found: OrderRecord, original: QueuedDelivery): QueuedDelivery {
    const { id: _, cause: __, ...rest } = original;
    return { ...kept(rest), id: found.deliveries.length + 1, cause: "copy" };
  }

  /** Which order a wish with a seed made: the same wish makes the same one, and need not be made to be known. */
  const placedBy = new Map<string, string>();

  function duplicateOf(orderId: string | undefined): Placed | undefined {
    const known = orderId === undefined ? undefined : store.state.orders.get(orderId);
    const [first] = known?.deliveries ?? [];
    return known && first && { ...send(known.orderId, copyOf(known, first)), isNew: false };
  }

  return {
    order,
    placeOrder({ isPaid, ...wish }) {
      const at = clock.now();
      const wished = wish.seed === undefined ? undefined : wishKey(wish);
      const again = duplicateOf(placedBy.get(wished ?? ""));
      if (again) return again;
      const generated = desk.order(wish, at);
      const { payload, body, variant } = generated;
      const facts = creator.life.facts(payload);
      const { orderId } = facts;
      if (wished !== undefined) placedBy.set(wished, orderId);
      const known = duplicateOf(orderId);
      if (known) return known;
      const paid = isPaid ?? (facts.isPaid || settings.merchant.mode === "one-step");
      store.append({ type: "placed", orderId, at, facts, variant, isPaid: paid });
      const unlawful = desk.isUnlawful(creator, generated) ? { isUnlawful: true } : {};
      const delivery: QueuedDelivery = {
        id: 1,
        callback: creator.id,
        variant,
        part: "creates",
        key: orderId,
        cause: "user",
        payload,
        body,
        ...unlawful,
      };
      return { ...send(orderId, delivery), isNew: true };
    },
    pay(orderId) {
      const found = order(orderId);
      if (found.money !== "unpaid") throw problem("order-paid", texts.paid, { id: orderId });
      if (!isOpen(found)) throw problem("order-closed", texts.closed, { id: orderId, state: stageOf(found) });
      const at = clock.now();
      const waitUntil = at + windowMs(settings.merchant.confirmWithinMs, settings);
      store.append({ type: "paid", orderId, at, waitUntil });
      return order(orderId);
    },
    cancel(orderId, wish) {
      const found = order(orderId);
      if (found.booking === "creating") throw problem("order-creating", texts.creating, { id: orderId });
      const usual = catalogue.canceller.life.offers[found.money === "unpaid" ? "unpaid" : "paid"][0];
      const variant = wish.variant ?? usual;
      const chosen = { ...wish, ...(variant === undefined ? {} : { variant }) };
      return send(orderId, desk.cancel(found, chosen, "user", clock.now()));
    },
    repeat(orderId, deliveryId) {
      const found = order(orderId);
      const original =
        deliveryId === undefined ? found.deliveries.at(-1) : found.deliveries.find(({ id }) => id === deliveryId);
      if (!original) throw problem("delivery-unknown", texts.noDelivery, { id: orderId, n: deliveryId ?? 0 });
      return send(orderId, copyOf(found, original));
    },
    expire(orderId) {
      const deadline = nextDeadline(order(orderId));
      if (!deadline) throw problem("order-no-deadline", texts.noDeadline, { id: orderId });
      const { kind, cancelId } = deadline;
      const which = { deadline: kind, ...(cancelId === undefined ? {} : { cancelId }) };
      store.append({ type: "deadline-passed", orderId, at: clock.now(), ...which });
      return order(orderId);
    },
  };
}

function wishKey({ variant, seed, assignments }: PayloadWish): string {
  const values = (assignments ?? []).map((assignment) => stringifyJson(assignment));
  return stringifyJson([typeof seed, String(seed), variant ?? null, ...values]);
}

export function isOpen({ booking }: OrderRecord): boolean {
  return booking !== "cancelled" && booking !== "refused" && booking !== "create-failed";
}

function nextDeadline({ deadlines }: OrderRecord): Deadline | undefined {
  return deadlines.toSorted((a, b) => a.at - b.at)[0];
}

/** A queued delivery alone, without what became of it. */
function kept(delivery: Omit<QueuedDelivery, "id" | "cause">): Omit<QueuedDelivery, "id" | "cause"> {
  const { callback, variant, part, key, cancel, isUnlawful, payload, body } = delivery;
  return {
    callback,
    variant,
    part,
    key,
    payload,
    body,
    ...(cancel ? { cancel } : {}),
    ...(isUnlawful === undefined ? {} : { isUnlawful }),
  };
}

function untilAttempted(
  store: PlatformStore,
  orderId: string,
  deliveryId: number,
  waiting: Set<() => void>,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      leave();
      waiting.delete(done);
      resolve();
    };
    waiting.add(done);
    const leave = store.subscribe((event) => {
      if (event.type === "attempt-ended" && event.orderId === orderId && event.deliveryId === deliveryId) done();
    });
  });
}

function problem(code: string, text: Text, args: Readonly<Record<string, string | number>>): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const texts = {
  unknown: {
    zh: "模拟平台没有订单 {id}。用 order list 查看全部订单。",
    en: "The mock platform has no order {id}. See them all with order list.",
  },
  paid: { zh: "订单 {id} 已经支付。", en: "The order {id} is paid already." },
  closed: {
    zh: "订单 {id} 已结束（{state}），不能再支付。",
    en: "The order {id} has ended ({state}) and can no longer be paid.",
  },
  creating: {
    zh: "订单 {id} 的创单还没有结果，暂时不能取消。",
    en: "The create of order {id} has no outcome yet, so it cannot be cancelled.",
  },
  noDelivery: { zh: "订单 {id} 没有第 {n} 个回调。", en: "The order {id} has no callback number {n}." },
  noDeadline: {
    zh: "订单 {id} 现在没有等待任何期限。",
    en: "The order {id} is not waiting for any deadline.",
  },
} satisfies Record<string, Text>;
