import type { TransportRule } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { isUnreachable } from "../verdict.js";
import { answered, failed } from "./answered.js";

/** The share of the timeout past which an answer counts as slow. */
const slowShare = 0.8;

export const timeout: TransportRule = {
  kind: "transport",
  id: "transport/timeout",
  severity: "error",
  part: "transport",
  title: { zh: "在时限内应答", en: "The answer arrives within the timeout" },
  explanation: {
    zh: "从连接到收完响应体只有一个总时限。文档没有给出酒店回调的时限，默认 5000 毫秒是假定值，可用 --timeout 修改。超时后平台会重试（假定），所以请先落库再做耗时的事，并保证幂等。",
    en: "One overall deadline covers everything from connecting to the last byte of the answer. The documents give no number for hotels; the default of 5000 ms is assumed, and --timeout changes it. The platform retries after a timeout (assumed), so store first, do slow work later, and be idempotent.",
  },
  doc: { page: "spi", field: "response.timeout" },
  check(exchange, report) {
    const failure = failed(exchange);
    if (failure?.kind !== "timeout" || isUnreachable(failure)) return;
    report({
      pointer: "",
      expected: exchange.timeoutMs,
      actual: Math.round(exchange.durationMs),
      message: { text: timeoutTexts[failure.detail] ?? timeoutText, args: { limit: exchange.timeoutMs } },
    });
  },
};

const timeoutText: Text = {
  zh: "{limit} 毫秒内没有收完应答。请让回调先应答，耗时的工作放到之后；确实需要更久时用 --timeout 放宽。",
  en: "The answer was not complete within {limit} ms. Answer first and do slow work afterwards; if the service needs longer, raise --timeout.",
};

/** By how far the exchange had come. */
const timeoutTexts: Readonly<Record<string, Text>> = {
  headers: {
    zh: "{limit} 毫秒内没有任何应答。请让回调先应答，耗时的工作放到之后；确实需要更久时用 --timeout 放宽。",
    en: "No answer began within {limit} ms. Answer first and do slow work afterwards; if the service needs longer, raise --timeout.",
  },
  body: {
    zh: "响应头已到，但 {limit} 毫秒内没有收完响应体。请检查 Content-Length 是否大于实际长度，或分块传输是否缺少结束块。",
    en: "The headers came, but the body was not complete within {limit} ms. Check for a Content-Length larger than the body, or a chunked body without its last chunk.",
  },
};

export const slow: TransportRule = {
  kind: "transport",
  id: "transport/slow",
  severity: "warning",
  part: "transport",
  title: { zh: "应答没有逼近时限", en: "The answer is not close to the timeout" },
  explanation: {
    zh: "用时超过时限的 80% 时给出警告：线上稍有抖动就会超时并被重试。",
    en: "An answer that takes more than 80 % of the timeout is a warning: a little jitter in production makes it a timeout and a retry.",
  },
  doc: { page: "spi", field: "response.timeout" },
  check(exchange, report) {
    const { durationMs, timeoutMs, sabotaged } = exchange;
    if (!answered(exchange) || sabotaged || durationMs <= slowShare * timeoutMs) return;
    report({
      pointer: "",
      expected: Math.round(slowShare * timeoutMs),
      actual: Math.round(durationMs),
      message: {
        text: {
          zh: "应答用了 {taken} 毫秒，超过时限 {limit} 毫秒的 80%。线上稍有抖动就会超时。",
          en: "The answer took {taken} ms, more than 80 % of the timeout of {limit} ms. A little jitter in production makes it a timeout.",
        },
        args: { taken: Math.round(durationMs), limit: timeoutMs },
      },
    });
  },
};
