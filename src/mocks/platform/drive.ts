import type { JsonObject } from "../../core/json.js";
import type { Lang } from "../../core/text.js";
import type { MockPlatform } from "./mock-platform.js";
import { orderJson } from "./order-json.js";
import type { PayloadWish } from "./payloads.js";

/** What a payload should be like: `variant` and `assignments` as `--variant` and `--set` take them. */
export type DouyinWish = {
  readonly variant?: string;
  readonly seed?: number | string;
  /** Values by field path. */
  readonly set?: Readonly<Record<string, string>>;
};

/** An order as the platform has it; `details` is what `order show --json` prints. */
export type DouyinOrder = {
  readonly orderId: string;
  readonly orderOutId: string | undefined;
  readonly stage: string;
  /** The create callback, as sent. */
  readonly payload: JsonObject;
  /** Ids of the rules that the merchant broke, errors and warnings. */
  readonly complaints: readonly string[];
  readonly details: JsonObject;
};

/** The platform's other half: what its users do, and what it knows. */
export type DouyinPlatform = {
  /** Places an order; resolves once the merchant has answered the create callback. */
  createOrder(wish?: DouyinWish & { readonly paid?: boolean }): Promise<DouyinOrder>;
  /** Sends a cancel callback; resolves once the merchant has answered. */
  cancelOrder(orderId: string, wish?: DouyinWish): Promise<DouyinOrder>;
  pay(orderId: string): Promise<DouyinOrder>;
  /** Delivers the order's last callback once more. */
  resend(orderId: string): Promise<DouyinOrder>;
  /** Lets the order's next deadline pass now. */
  expire(orderId: string): Promise<DouyinOrder>;
  expireTokens(): Promise<void>;
  order(orderId: string): Promise<DouyinOrder>;
  close(): Promise<void>;
};

/** The same platform for tests: opened on first use, every answer a plain order. */
export function drivenBy(open: () => Promise<MockPlatform>, lang: Lang): DouyinPlatform {
  const shown = async (orderId: string): Promise<DouyinOrder> => douyinOrder(await open(), orderId, lang);
  return {
    async createOrder({ paid, ...wish } = {}) {
      const sent = (await open()).create({ ...wishOf(wish), ...(paid === undefined ? {} : { isPaid: paid }) });
      await sent.firstAttempt;
      return shown(sent.orderId);
    },
    async cancelOrder(orderId, wish = {}) {
      await (await open()).cancel(orderId, wishOf(wish)).firstAttempt;
      return shown(orderId);
    },
    async pay(orderId) {
      (await open()).pay(orderId);
      return shown(orderId);
    },
    async resend(orderId) {
      await (await open()).resend(orderId).firstAttempt;
      return shown(orderId);
    },
    async expire(orderId) {
      (await open()).expire(orderId);
      return shown(orderId);
    },
    async expireTokens() {
      (await open()).expireTokens();
    },
    order: shown,
    async close() {
      await (await open()).close();
    },
  };
}

function wishOf({ variant, seed, set }: DouyinWish): PayloadWish {
  const assignments = Object.entries(set ?? {}).map(([path, value]) => ({ path, value }));
  return {
    ...(variant === undefined ? {} : { variant }),
    ...(seed === undefined ? {} : { seed }),
    ...(assignments.length === 0 ? {} : { assignments }),
  };
}

function douyinOrder(platform: MockPlatform, orderId: string, lang: Lang): DouyinOrder {
  const view = platform.order(orderId);
  if (!view) throw new RangeError(`The mock platform has no order ${orderId}.`);
  return {
    orderId: view.orderId,
    orderOutId: view.orderOutId,
    stage: view.stage,
    payload: view.callbacks[0]?.payload ?? {},
    complaints: view.findings.filter(({ severity }) => severity !== "info").map(({ rule }) => rule),
    details: orderJson(view, lang),
  };
}
