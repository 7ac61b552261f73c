import type { Registry } from "../../core/callback.js";
import type { Journal } from "../../core/journal.js";
import type { OperationRegistry } from "../../core/operation.js";
import type { Clock, Random, Transport } from "../../core/ports.js";
import type { Lang } from "../../core/text.js";
import { type PlatformApp, platformApp } from "./app.js";
import { loadCatalogue } from "./catalogue.js";
import type { OrderWish, Placed, Sent } from "./commands.js";
import type { PlatformEvent, StrayCall } from "./events.js";
import { createFaultSwitch, type OperationFaults } from "./faults.js";
import type { OrderRecord } from "./order-record.js";
import type { PayloadWish } from "./payloads.js";
import { startPlatform } from "./platform.js";
import type { PlatformSettings } from "./settings.js";
import { createStore, type EventLog } from "./store.js";
import type { OrderView } from "./view.js";
import { viewOrder } from "./view-order.js";

export type MockPlatformParts = {
  readonly registry: Registry;
  readonly operations: OperationRegistry;
  readonly settings: PlatformSettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly transport: Transport;
  /** Of the reasons in the answers of operations. */
  readonly lang: Lang;
  readonly faults?: readonly OperationFaults[];
  /** Takes calls about orders that it never heard of. */
  readonly isLenient?: boolean;
  /** What happened in an earlier run. */
  readonly earlier?: Iterable<PlatformEvent>;
  /** Keeps what happens in this one. */
  readonly log?: EventLog;
  /** Of the exchanges with the merchant. */
  readonly journal?: Journal;
  readonly onError: (error: unknown) => void;
};

/** The mock Douyin: operations, orders and their life, without a server around them. */
export type MockPlatform = {
  readonly settings: PlatformSettings;
  readonly operations: OperationRegistry;
  /** Answers the operations. */
  readonly app: PlatformApp;
  /** Every order, the latest first. */
  view(): readonly OrderView[];
  order(orderId: string): OrderView | undefined;
  /** The last calls that named no known order, oldest first. */
  strays(): readonly StrayCall[];
  /** Told of every change, with the order's id where it is about one, after it happened. */
  onChange(listener: (orderId: string | undefined) => void): () => void;
  /** Places an order and sends its create callback; the same order again is a duplicate delivery. Throws `AppError`, like the following. */
  create(wish: OrderWish): Placed;
  /** Only changes the state. */
  pay(orderId: string): void;
  /** Sends a cancel callback of the variant wished for. */
  cancel(orderId: string, wish: PayloadWish): Sent;
  /** Delivers a callback (by default the last one) once more, the same bytes. */
  resend(orderId: string, callback?: number): Sent;
  /** Lets the order's next deadline pass now. */
  expire(orderId: string): void;
  /** Lets every token expire now. */
  expireTokens(): void;
  close(): Promise<void>;
};

export async function openMockPlatform(parts: MockPlatformParts): Promise<MockPlatform> {
  const { registry, operations, settings, clock, random, lang } = parts;
  const catalogue = await loadCatalogue(registry, operations);
  const store = createStore(parts.earlier, parts.log);
  const app = platformApp({
    operations,
    store,
    clientKey: settings.clientKey,
    clientSecret: settings.clientSecret,
    clock,
    random: random.fork("operations"),
    lang,
    faults: createFaultSwitch(parts.faults ?? []),
    isLenient: parts.isLenient === true,
  });
  const platform = await startPlatform({ ...parts, catalogue, store });
  const views = new WeakMap<OrderRecord, OrderView>();

  /** A record never changes, so its view is made once. */
  function viewed(record: OrderRecord): OrderView {
    const known = views.get(record) ?? viewOrder(record, catalogue, settings);
    views.set(record, known);
    return known;
  }

  return {
    settings,
    operations,
    app,
    view: () => [...store.state.orders.values()].reverse().map(viewed),
    order(orderId) {
      const record = store.state.orders.get(orderId);
      return record && viewed(record);
    },
    strays: () => store.state.strays,
    onChange: (listener) => store.subscribe((event) => listener("orderId" in event ? event.orderId : undefined)),
    create: (wish) => platform.placeOrder(wish),
    pay: (orderId) => void platform.pay(orderId),
    cancel: (orderId, wish) => platform.cancel(orderId, wish),
    resend: (orderId, callback) => platform.repeat(orderId, callback),
    expire: (orderId) => void platform.expire(orderId),
    expireTokens: () => store.append({ type: "tokens-expired", at: clock.now() }),
    close: () => platform.close(),
  };
}
