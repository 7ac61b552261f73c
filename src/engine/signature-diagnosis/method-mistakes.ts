import { usePlainHash } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";
import { concat } from "./recipe.js";

/** Another algorithm than a plain hash over the string. */
export const methodMistakes: readonly SignatureMistake[] = [
  {
    id: "hmac",
    title: { zh: "用了 HMAC", en: "An HMAC was computed" },
    cause: {
      zh: "规则是以密钥为前缀的普通摘要，不是以密钥为键的 HMAC。",
      en: "The rule is a plain hash with the secret as a prefix, not an HMAC keyed by it.",
    },
    fix: usePlainHash,
    group: "method",
    transform: (recipe) => [
      { ...recipe, method: "hmac", wrap: (_, middle) => middle },
      { ...recipe, method: "hmac" },
      { ...recipe, method: "hmac", wrap: () => recipe.body },
    ],
  },
  {
    id: "webhook-rule",
    title: { zh: "用了 Webhook 的签名规则", en: "The webhook's signature rule was used" },
    cause: {
      zh: "Webhook 的 X-Douyin-Signature 是 SHA-1（密钥 + 请求体）；SPI 回调的规则不同，还包括 URL 参数。",
      en: "A webhook's X-Douyin-Signature is SHA-1 of secret + body; SPI callbacks follow another rule, which also covers the URL's parameters.",
    },
    fix: usePlainHash,
    group: "method",
    transform: (recipe) => [
      { ...recipe, method: "sha1", wrap: (secret) => concat(secret, recipe.body) },
      { ...recipe, wrap: (secret) => concat(secret, recipe.body) },
      { ...recipe, wrap: () => recipe.body },
      { ...recipe, wrap: (secret) => concat(recipe.body, secret) },
    ],
  },
  {
    id: "sha1",
    title: { zh: "用了 SHA-1", en: "SHA-1 was used" },
    cause: {
      zh: "请求头用 SHA-256，URL 的 sign 用 MD5，都不是 SHA-1。",
      en: "The header takes SHA-256 and the URL's sign takes MD5; neither takes SHA-1.",
    },
    fix: usePlainHash,
    group: "method",
    transform: (recipe) => [{ ...recipe, method: "sha1" }],
  },
];
