import type { JsonObject } from "../../core/json.js";
import type { OperationParts } from "./call.js";
import { tokenEnvelope, verdictOf } from "./envelope.js";
import type { ReadCall } from "./read-call.js";
import { mayCall, tokenLifeSeconds } from "./tokens.js";

type TokenParts = Pick<OperationParts, "store" | "clientKey" | "clientSecret" | "random" | "lang">;

/** Hands out a token, or says why not. Every call counts against the limit. */
export function askToken(read: ReadCall, parts: TokenParts, now: number): JsonObject {
  const { store, lang } = parts;
  if (!mayCall(store.state.tokens, now)) return tokenEnvelope(verdictOf(10020, texts.tooMany), lang);
  const refused = refusal(read, parts);
  if (refused) {
    store.append({ type: "token-asked", at: now });
    return tokenEnvelope(refused, lang);
  }
  const token = newToken(parts);
  store.append({ type: "token-asked", at: now, token });
  return tokenEnvelope({ code: 0, title: "" }, lang, { value: token, lifeSeconds: tokenLifeSeconds });
}

function refusal(read: ReadCall, { clientKey, clientSecret }: TokenParts): ReturnType<typeof verdictOf> | undefined {
  if (read.kind === "mistaken") return verdictOf(10002, read.reason);
  if (read.body.client_key !== clientKey) return verdictOf(10003, texts.otherKey);
  return read.body.client_secret === clientSecret ? undefined : verdictOf(10013, texts.otherSecret);
}

/** In the documented form: `clt.` and hexadecimal digits. */
function newToken({ random }: TokenParts): string {
  return `clt.${Array.from({ length: 40 }, () => random.integer(0, 15).toString(16)).join("")}`;
}

const texts = {
  tooMany: {
    zh: "5 分钟内调用超过 500 次。令牌有效 2 小时，请缓存后重复使用。",
    en: "More than 500 calls in 5 minutes. A token lives two hours: keep it and use it again.",
  },
  otherKey: {
    zh: "client_key 不是本模拟平台启动时使用的那个。",
    en: "The client_key is not the one that this mock platform was started with.",
  },
  otherSecret: {
    zh: "client_secret 与本模拟平台启动时使用的不一致。",
    en: "The client_secret is not the one that this mock platform was started with.",
  },
};
