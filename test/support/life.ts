import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts, type MerchantFacts } from "../../src/core/exchange.js";
import { seededRandom } from "../../src/core/random.js";
import type { RetryPolicy } from "../../src/core/retry-policy.js";
import { documentedPolicy } from "../../src/engine/retry-policies.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { findFault } from "../../src/mocks/merchant/faults.js";
import { platformApp } from "../../src/mocks/platform/app.js";
import { loadCatalogue } from "../../src/mocks/platform/catalogue.js";
import type { PlatformEvent } from "../../src/mocks/platform/events.js";
import { createFaultSwitch, parseFaults } from "../../src/mocks/platform/faults.js";
import { type JudgedOrder, judgeOrder } from "../../src/mocks/platform/judge-order.js";
import { type OrderRecord, stageOf } from "../../src/mocks/platform/order-record.js";
import { type Platform, startPlatform } from "../../src/mocks/platform/platform.js";
import type { PlatformSettings } from "../../src/mocks/platform/settings.js";
import { createStore } from "../../src/mocks/platform/store.js";
import { operations } from "../../src/operations/registry.js";
import { appTransport, type FetchApp } from "./app-transport.js";
import { clientKey, clientSecret } from "./platform.js";
import { type VirtualClock, virtualClock } from "./virtual-clock.js";

export type Life = {
  readonly platform: Platform;
  readonly clock: VirtualClock;
  readonly events: readonly PlatformEvent[];
  /** Lets platform time pass, whoever else sleeps. */
  pass(ms: number): Promise<void>;
  order(orderId: string): OrderRecord;
  stage(orderId: string): string;
  judged(orderId: string): JudgedOrder;
  /** Callbacks that the merchant got, as `create-order` or `cancel-order`. */
  readonly received: readonly string[];
};

export type LifeOptions = {
  readonly design?: string;
  readonly fault?: string;
  readonly merchant?: Partial<MerchantFacts>;
  readonly policy?: RetryPolicy | undefined;
  readonly timeScale?: number;
  readonly payWithinMs?: number;
  /** In place of the reference merchant. */
  readonly answer?: FetchApp;
  readonly earlier?: readonly PlatformEvent[];
  /** As `--fault` takes them. */
  readonly operationFaults?: readonly string[];
};

export function settingsOf({
  merchant = {},
  timeScale = 1,
  payWithinMs,
  ...options
}: LifeOptions = {}): PlatformSettings {
  return {
    clientKey,
    clientSecret,
    endpoints: {
      "create-order": "http://merchant.localhost/spi/create-order",
      "cancel-order": "http://merchant.localhost/spi/cancel-order",
    },
    merchant: { ...defaultMerchantFacts, ...merchant },
    reading: "documented",
    severities: {},
    readings: {},
    policy: "policy" in options ? options.policy : documentedPolicy,
    timeScale,
    payWithinMs,
    timeoutMs: 5000,
    insecure: false,
    headers: [],
  };
}

/** The mock platform and the reference merchant in one process, on one virtual clock. */
export async function startLife(options: LifeOptions = {}): Promise<Life> {
  const clock = virtualClock();
  const random = seededRandom("life");
  const events: PlatformEvent[] = [...(options.earlier ?? [])];
  const store = createStore(events.slice(), { append: (event) => events.push(structuredClone(event)) });
  const faults = createFaultSwitch((options.operationFaults ?? []).map((text) => parseFaults(text, operations.ids)));
  const app = platformApp({
    operations,
    store,
    clientKey,
    clientSecret,
    clock,
    random: random.fork("app"),
    lang: "en",
    faults,
  });
  const received: string[] = [];
  const fault = options.fault === undefined ? undefined : findFault(options.fault);
  const merchant = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design: findDesign(options.design ?? fault?.design ?? "reference"),
    faults: fault ? [fault] : [],
    random: random.fork("merchant"),
    clock,
    platform: { url: "http://platform.localhost", call: (request) => app.fetch(request) },
    onRequest: ({ callback }) => received.push(callback),
  });
  // Loads the router now: virtual time would run away meanwhile.
  await app.fetch(new Request("http://platform.localhost/"));
  const catalogue = await loadCatalogue(callbacks, operations);
  const settings = settingsOf(options);
  const transport = appTransport(options.answer ?? ((request) => merchant.fetch(request)), clock);
  const onError = (error: unknown): void => {
    throw error;
  };
  const platform = await startPlatform({ catalogue, settings, store, clock, random, transport, onError });
  return {
    platform,
    clock,
    events,
    received,
    pass: (ms) => clock.sleep(ms),
    order: (orderId) => platform.order(orderId),
    stage: (orderId) => stageOf(platform.order(orderId)),
    judged: (orderId) => judgeOrder(platform.order(orderId), catalogue, settings),
  };
}

/** What the rules say of an order, without the infos. */
export function complaints({ findings }: Pick<JudgedOrder, "findings">): readonly string[] {
  return findings.filter(({ severity }) => severity !== "info").map(({ rule, severity }) => `${severity} ${rule}`);
}
