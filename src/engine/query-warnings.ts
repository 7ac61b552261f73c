import type { Message, Text } from "../core/text.js";
import { visible } from "../core/visible.js";
import { type QueryPair, queryPairs } from "./query.js";

/** What in a configured URL's own query is signed differently by different implementations, one sentence for each key. */
export function queryWarnings(url: string): readonly Message[] {
  const pairs = queryPairs(url);
  const keys = [...new Set(pairs.map(({ key }) => key))];
  return keys.flatMap((key) =>
    doubts.filter(({ applies }) => applies(key, pairs)).map(({ text }) => ({ text, args: { key: visible(key) } })),
  );
}

type Doubt = { readonly applies: (key: string, pairs: readonly QueryPair[]) => boolean; readonly text: Text };

const doubts: readonly Doubt[] = [
  {
    applies: (key) => key === "client_key" || key === "timestamp" || key === "sign",
    text: {
      zh: "URL 中已有参数 {key}。这是平台添加的参数，签名时会被替换。",
      en: "The URL already has the parameter {key}. The platform adds it, so it is replaced when signing.",
    },
  },
  {
    applies: (key) => key !== "sign" && key.toLowerCase() === "sign",
    text: {
      zh: "URL 参数 {key} 只有大小写与 sign 不同：多数实现不让它参与签名，少数会。请换一个名字。",
      en: "The URL parameter {key} differs from sign only in case: most implementations leave it out of the signature, some don't. Rename it.",
    },
  },
  {
    applies: (key, pairs) => pairs.filter((pair) => pair.key === key).length > 1,
    text: {
      zh: "URL 参数 {key} 出现了多次：有的实现对每个值都签名，有的只取最后一个。请只保留一个。",
      en: "The URL parameter {key} stands there more than once: some implementations sign each value, some only the last. Keep one.",
    },
  },
  {
    applies: (key) => /[[\]]/.test(key),
    text: {
      zh: "URL 参数 {key} 带方括号：PHP 会把它当作数组，签名内容因此不同。请换一个名字。",
      en: "The URL parameter {key} has square brackets: PHP takes it for an array and signs something else. Rename it.",
    },
  },
  {
    applies: (key) => /[. ]/.test(key),
    text: {
      zh: "URL 参数 {key} 含有点或空格：PHP 会把它们改成下划线，签名内容因此不同。请换一个名字。",
      en: "The URL parameter {key} has a dot or a blank: PHP turns it into an underscore and signs something else. Rename it.",
    },
  },
  {
    applies: (key) => /^-?\d+$/.test(key),
    text: {
      zh: "URL 参数 {key} 是纯数字：PHP 会按数值排序，签名内容可能因此不同。请换一个名字。",
      en: "The URL parameter {key} is a number: PHP sorts it as one and may sign something else. Rename it.",
    },
  },
];
