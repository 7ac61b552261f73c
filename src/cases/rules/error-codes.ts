import { sequence } from "./sequence.js";

/** Which codes a merchant can be made to show. */
export const errorCodeRules = [
  sequence({
    id: "error-codes/provoked",
    severity: "info",
    title: { zh: "配置能引出它所说的错误码", en: "The config brings about the codes it names" },
    explanation: {
      zh: "merchant.provoke 说明哪些请求改动会让商家返回哪个错误码。返回了别的码不违反文档，只说明这个码没有被验证到。",
      en: "merchant.provoke says which changes of a payload make the merchant answer which code. Another code breaks no document; it only means that this one has not been seen.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
  sequence({
    id: "error-codes/min-codes",
    severity: "error",
    title: { zh: "见到的错误码达到要求的数量", en: "As many codes were shown as asked for" },
    explanation: {
      zh: "--min-codes 要求商家至少展示这么多个文档中的错误码。请在 merchant.provoke 中补充引出它们的办法。",
      en: "--min-codes asks that the merchant shows at least that many of the documented codes. Add to merchant.provoke how to bring them about.",
    },
    doc: { page: "create-order", field: "response.error_code" },
  }),
];
