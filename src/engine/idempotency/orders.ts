import type { Exchange } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import { isObject, type JsonValue, stringifyJson } from "../../core/json.js";
import { getAt } from "../../core/pointer.js";
import type { Text } from "../../core/text.js";
import { errorCodeOf } from "../answer-data.js";
import { contrast, isAccepted, isGenuine, type Member, type RepeatFacts } from "./group.js";
import { distinct, ownAnswer, refusalNotSticky } from "./rules.js";

/** Different orders never share the merchant's own id. */
export function judgeDistinct(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  const { ownId } = facts;
  if (ownId === undefined) return [];
  const owners = new Map<string, Exchange>();
  return members.filter(isAccepted).flatMap(({ exchange }) => {
    const id = textAt(exchange.answer?.json, ownId);
    const key = keyOf(facts, exchange);
    if (id === undefined || key === undefined) return [];
    const owner = owners.get(id) ?? exchange;
    owners.set(id, owner);
    const ownerKey = keyOf(facts, owner);
    if (ownerKey === key) return [];
    const args = { id, key, owner: ownerKey ?? "" };
    return [contrast(facts, distinct, owner, exchange, { pointer: ownId, message: { text: texts.shared, args } })];
  });
}

/** What an answer repeats of a request is of its own request, not of one that ran beside it. */
export function judgeOwnAnswer(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  return (facts.echoes ?? []).flatMap(({ request, response }) => {
    const askers = new Map(members.map(({ exchange }) => [textAt(exchange.payload, request), exchange]));
    return members.flatMap(({ exchange }) => {
      const asked = textAt(exchange.payload, request);
      const echoed = textAt(exchange.answer?.json, response);
      const other = echoed === asked || echoed === undefined ? undefined : askers.get(echoed);
      if (!other || asked === undefined || echoed === undefined) return [];
      const message = { text: texts.swapped, args: { asked, echoed } };
      return [contrast(facts, ownAnswer, other, exchange, { pointer: response, message })];
    });
  });
}

/** The last exchange is a correct request for an order that was refused before. */
export function judgeRefusalNotSticky(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  const last = members.at(-1);
  const refused = members.slice(0, -1).findLast((member) => !isAccepted(member));
  if (!last || !refused || !isGenuine(last)) return [];
  const code = errorCodeOf(last.exchange);
  if (code === undefined || code === 0 || code === 100) return [];
  const isLawful = isGenuine(refused);
  return [
    contrast(facts, refusalNotSticky, undefined, last.exchange, {
      pointer: "/data/error_code",
      severity: isLawful ? "warning" : "error",
      message: { text: isLawful ? texts.stuckAfterRefusal : texts.stuckAfterForgery, args: { code } },
    }),
  ];
}

function keyOf({ idempotencyKey }: RepeatFacts, { payload }: Exchange): string | undefined {
  return textAt(payload, `/${idempotencyKey}`);
}

function textAt(holder: JsonValue | undefined, pointer: string): string | undefined {
  const value = isObject(holder) ? getAt(holder, pointer) : undefined;
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : stringifyJson(value);
}

const texts = {
  shared: {
    zh: "订单 {key} 得到的 {id} 已经属于订单 {owner}。不同的订单要有不同的商家订单号；如果两个 order_id 只差末位，请检查是否用浮点数处理了它们；如果末尾相同，请检查商家订单号是否只用末几位拼成。",
    en: "Order {key} was given {id}, which belongs to order {owner} already. Different orders get different ids; if the two order_ids differ only in the last digits, look for a floating-point number on their way, and if they end alike, for an own id that is made of those digits alone.",
  },
  swapped: {
    zh: "订单 {asked} 的应答里是订单 {echoed}：两个并行请求的应答串了。请检查共享的可变变量和请求上下文。",
    en: "The answer to order {asked} speaks of order {echoed}: two parallel requests got each other's answer. Look for shared mutable variables and the request context.",
  },
  stuckAfterForgery: {
    zh: "伪造或格式错误的请求被拒绝之后，同一订单的正确请求也得到 {code}。被拒绝的请求不能占用幂等键。",
    en: "After a forged or malformed request was refused, the correct one for the same order was answered {code} as well. A refused request must not take the idempotency key.",
  },
  stuckAfterRefusal: {
    zh: "之前的合法拒绝之后，同一订单再次到达仍得到 {code}。请重新判断，不要把拒绝当作结果缓存。",
    en: "After an earlier lawful refusal the same order was answered {code} again. Decide anew instead of storing the refusal as the result.",
  },
} satisfies Readonly<Record<string, Text>>;
