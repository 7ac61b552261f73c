import type { TransportRule } from "../../core/rule.js";
import type { Text } from "../../core/text.js";
import { isGivenUp } from "../verdict.js";
import { failed } from "./answered.js";

/** What the transport calls a body that its Content-Encoding does not decode. */
const undecodable = "content-encoding";

export const connection: TransportRule = {
  kind: "transport",
  id: "transport/connection",
  severity: "error",
  part: "transport",
  title: { zh: "连接完整，HTTP 合法", en: "The connection holds and speaks HTTP" },
  explanation: {
    zh: "应答必须完整送达：不能中途断开、长度不符或不是合法的 HTTP。常见原因是进程崩溃、网关超时、手写的 Content-Length。平台会当作没有应答而重试（假定）。",
    en: "The answer must arrive whole: no connection dropped half-way, no wrong length, no malformed HTTP. Usual causes are a crashed process, a gateway's timeout, or a Content-Length written by hand. The platform takes it for no answer and retries (assumed).",
  },
  doc: { page: "spi", field: "response" },
  check(exchange, report) {
    const failure = failed(exchange);
    if (failure?.kind !== "reset" && failure?.kind !== "bad-http") return;
    if (failure.detail === undecodable || isGivenUp(failure)) return;
    const text = failure.kind === "reset" ? resetText : (knownTexts[failure.detail] ?? badHttpText);
    report({
      pointer: "",
      expected: null,
      actual: `${failure.kind}: ${failure.detail}`,
      message: {
        text: failure.detail === "in-body" ? cutText : text,
        args: { detail: failure.detail },
      },
    });
  },
};

const resetText: Text = {
  zh: "商家没有应答就关闭了连接（{detail}）。请查看服务日志：进程是否崩溃、请求是否被网关丢弃。",
  en: "The merchant closed the connection without an answer ({detail}). Look into the server's log: a crash, or a gateway that dropped the request.",
};

const cutText: Text = {
  zh: "连接在响应体中途断开，应答不完整。请检查 Content-Length 和实际长度是否一致、进程是否中途退出。",
  en: "The connection broke in the middle of the body, so the answer is incomplete. Check that Content-Length equals the real length and that the process did not end half-way.",
};

const badHttpText: Text = {
  zh: "应答不是合法的 HTTP（{detail}）。请不要手写响应头，交给 Web 框架输出。",
  en: "The answer is not valid HTTP ({detail}). Leave the headers to the web framework instead of writing them by hand.",
};

const knownTexts: Readonly<Record<string, Text>> = {
  "not-http": {
    zh: "这个端口的应答不是 HTTP。请检查地址和端口。",
    en: "What answers on this port does not speak HTTP. Check the address and the port.",
  },
  "server-speaks-tls": {
    zh: "这个端口使用 TLS，而地址写的是 http。请改成 https。",
    en: "This port speaks TLS, but the address says http. Change it to https.",
  },
  "surplus-bytes": {
    zh: "应答结束之后还有多余的字节。Content-Length 小于实际长度，或在应答之后又输出了内容。",
    en: "Bytes follow after the end of the answer: Content-Length is smaller than the body, or something was written after it.",
  },
};

export const contentEncoding: TransportRule = {
  kind: "transport",
  id: "transport/content-encoding",
  severity: "error",
  part: "headers",
  title: { zh: "声明的编码可以解开", en: "The declared encoding can be decoded" },
  explanation: {
    zh: "响应头 Content-Encoding 声明的编码必须与响应体一致（gzip、deflate、br）。常见原因是网关已经解压却保留了响应头，或压缩了两次。",
    en: "The body must be in the encoding that Content-Encoding declares (gzip, deflate, br). Usual causes are a gateway that unpacked the body and kept the header, or a body compressed twice.",
  },
  doc: { page: "spi", field: "response.headers.content-encoding" },
  check(exchange, report) {
    const failure = failed(exchange);
    if (failure?.kind !== "bad-http" || failure.detail !== undecodable) return;
    const declared = exchange.answer?.headers["content-encoding"] ?? null;
    report({
      pointer: "/content-encoding",
      expected: ["gzip", "deflate", "br"],
      actual: declared,
      message: {
        text: {
          zh: "响应体无法按声明的 Content-Encoding（{declared}）解码。请让编码与声明一致，或去掉这个响应头。",
          en: "The body cannot be decoded as its Content-Encoding ({declared}) says. Make the two agree, or leave the header out.",
        },
        args: { declared: declared ?? "?" },
      },
    });
  },
};

export const tooLarge: TransportRule = {
  kind: "transport",
  id: "transport/too-large",
  severity: "error",
  part: "response",
  title: { zh: "响应体不超过上限", en: "The body stays below the cap" },
  explanation: {
    zh: "解压后的响应体超过 1 MiB 就不再读取。正常的应答不到 1 KB；常见原因是返回了调试页面、日志或整个数据列表。",
    en: "A body over 1 MiB after decompression is cut off. A normal answer is below 1 KB; usual causes are a debug page, a log, or a whole list of records.",
  },
  doc: { page: "spi", field: "response.body" },
  check(exchange, report) {
    const failure = failed(exchange);
    if (failure?.kind !== "too-large") return;
    const cap = Number(failure.detail) || 1_048_576;
    report({
      pointer: "",
      expected: cap,
      actual: failure.detail,
      message: {
        text: {
          zh: "响应体超过 {cap} 字节（解压后），已停止读取。正常的应答不到 1 KB，请检查返回了什么。",
          en: "The body is larger than {cap} bytes (decompressed) and was cut off. A normal answer is below 1 KB; check what is being returned.",
        },
        args: { cap },
      },
    });
  },
};
