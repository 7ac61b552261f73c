import { expectedSignatures } from "../../../engine/sign.js";
import { design, type LawfulDesign } from "../design.js";
import type { Hooks } from "../stages.js";

const headerOnly: Hooks = {
  verify: async ({ url, headers, bytes }, _, { clientSecret }) =>
    headers.get("x-life-sign") === expectedSignatures({ url, body: bytes, clientSecret }).lifeSign,
};

const urlOnly: Hooks = {
  verify: async ({ url, bytes }, _, { clientSecret }) =>
    new URL(url).searchParams.get("sign") === expectedSignatures({ url, body: bytes, clientSecret }).sign,
};

/** Which of the two signatures is checked, and how a bad one is answered. */
export const signatureDesigns: readonly LawfulDesign[] = [
  design(
    "unauthorized-401",
    { zh: "验签失败返回 HTTP 401", en: "Answers a bad signature with HTTP 401" },
    { forgeryStatus: 401 },
  ),
  design(
    "forbidden-403",
    { zh: "验签失败返回 HTTP 403", en: "Answers a bad signature with HTTP 403" },
    { forgeryStatus: 403 },
  ),
  design(
    "header-signature",
    { zh: "只校验请求头 x-life-sign", en: "Checks the header x-life-sign alone" },
    { hooks: headerOnly },
  ),
  design("url-signature", { zh: "只校验 URL 中的 sign", en: "Checks the URL's sign alone" }, { hooks: urlOnly }),
];
