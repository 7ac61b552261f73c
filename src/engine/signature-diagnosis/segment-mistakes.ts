import { appendBody } from "./fixes.js";
import type { SignatureMistake } from "./mistake.js";

/** The body's place in the string to sign. */
export const segmentMistakes: readonly SignatureMistake[] = [
  {
    id: "no-http-body",
    title: { zh: "没有把请求体加进待签名串", en: "The body was left out of the string to sign" },
    cause: {
      zh: "只对 URL 参数签名，缺少最后的 &http_body=…；也可能是请求体流已被读空。",
      en: "Only the URL's parameters were signed and the last segment &http_body=… is missing; the body's stream may have been drained already.",
    },
    fix: appendBody,
    group: "segment",
    transform: (recipe) => [{ ...recipe, bodyPlace: "nowhere" }],
  },
  {
    id: "empty-http-body",
    title: { zh: "加了 &http_body=，但内容为空", en: "&http_body= was added with nothing after it" },
    cause: {
      zh: "请求体流只能读一次，验签时已经读空；或者请求体本来就为空，而此时整段都不应出现。",
      en: "A body's stream can be read once and had been drained; or the body is empty, and then the whole segment is left out.",
    },
    fix: appendBody,
    group: "segment",
    transform: (recipe) => [{ ...recipe, body: new Uint8Array(), namesEmptyBody: true }],
  },
  {
    id: "http-body-sorted",
    title: { zh: "http_body 参与了排序", en: "http_body was sorted among the parameters" },
    cause: {
      zh: "把 http_body 和 URL 参数放进同一个 map 排序，它排到了 timestamp 之前；它应总在最后。",
      en: "http_body went into the same map as the parameters and came before timestamp; it always stands last.",
    },
    fix: appendBody,
    group: "segment",
    transform: (recipe) => [{ ...recipe, bodyPlace: "sorted" }],
  },
  {
    id: "http-body-name",
    title: {
      zh: "请求体前缺少 http_body=，或用了别的名字",
      en: "The body stands without http_body= or under another name",
    },
    cause: {
      zh: "请求体应以 &http_body= 接在参数之后。",
      en: "The body follows the parameters as &http_body=.",
    },
    fix: appendBody,
    group: "segment",
    transform: (recipe) =>
      ["&", "", "&body=", "&httpBody=", "&http-body=", "&http_body", "http_body="].map((bodyName) => ({
        ...recipe,
        bodyName,
      })),
  },
];
