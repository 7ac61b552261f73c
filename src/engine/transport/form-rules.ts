import { quote } from "../../core/excerpt.js";
import type { TransportRule } from "../../core/rule.js";
import { answeredOk } from "./answered.js";
import { isJsonObject } from "./broken-body.js";

export const contentType: TransportRule = {
  kind: "transport",
  id: "transport/content-type",
  severity: "warning",
  part: "headers",
  title: { zh: "Content-Type 是 application/json", en: "Content-Type is application/json" },
  explanation: {
    zh: "响应体是 JSON，就应声明 application/json（可带 charset=utf-8）。没有看到平台因此拒绝应答，所以只是警告。",
    en: "A JSON body should say application/json (charset=utf-8 may follow). The platform has not been seen to refuse other values, so this is only a warning.",
  },
  doc: { page: "spi", field: "response.headers.content-type" },
  check(exchange, report) {
    const answer = answeredOk(exchange);
    if (!answer || !isJsonObject(answer.json)) return;
    const declared = answer.headers["content-type"];
    if (declared !== undefined && isJsonType(declared)) return;
    report({
      pointer: "/content-type",
      expected: "application/json",
      actual: declared ?? null,
      message: {
        text:
          declared === undefined
            ? {
                zh: "应答没有 Content-Type。请声明 application/json。",
                en: "The answer has no Content-Type. Declare application/json.",
              }
            : {
                zh: "Content-Type 是 {declared}，应为 application/json（UTF-8）。",
                en: "Content-Type is {declared}; it should be application/json (UTF-8).",
              },
        args: { declared: quote(declared ?? "") },
      },
    });
  },
};

function isJsonType(declared: string): boolean {
  if (!/^application\/json\s*(?:[;,]|$)/i.test(declared)) return false;
  const charset = /;\s*charset\s*=\s*"?([^";,\s]+)/i.exec(declared)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

/** One finding for each repeated key, up to this many. */
const maxRepeated = 20;

export const duplicateKey: TransportRule = {
  kind: "transport",
  id: "transport/duplicate-key",
  severity: "warning",
  part: "response",
  title: { zh: "同一对象里没有重复的键", en: "No key stands twice in one object" },
  explanation: {
    zh: "重复的键在不同解析器里结果不同：有的取第一个，有的取最后一个。",
    en: "Parsers differ on a repeated key: some take the first value, some the last.",
  },
  doc: { page: "spi", field: "response.body" },
  check(exchange, report) {
    for (const { key, pointer, line, column } of answeredOk(exchange)?.duplicates?.slice(0, maxRepeated) ?? []) {
      report({
        pointer,
        expected: 1,
        actual: 2,
        message: {
          text: {
            zh: "键 {key} 在第 {line} 行第 {column} 列重复出现，平台取哪一个没有定论。请只写一次。",
            en: "The key {key} stands again at line {line}, column {column}; which value the platform takes is open. Write it once.",
          },
          args: { key: quote(key, 40), line, column },
        },
      });
    }
  },
};
