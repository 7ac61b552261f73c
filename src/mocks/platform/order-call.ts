import type { JsonObject } from "../../core/json.js";
import type { OperationDefinition } from "../../core/operation.js";
import type { Text } from "../../core/text.js";
import type { IncomingCall, JudgedCall, OperationParts } from "./call.js";
import { taken, type Verdict, verdictOf } from "./envelope.js";
import { mentionedOrder } from "./mentions.js";
import type { ReadCall } from "./read-call.js";
import { checkToken } from "./tokens.js";

/** What the platform says to a call about an order, in its own sequence: token, names and shapes, the order, its state. */
export function judgeOrderCall(
  { definition, headers }: IncomingCall,
  read: ReadCall,
  parts: Pick<OperationParts, "store" | "isLenient">,
  now: number,
): JudgedCall {
  const { state } = parts.store;
  const token = tokenVerdict(headers, checkToken(state.tokens, headers["access-token"] ?? "", now));
  if (token) return { verdict: token };
  if (read.kind === "mistaken") return { verdict: verdictOf(2100005, read.reason) };
  const orderId = orderIdOf(definition, read.body);
  const order = state.orders.get(orderId);
  if (order && definition.purpose.kind === "order") {
    const effect = definition.purpose.apply(order, read.body);
    if (effect.kind === "taken") return { verdict: taken, change: effect.change };
    const { code, title, reason } = effect.refusal;
    return { verdict: { code, title, reason: { text: reason } } };
  }
  if (parts.isLenient) return { verdict: taken };
  const owner = mentionedOrder(state, read.body);
  const text = owner && owner.orderOutId === orderId ? texts.ownId : texts.unknownOrder;
  return { verdict: { code: 5000001, title: "订单不存在", reason: { text, args: { id: orderId } } } };
}

function orderIdOf({ purpose }: OperationDefinition, body: JsonObject): string {
  const id = purpose.kind === "order" ? body[purpose.orderField] : undefined;
  return typeof id === "string" ? id : "";
}

function tokenVerdict(
  headers: Readonly<Record<string, string>>,
  check: ReturnType<typeof checkToken>,
): Verdict | undefined {
  if (headers["access-token"] === undefined) {
    return verdictOf(2190002, headers.authorization === undefined ? texts.noToken : texts.bearer);
  }
  if (check === "expired") return verdictOf(2190008, texts.expired);
  return check === "unknown" ? verdictOf(2190002, texts.unknownToken) : undefined;
}

const texts = {
  noToken: {
    zh: "缺少请求头 access-token。请先调用 /oauth/client_token/ 取得令牌。",
    en: "The header access-token is missing. Get a token from /oauth/client_token/ first.",
  },
  bearer: {
    zh: "令牌要放在 access-token 请求头里，而不是 Authorization。",
    en: "The token belongs in the header access-token, not in Authorization.",
  },
  unknownToken: {
    zh: "这个令牌不是本模拟平台发出的。",
    en: "This mock platform never gave out that token.",
  },
  expired: {
    zh: "令牌有效 2 小时；取了新令牌后，旧的 5 分钟后失效，且最多两个有效。请换用最新的令牌再调用一次。",
    en: "A token lives two hours; a newer one ends it after five minutes, and at most two live. Use the newest one and call again.",
  },
  ownId: {
    zh: "{id} 是商家自己的订单号；order_id 要填抖音的订单号。",
    en: "{id} is the merchant's own id; order_id is Douyin's id of the order.",
  },
  unknownOrder: {
    zh: "平台没有订单 {id}。",
    en: "The platform has no order {id}.",
  },
} satisfies Record<string, Text>;
