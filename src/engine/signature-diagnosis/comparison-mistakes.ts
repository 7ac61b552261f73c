import { comparePairs } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";

const notAMatterOfComputing = { fix: comparePairs, group: "comparison", transform: () => [] } as const;

/** The digest is right, so the comparison must be wrong. */
export const upperCaseHex: SignatureMistake = {
  ...notAMatterOfComputing,
  id: "upper-case-hex",
  title: { zh: "摘要写成了大写十六进制", en: "The digest was written in upper-case hex" },
  cause: {
    zh: "摘要本身是对的，但抖音的签名是小写；区分大小写的比较因此失败。",
    en: "The digest is right, but Douyin's signatures are in lower case, so a comparison that minds the case fails.",
  },
};

export const md5AgainstHeader: SignatureMistake = {
  ...notAMatterOfComputing,
  id: "md5-against-header",
  title: { zh: "MD5 应与 URL 的 sign 比较", en: "The MD5 belongs to the URL's sign" },
  cause: {
    zh: "这个 MD5 是正确的旧签名。它应与 URL 中的 sign 比较；与请求头 x-life-sign（SHA-256）比较必然失败。",
    en: "This MD5 is the right old signature. Compare it with sign in the URL; against the header x-life-sign, a SHA-256, it can only fail.",
  },
};

export const sha256AgainstUrl: SignatureMistake = {
  ...notAMatterOfComputing,
  id: "sha256-against-url",
  title: { zh: "SHA-256 应与请求头 x-life-sign 比较", en: "The SHA-256 belongs to the header x-life-sign" },
  cause: {
    zh: "这个 SHA-256 是正确的新签名。它应与请求头 x-life-sign 比较；与 URL 中的 sign（MD5）比较必然失败。",
    en: "This SHA-256 is the right new signature. Compare it with the header x-life-sign; against the URL's sign, an MD5, it can only fail.",
  },
};
