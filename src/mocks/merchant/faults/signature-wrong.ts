import { expectedSignatures } from "../../../engine/sign.js";
import type { Fault } from "../fault.js";
import { hasValidSignature } from "../verify.js";
import { hexDigest, hexHmac, onDigest, signedText } from "./signed-text.js";

const refused = { rules: ["signature/valid-refused"], suites: ["signature", "create-order"] };

/** Wrong computations: Douyin's own requests are refused. */
export const signatureWrongFaults: readonly Fault[] = [
  {
    id: "md5-against-header",
    title: { zh: "拿 MD5 与请求头比较", en: "Compares the MD5 with the header" },
    summary: {
      zh: "新旧两种签名混用：请求头里的是 SHA-256，算出来的却是 MD5。",
      en: "The two signatures are mixed up: the header holds SHA-256, the merchant computes MD5.",
    },
    expected: refused,
    hooks: onDigest(({ url, bytes }, { clientSecret }) => expectedSignatures({ url, body: bytes, clientSecret }).sign),
  },
  {
    id: "sha256-against-url-sign",
    title: { zh: "拿 SHA-256 与 URL 的 sign 比较", en: "Compares the SHA-256 with the URL's sign" },
    summary: {
      zh: "URL 里的 sign 是 MD5，算出来的却是 SHA-256。",
      en: "The URL's sign is an MD5, the merchant computes SHA-256.",
    },
    expected: refused,
    hooks: {
      verify: async ({ url, bytes }, _, { clientSecret }) =>
        new URL(url).searchParams.get("sign") === expectedSignatures({ url, body: bytes, clientSecret }).lifeSign,
    },
  },
  {
    id: "hmac-sha256",
    title: { zh: "用 HMAC-SHA256 计算签名", en: "Computes an HMAC-SHA256" },
    summary: {
      zh: "文档是以密钥开头的普通哈希，商家按其他平台的习惯用了 HMAC。",
      en: "The document has a plain hash that begins with the secret; the merchant uses an HMAC as elsewhere.",
    },
    expected: refused,
    hooks: onDigest((received, { clientSecret }) =>
      hexHmac(clientSecret, signedText(received, clientSecret).slice(clientSecret.length + 1)),
    ),
  },
  {
    id: "webhook-sha1",
    title: { zh: "按 Webhook 规则验签", en: "Checks it like a webhook" },
    summary: {
      zh: "把消息推送的 SHA-1（密钥 + 请求体）用在了 SPI 上。",
      en: "Uses the SHA-1 of secret and body that belongs to webhooks.",
    },
    expected: refused,
    hooks: onDigest(({ bytes }, { clientSecret }) =>
      hexDigest("SHA-1", clientSecret + new TextDecoder().decode(bytes)),
    ),
  },
  {
    id: "double-ampersand",
    title: { zh: "密钥后多拼一个 &", en: "Puts a second & after the secret" },
    summary: {
      zh: "拼接时每一段前都加 &，密钥后出现 &&；自测用同一份代码，所以发现不了。",
      en: "Every part is joined with an & in front, so && follows the secret; tests made with the same code cannot see it.",
    },
    expected: refused,
    hooks: { verify: async (received, _, { clientSecret }) => hasValidSignature(received, `${clientSecret}&`) },
  },
  {
    id: "upper-case-hex",
    title: { zh: "与大写十六进制比较", en: "Compares with upper-case hex" },
    summary: {
      zh: "算出的摘要转成大写，再与小写的签名逐字比较。",
      en: "The digest is turned into capitals and compared letter by letter with the lower-case signature.",
    },
    expected: refused,
    hooks: onDigest(async (received, { clientSecret }) =>
      (await hexDigest("SHA-256", signedText(received, clientSecret))).toUpperCase(),
    ),
  },
  {
    id: "body-left-out",
    title: { zh: "签名时没有拼请求体", en: "Leaves the body out of the signature" },
    summary: {
      zh: "只用 URL 参数计算，缺 http_body 一段。",
      en: "Only the URL's parameters are hashed; the http_body part is missing.",
    },
    expected: refused,
    hooks: { verify: (received, next) => next({ ...received, bytes: new Uint8Array() }) },
  },
  {
    id: "sign-left-in",
    title: { zh: "sign 参数也参与签名", en: "Hashes the sign parameter too" },
    summary: {
      zh: "拼接 URL 参数时没有去掉 sign。",
      en: "The sign parameter is not taken out of the string.",
    },
    expected: refused,
    hooks: onDigest((received, { clientSecret }) => {
      const sign = new URL(received.url).searchParams.get("sign") ?? "";
      return hexDigest(
        "SHA-256",
        signedText(received, clientSecret).replace("&timestamp=", `&sign=${sign}&timestamp=`),
      );
    }),
  },
  {
    id: "wrong-app-secret",
    title: { zh: "用了另一个应用的密钥", en: "Uses the secret of another app" },
    summary: {
      zh: "配置里放的是测试应用的 client_secret。",
      en: "The configuration holds the client_secret of the test app.",
    },
    expected: refused,
    hooks: {
      verify: async (received) => hasValidSignature(received, "another-app-secret-0123456789abc"),
    },
  },
  {
    id: "query-params-ignored",
    title: { zh: "忽略回调地址自带的参数", en: "Ignores the parameters of its own callback URL" },
    summary: {
      zh: "只拼 client_key 和 timestamp，回调地址带 ?tenant=7 时验签失败。",
      en: "Only client_key and timestamp are hashed, so a URL with ?tenant=7 of its own fails.",
    },
    expected: { rules: ["signature/valid-refused"], suites: ["signature"] },
    hooks: { verify: (received, next) => next({ ...received, url: platformParamsOnly(received.url) }) },
  },
  {
    id: "query-values-encoded",
    title: { zh: "URL 参数未解码就参与签名", en: "Hashes the URL's parameters without decoding them" },
    summary: {
      zh: "直接使用原始查询串，参数值含空格或中文时验签失败。",
      en: "The raw query string is used, so values with blanks or Chinese characters fail.",
    },
    expected: { rules: ["signature/valid-refused"], suites: ["signature"] },
    hooks: onDigest(({ url, bytes }, { clientSecret }) => {
      const pairs = new URL(url).search
        .slice(1)
        .split("&")
        .filter((pair) => !pair.startsWith("sign="));
      return hexDigest(
        "SHA-256",
        `${clientSecret}&${pairs.sort().join("&")}&http_body=${new TextDecoder().decode(bytes)}`,
      );
    }),
  },
  {
    id: "header-key-used",
    title: { zh: "用请求头的 x-life-clientkey 验签", en: "Signs with the header's x-life-clientkey" },
    summary: {
      zh: "参与签名的是 URL 中的 client_key；迁移过的应用两者不同，验签失败。",
      en: "The URL's client_key is what is signed; a migrated app has another one in the header, and fails.",
    },
    expected: { rules: ["signature/valid-refused"], suites: ["signature"] },
    hooks: {
      verify: (received, next) => {
        const url = new URL(received.url);
        url.searchParams.set("client_key", received.headers.get("x-life-clientkey") ?? "");
        return next({ ...received, url: url.href });
      },
    },
  },
];

function platformParamsOnly(url: string): string {
  const reduced = new URL(url);
  for (const key of [...reduced.searchParams.keys()])
    if (!["client_key", "timestamp", "sign"].includes(key)) reduced.searchParams.delete(key);
  return reduced.href;
}
