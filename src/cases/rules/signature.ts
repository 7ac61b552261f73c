import { sequence } from "./sequence.js";

/** Beside what one answer to a forged request shows (`engine/forgery-rules.ts`). */
export const signatureRules = [
  sequence({
    id: "signature/valid-refused",
    severity: "error",
    title: { zh: "签名正确的请求都要接受", en: "Every validly signed form is accepted" },
    explanation: {
      zh: "签名针对原始字节：任何空格、键顺序、\\u 转义、中日韩文字、表情、加号、末尾换行、19 位整数，以及地址里原有的参数，都是合法形式。哪些形式失败能说明错在哪里，多半是先解析再序列化。请求头的 key 与 URL 的 key 不同（迁移应用）时，只有按请求头的 key 签名才被接受的才算错误；给没有参数的地址加参数被拒只给警告。",
      en: "The signature is over raw bytes: any spacing, key order, \\u escapes, CJK, emoji, plus signs, a trailing newline, 19-digit integers and the parameters that the configured URL already has are all lawful forms. Which forms fail names the mistake, mostly a body that was parsed and serialised again. Where the header's key differs from the URL's (a migrated app) it is an error only if signing with the header's key is accepted; a parameter added to a URL that has none is a warning.",
    },
    doc: { page: "spi-signature", field: "x-life-sign" },
  }),
];
