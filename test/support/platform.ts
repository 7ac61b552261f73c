import { isObject, type JsonObject, parseJson, stringifyJson } from "../../src/core/json.js";
import type { OrderFacts } from "../../src/core/order-life.js";
import { seededRandom } from "../../src/core/random.js";
import { type PlatformApp, type PlatformConnection, platformApp } from "../../src/mocks/platform/app.js";
import type { AttemptOutcome, QueuedDelivery, WhatFollows } from "../../src/mocks/platform/events.js";
import { createFaultSwitch, parseFaults } from "../../src/mocks/platform/faults.js";
import { createStore, type PlatformStore } from "../../src/mocks/platform/store.js";
import { operations } from "../../src/operations/registry.js";
import { type FakeClock, fakeClock } from "./fake-clock.js";

export const clientKey = "awexampleclientkey";
export const clientSecret = "example-secret-0123456789abcdef0";

export const paths = {
  token: "/oauth/client_token/",
  confirm: "/goodlife/v1/trip/trade/hotel/order/confirm/",
  audit: "/goodlife/v1/trip/trade/hotel/cancel/audit/",
  stay: "/goodlife/v1/trip/trade/hotel/booking/audit/notify/",
} as const;

export type TestPlatform = {
  readonly app: PlatformApp;
  readonly store: PlatformStore;
  readonly clock: FakeClock;
  /** POSTs JSON (or text as it is) and reads the answer. */
  post(path: string, body: JsonObject | string, headers?: Record<string, string>): Promise<Answered>;
  /** A token that lives, fetched as a merchant does. */
  token(): Promise<string>;
  /** POSTs with a living token. */
  call(path: string, body: JsonObject | string): Promise<Answered>;
};

export type Answered = {
  readonly status: number;
  readonly code: number;
  readonly body: JsonObject;
  readonly text: string;
};

/** The operations of the platform, called in this process. */
export function testPlatform(
  options: {
    readonly faults?: readonly string[];
    readonly isLenient?: boolean;
    readonly connection?: PlatformConnection;
  } = {},
): TestPlatform {
  const clock = fakeClock();
  const store = createStore();
  const faults = createFaultSwitch((options.faults ?? []).map((text) => parseFaults(text, operations.ids)));
  const app = platformApp({
    operations,
    store,
    clientKey,
    clientSecret,
    clock,
    random: seededRandom("platform"),
    lang: "en",
    faults,
    isLenient: options.isLenient === true,
  });
  const post: TestPlatform["post"] = async (path, body, headers = {}) => {
    const request = new Request(new URL(path, "http://platform.localhost"), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : stringifyJson(body),
    });
    return answered(await app.fetch(request, options.connection));
  };
  const token = async (): Promise<string> => {
    const { body } = await post(paths.token, tokenRequest());
    return isObject(body.data) ? String(body.data.access_token) : "";
  };
  const call: TestPlatform["call"] = async (path, body) => post(path, body, { "access-token": await token() });
  return { app, store, clock, post, token, call };
}

export function tokenRequest(changes: JsonObject = {}): JsonObject {
  return { client_key: clientKey, client_secret: clientSecret, grant_type: "client_credential", ...changes };
}

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  const body = readObject(text);
  const data = isObject(body.data) ? body.data : {};
  return { status: response.status, code: Number(data.error_code), body, text };
}

function readObject(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const facts: OrderFacts = {
  orderId: "1000000000000000001",
  isConfirmable: true,
  isPaid: false,
  amount: 20000,
  currency: "CNY",
  checkIn: "2026-12-01",
  checkOut: "2026-12-02",
  rooms: 1,
  ratePlanId: "1763526448072717",
};

export const orderId = facts.orderId;

type Placing = { readonly isPaid?: boolean; readonly isConfirmable?: boolean; readonly at?: number };

/** Places an order whose create waits to be delivered. */
export function place(store: PlatformStore, { isPaid = true, isConfirmable = true, at = 0 }: Placing = {}): void {
  store.append({ type: "placed", orderId, at, variant: "standard", isPaid, facts: { ...facts, isConfirmable } });
  queue(store, { id: 1, part: "creates", callback: "create-order", cause: "user", at });
}

export function queue(
  store: PlatformStore,
  {
    at = 0,
    ...delivery
  }: Pick<QueuedDelivery, "id" | "part" | "callback" | "cause"> & Partial<QueuedDelivery> & { readonly at?: number },
): void {
  store.append({
    type: "callback-queued",
    orderId,
    at,
    delivery: { variant: "standard", key: orderId, payload: {}, body: "{}", ...delivery },
  });
}

/** Delivers it once, with the platform's reading of the answer. */
export function answer(
  store: PlatformStore,
  deliveryId: number,
  action: AttemptOutcome["action"],
  {
    at = 1,
    follows = {},
    ...outcome
  }: Partial<AttemptOutcome> & { readonly at?: number; readonly follows?: WhatFollows } = {},
): void {
  const attempts = store.state.orders.get(orderId)?.deliveries.find(({ id }) => id === deliveryId)?.attempts ?? [];
  const attempt = { n: attempts.length + 1, stream: 0, logid: "L", platformMs: 0 };
  store.append({ type: "attempt-started", orderId, at, deliveryId, attempt });
  store.append({
    type: "attempt-ended",
    orderId,
    at,
    deliveryId,
    follows,
    outcome: {
      url: "http://127.0.0.1/spi",
      requestHeaders: [],
      requestBody: "{}",
      timeoutMs: 5000,
      durationMs: 1,
      response: { status: 200, headers: [], body: "" },
      action,
      reason: { text: { zh: "", en: "" } },
      rule: "test",
      ...outcome,
    },
  });
}

export function confirmation(result: JsonObject = { confirm_result: 1, confirm_number: "HTL-001" }): JsonObject {
  return { order_id: orderId, confirm_result: result };
}
