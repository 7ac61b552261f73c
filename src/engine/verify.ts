import { headerOf } from "../core/header.js";
import type { Message, Text, TextArgs } from "../core/text.js";
import { visible } from "../core/visible.js";
import { queryPairs } from "./query.js";
import { expectedSignatures } from "./sign.js";

export type SignatureState = "valid" | "wrong" | "missing";

export type Verification = {
  /** True when at least one signature is there and none is wrong. */
  readonly ok: boolean;
  /** The SHA-256 in the header `x-life-sign`. */
  readonly header: SignatureState;
  /** The MD5 in the URL's `sign`. */
  readonly url: SignatureState;
  readonly reason: Message;
};

export type VerifyInput = {
  /** Absolute, or only path and query: nothing but the query is signed. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The bytes as received. */
  readonly body: Uint8Array;
  readonly clientSecret: string;
};

/** Checks both signatures of a received POST. Header names and hex digits may be in either case; an empty signature counts as missing. */
export function verifyRequest({ url, headers, body, clientSecret }: VerifyInput): Verification {
  const expected = expectedSignatures({ url, body, clientSecret });
  const lifeSign = headerOf(headers, "x-life-sign")?.trim() ?? "";
  const sign = queryPairs(url).find(({ key }) => key === "sign")?.value ?? "";
  const states = { header: stateOf(lifeSign, expected.lifeSign), url: stateOf(sign, expected.sign) };
  const isThere = states.header !== "missing" || states.url !== "missing";
  return {
    ok: isThere && states.header !== "wrong" && states.url !== "wrong",
    ...states,
    reason: isThere
      ? reasonOf(states, {
          lifeSign: visible(lifeSign),
          sign: visible(sign),
          expectedLifeSign: expected.lifeSign,
          expectedSign: expected.sign,
        })
      : { text: neither },
  };
}

function stateOf(actual: string, expected: string): SignatureState {
  if (actual === "") return "missing";
  return actual.toLowerCase() === expected ? "valid" : "wrong";
}

function reasonOf({ header, url }: Pick<Verification, "header" | "url">, args: TextArgs): Message {
  const [first, second] = [headerTexts[header], urlTexts[url]];
  return { text: { zh: first.zh + second.zh, en: `${first.en} ${second.en}` }, args };
}

const neither: Text = {
  zh: "请求里既没有 x-life-sign 请求头，URL 里也没有 sign 参数。",
  en: "The request has neither a header x-life-sign nor a parameter sign in its URL.",
};

const headerTexts: Readonly<Record<SignatureState, Text>> = {
  valid: { zh: "请求头 x-life-sign 正确。", en: "The header x-life-sign is valid." },
  wrong: {
    zh: "请求头 x-life-sign 不正确：应为 {expectedLifeSign}，实际是 {lifeSign}。",
    en: "The header x-life-sign is wrong: {expectedLifeSign} was expected, {lifeSign} is there.",
  },
  missing: { zh: "没有 x-life-sign 请求头。", en: "There is no header x-life-sign." },
};

const urlTexts: Readonly<Record<SignatureState, Text>> = {
  valid: { zh: "URL 中的 sign 正确。", en: "The URL's sign is valid." },
  wrong: {
    zh: "URL 中的 sign 不正确：应为 {expectedSign}，实际是 {sign}。",
    en: "The URL's sign is wrong: {expectedSign} was expected, {sign} is there.",
  },
  missing: { zh: "URL 中没有 sign 参数。", en: "The URL has no parameter sign." },
};
