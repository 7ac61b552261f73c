import { isObject, type JsonObject, type JsonValue } from "../../../core/json.js";
import { utcText } from "../../../core/moment.js";
import { AppError } from "../../../core/problem.js";
import { type Lang, say, sayMessage, type Text } from "../../../core/text.js";
import type { Assignment } from "../../../engine/assign.js";
import type { OrderWish, Sent } from "../commands.js";
import type { MockPlatform } from "../mock-platform.js";
import { orderJson, orderSummary } from "../order-json.js";
import type { PayloadWish } from "../payloads.js";
import type { OrderView } from "../view.js";
import type { MemberKind } from "./body.js";

/** One thing that the control API does. */
export type ControlRoute = {
  readonly method: "GET" | "POST";
  /** Below the prefix; `:id` is an order id. */
  readonly path: string;
  readonly summary: Text;
  /** Members of the body, all optional. */
  readonly takes: Readonly<Record<string, MemberKind>>;
  /** Throws `AppError` for what cannot be done; then nothing was. */
  run(call: ControlCall): Promise<ControlAnswer> | ControlAnswer;
};

export type ControlCall = {
  readonly platform: MockPlatform;
  readonly about: JsonObject;
  readonly id: string;
  readonly body: JsonObject;
  readonly lang: Lang;
};

type ControlAnswer = { readonly status: number; readonly json: JsonObject };

const payload = { variant: "text", seed: "text-or-number", set: "object", raw: "object", unset: "texts" } as const;

/** The whole control API. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "",
    summary: { zh: "本次运行的信息，以及全部控制接口", en: "facts about this run, and every route" },
    takes: {},
    run: ({ about, lang }) => ok({ ...about, routes: controlRoutes.map((route) => routeJson(route, lang)) }),
  },
  {
    method: "GET",
    path: "/orders",
    summary: { zh: "所有订单，最新的在前", en: "every order, the latest first" },
    takes: {},
    run: ({ platform, lang }) => ok({ orders: platform.view().map((order) => orderSummary(order, lang)) }),
  },
  {
    method: "POST",
    path: "/orders",
    summary: {
      zh: "下单并发送创单回调；订单号已存在时为重复推送。wait 为 false 时不等首次应答",
      en: "places an order and sends its create callback; with a known order id a duplicate. Waits for the first answer unless wait is false",
    },
    takes: { ...payload, paid: "flag", wait: "flag" },
    async run({ platform, body, lang }) {
      const placed = platform.create(orderWish(body));
      await settled(placed, body);
      const order = orderJson(found(platform, placed.orderId), lang);
      return { status: placed.isNew ? 201 : 200, json: { isNew: placed.isNew, ...sentJson(placed), order } };
    },
  },
  {
    method: "GET",
    path: "/orders/:id",
    summary: {
      zh: "一笔订单：时间线、每次收发、欠下的调用与期限、发现、下一步",
      en: "one order: timeline, attempts, debts with deadlines, findings, what comes next",
    },
    takes: {},
    run: ({ platform, id, lang }) => ok({ order: orderJson(found(platform, id), lang) }),
  },
  {
    method: "POST",
    path: "/orders/:id/pay",
    summary: { zh: "支付：只改变状态，没有支付回调", en: "pays: only changes the state, there is no pay callback" },
    takes: {},
    run({ platform, id, lang }) {
      platform.pay(id);
      return ok({ order: orderJson(found(platform, id), lang) });
    },
  },
  {
    method: "POST",
    path: "/orders/:id/cancel",
    summary: {
      zh: "发送一种取消回调；wait 为 false 时不等首次应答",
      en: "sends a cancel callback of a variant. Waits for the first answer unless wait is false",
    },
    takes: { ...payload, wait: "flag" },
    async run({ platform, id, body, lang }) {
      const sent = platform.cancel(id, payloadWish(body));
      await settled(sent, body);
      return ok({ ...sentJson(sent), order: orderJson(found(platform, id), lang) });
    },
  },
  {
    method: "POST",
    path: "/orders/:id/resend",
    summary: {
      zh: "把最后一个（或编号为 callback 的）回调原样再发一次",
      en: "delivers the last callback, or the one numbered callback, once more",
    },
    takes: { callback: "number", wait: "flag" },
    async run({ platform, id, body, lang }) {
      const sent = platform.resend(id, typeof body.callback === "number" ? body.callback : undefined);
      await settled(sent, body);
      return ok({ ...sentJson(sent), order: orderJson(found(platform, id), lang) });
    },
  },
  {
    method: "POST",
    path: "/orders/:id/expire",
    summary: { zh: "让订单的下一个期限立即到期", en: "lets the order's next deadline pass now" },
    takes: {},
    run({ platform, id, lang }) {
      platform.expire(id);
      return ok({ order: orderJson(found(platform, id), lang) });
    },
  },
  {
    method: "POST",
    path: "/tokens/expire",
    summary: { zh: "让已发出的令牌全部立即过期", en: "lets every access token expire now" },
    takes: {},
    run({ platform }) {
      platform.expireTokens();
      return ok({});
    },
  },
  {
    method: "GET",
    path: "/strays",
    summary: {
      zh: "没有对应任何订单的接口调用（最近 100 次）",
      en: "calls of the merchant that named no known order (the last 100)",
    },
    takes: {},
    run: ({ platform, lang }) => ok({ calls: platform.strays().map((stray) => strayJson(stray, lang)) }),
  },
];

function ok(json: JsonObject): ControlAnswer {
  return { status: 200, json };
}

function routeJson({ method, path, summary, takes }: ControlRoute, lang: Lang): JsonObject {
  return { method, path: `/_control${path}`, summary: say(lang, summary), takes: { ...takes } };
}

function found(platform: MockPlatform, id: string): OrderView {
  const order = platform.order(id);
  if (order) return order;
  throw new AppError({ code: "order-unknown", category: "usage", text: orderUnknown, args: { id } });
}

const orderUnknown: Text = {
  zh: "模拟平台没有订单 {id}。用 order list 查看全部订单。",
  en: "The mock platform has no order {id}. See them all with order list.",
};

async function settled({ firstAttempt }: Sent, { wait }: JsonObject): Promise<void> {
  if (wait !== false) await firstAttempt;
}

function sentJson({ orderId, deliveryId }: Sent): JsonObject {
  return { orderId, callback: deliveryId };
}

function orderWish(body: JsonObject): OrderWish {
  return { ...payloadWish(body), ...(typeof body.paid === "boolean" ? { isPaid: body.paid } : {}) };
}

function payloadWish({ variant, seed, set, raw, unset }: JsonObject): PayloadWish {
  const assignments: readonly Assignment[] = [
    ...entriesOf(set).map(([path, value]) => (typeof value === "string" ? { path, value } : { path, json: value })),
    ...entriesOf(raw).map(([path, value]) => ({ path, raw: String(value) })),
    ...(Array.isArray(unset) ? unset.map((path) => ({ path: String(path), unset: true as const })) : []),
  ];
  return {
    ...(typeof variant === "string" ? { variant } : {}),
    ...(typeof seed === "string" || typeof seed === "number" ? { seed } : {}),
    ...(assignments.length > 0 ? { assignments } : {}),
  };
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function strayJson({ at, call }: ReturnType<MockPlatform["strays"]>[number], lang: Lang): JsonObject {
  const { operation, path, text, status, answer, code, reason } = call;
  return {
    at: utcText(at),
    operation,
    path,
    body: text,
    response: { status, body: answer },
    code,
    reason: reason ? sayMessage(lang, reason) : null,
  };
}
