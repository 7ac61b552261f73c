import type { JsonObject } from "../../../core/json.js";
import type { Text } from "../../../core/text.js";

/** How the merchant proves itself to the platform, and the platform to the merchant. */
export function securitySchemes(t: (text: Text) => string): JsonObject {
  return {
    accessToken: { type: "apiKey", in: "header", name: accessTokenHeader, description: t(texts.accessToken) },
    lifeSign: { type: "apiKey", in: "header", name: "x-life-sign", description: t(texts.lifeSign) },
    urlSign: { type: "apiKey", in: "query", name: "sign", description: t(texts.urlSign) },
  };
}

export const accessTokenHeader = "access-token";

/** The merchant may check either one of the two signatures. */
export const callbackSecurity = [{ lifeSign: [] }, { urlSign: [] }];

const texts = {
  accessToken: {
    zh: "client_token 接口返回的令牌，两小时有效。",
    en: "The token of the client_token call, valid for two hours.",
  },
  lifeSign: {
    zh: "新签名：小写十六进制 SHA-256（client_secret & 按键升序的全部 URL 参数（不含 sign） & http_body=原始请求体）。",
    en: "The new signature: lower-case hex SHA-256 of client_secret, all URL parameters but sign sorted by key, and http_body=<the raw body>, joined with &.",
  },
  urlSign: {
    zh: "旧签名：同一字符串的小写十六进制 MD5。",
    en: "The old signature: lower-case hex MD5 of the same string.",
  },
} satisfies Record<string, Text>;
