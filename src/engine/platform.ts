import type { Exchange, Failure, PlatformAction } from "../core/exchange.js";
import type { Text } from "../core/text.js";
import type { PlacedMistake } from "./schema/mistakes.js";
import { answered } from "./transport/answered.js";
import { isJsonObject } from "./transport/broken-body.js";
import { isGivenUp } from "./verdict.js";

/** Why nothing can be read from an exchange, and the rule that says so. */
export type Broken = { readonly rule: string; readonly why: keyof typeof texts };

/** What keeps the platform from reading the answer; undefined when it can. `unreadable` is what the schema found fatal. */
export function brokenBy(exchange: Exchange, unreadable: PlacedMistake | undefined): Broken | undefined {
  if (exchange.failure && isGivenUp(exchange.failure)) return { rule: "transport/connection", why: "interrupted" };
  if (exchange.failure) return brokenWire[exchange.failure.kind];
  const answer = answered(exchange);
  if (!answer) return { rule: "transport/connection", why: "connection" };
  if (answer.status >= 300 && answer.status <= 399) return brokenWire.redirect;
  if (answer.status !== 200) return { rule: "transport/status", why: "status" };
  if (answer.text === undefined) return { rule: "transport/body-utf8", why: "body" };
  if (answer.text.trim() === "") return { rule: "transport/body-empty", why: "body" };
  if (answer.text.startsWith("\ufeff")) return { rule: "transport/body-bom", why: "body" };
  if (!isJsonObject(answer.json)) return { rule: "transport/body-json", why: "body" };
  if (!unreadable) return undefined;
  return { rule: `schema/${unreadable.kind}`, why: unreadable.kind === "required" ? "missing" : "type" };
}

const brokenWire: Readonly<Record<Failure["kind"], Broken>> = {
  refused: { rule: "transport/connection", why: "unreachable" },
  dns: { rule: "transport/connection", why: "unreachable" },
  tls: { rule: "transport/connection", why: "unreachable" },
  reset: { rule: "transport/connection", why: "connection" },
  timeout: { rule: "transport/timeout", why: "timeout" },
  "too-large": { rule: "transport/too-large", why: "body" },
  "bad-http": { rule: "transport/connection", why: "connection" },
  redirect: { rule: "transport/redirect", why: "redirect" },
};

/** The documents do not say what follows; a retry is what sibling industries do. */
export function platformAfterBroken({ rule, why }: Broken, exchange: Exchange): PlatformAction {
  return { action: "retry", rule, reason: { text: texts[why], args: { status: exchange.answer?.status ?? 0 } } };
}

/** For a request that stays here: the platform's view of one that gets no answer. */
export function platformUnsent(): PlatformAction {
  return { action: "retry", rule: "transport/connection", reason: { text: texts.unsent } };
}

const texts = {
  timeout: {
    zh: "没有在时限内收到应答，平台会重试（假定：酒店文档没有说明）。",
    en: "No answer arrived in time, so the platform retries (assumed: the hotel documents do not say).",
  },
  connection: {
    zh: "没有收到完整的应答，平台会重试（假定：酒店文档没有说明）。",
    en: "No whole answer arrived, so the platform retries (assumed: the hotel documents do not say).",
  },
  unsent: {
    zh: "什么都没有发送，没有应答可看；没有应答的请求，平台会重试（假定：酒店文档没有说明）。",
    en: "Nothing was sent, so there is no answer to go by; the platform retries a request that gets none (assumed: the hotel documents do not say).",
  },
  interrupted: {
    zh: "本工具在应答到达之前被中断；平台会继续等，等不到就重试（假定：酒店文档没有说明）。",
    en: "This tool was interrupted before an answer arrived; the platform would go on waiting, and retry if none came (assumed: the hotel documents do not say).",
  },
  unreachable: {
    zh: "连接不上商家，平台会重试（假定：酒店文档没有说明）。",
    en: "The merchant cannot be reached, so the platform retries (assumed: the hotel documents do not say).",
  },
  status: {
    zh: "HTTP {status} 不是 200，平台会重试（假定：酒店文档没有说明）。",
    en: "HTTP {status} is not 200, so the platform retries (assumed: the hotel documents do not say).",
  },
  redirect: {
    zh: "重定向不会被跟随，等于没有应答，平台会重试（假定：酒店文档没有说明）。",
    en: "A redirect is not followed and counts as no answer, so the platform retries (assumed: the hotel documents do not say).",
  },
  body: {
    zh: "响应体无法解析，平台会重试（假定：酒店文档没有说明）。",
    en: "The body cannot be parsed, so the platform retries (assumed: the hotel documents do not say).",
  },
  missing: {
    zh: "应答缺少 data 或 data.error_code，看不出结果，平台会重试（假定：酒店文档没有说明）。",
    en: "The answer lacks data or data.error_code and shows no outcome, so the platform retries (assumed: the hotel documents do not say).",
  },
  type: {
    zh: "应答的字段类型与文档不符，严格的解析会失败，平台会重试（假定：酒店文档没有说明）。",
    en: "A field has the wrong type, so strict parsing fails and the platform retries (assumed: the hotel documents do not say).",
  },
} satisfies Record<string, Text>;
