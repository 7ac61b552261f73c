import { headerOf } from "../core/header.js";
import { AppError } from "../core/problem.js";
import type { Message, Text, TextArgs } from "../core/text.js";
import { visible } from "../core/visible.js";
import { decodeChunks } from "./chunked.js";

export type CapturedRequest = {
  readonly method: string;
  /** Absolute where the target or a Host header tells the host, else path and query. */
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  /** What the body may have been, the likeliest first: saving a capture easily adds or loses a line end. Never empty. */
  readonly bodies: readonly CapturedBody[];
};

/** `note` says in what this reading of the body differs from the file; undefined when it doesn't. */
export type CapturedBody = { readonly bytes: Uint8Array; readonly note: Message | undefined };

/**
 * Reads an HTTP/1.1 request saved as text: request line, headers, blank line, body bytes. Lines may end in CRLF or LF. Throws
 * `AppError` (category fixture) when it is something else.
 */
export function parseCaptured(file: Uint8Array): CapturedRequest {
  const bytes = startsWith(file, [0xef, 0xbb, 0xbf]) ? file.subarray(3) : file;
  const { lines, rest } = splitHead(bytes);
  const [method, target] = readRequestLine(lines[0] ?? "");
  const headers = readHeaders(lines.slice(1));
  const header = (name: string) => headerOf(headers, name);
  return {
    method,
    url: target.startsWith("/") && header("host") ? `http://${header("host")}${target}` : target,
    headers,
    bodies:
      method === "POST" ? readBody(rest, header("transfer-encoding"), header("content-length")) : [unsigned(method)],
  };
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte);
}

/** The lines up to the blank one, and what follows it. */
function splitHead(bytes: Uint8Array): { lines: readonly string[]; rest: Uint8Array } {
  const lines: string[] = [];
  let start = 0;
  while (start < bytes.length) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = new TextDecoder().decode(bytes.subarray(start, end)).replace(/\r$/, "");
    start = end + 1;
    if (line === "" && lines.length > 0) break;
    if (line !== "") lines.push(line);
  }
  return { lines, rest: bytes.subarray(Math.min(start, bytes.length)) };
}

function readRequestLine(line: string): readonly [method: string, target: string] {
  const match = /^([A-Za-z]+)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/.exec(line);
  const [, method, target] = match ?? [];
  if (method !== undefined && target !== undefined && /^(?:\/|https?:\/\/)/i.test(target))
    return [method.toUpperCase(), target];
  if (line.startsWith("HTTP/")) throw problem("captured-is-response", isResponse);
  throw problem("captured-not-http", notHttp, { line: visible(line, 60) });
}

function readHeaders(lines: readonly string[]): readonly (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  for (const [i, line] of lines.entries()) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last) headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
    else {
      const colon = line.indexOf(":");
      if (colon < 1) throw problem("captured-bad-header", badHeader, { number: i + 2 });
      headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return headers;
}

function readBody(rest: Uint8Array, encoding: string | undefined, length: string | undefined): readonly CapturedBody[] {
  if (encoding !== undefined && /\bchunked\b/i.test(encoding)) {
    const body = decodeChunks(rest);
    if (body) return [{ bytes: body, note: undefined }];
    return [{ bytes: rest, note: { text: notChunked } }, ...aroundLineEnd(rest)];
  }
  const whole: CapturedBody = { bytes: rest, note: undefined };
  if (length === undefined || !/^\d+$/.test(length)) return [whole, ...aroundLineEnd(rest)];
  return byLength(whole, Number(length));
}

function byLength(whole: CapturedBody, declared: number): readonly CapturedBody[] {
  const args = { declared, actual: whole.bytes.length };
  if (whole.bytes.length === declared) return [whole];
  if (whole.bytes.length < declared)
    return [{ ...whole, note: { text: tooShort, args } }, ...aroundLineEnd(whole.bytes)];
  return [
    { bytes: whole.bytes.subarray(0, declared), note: { text: cutOff, args } },
    { ...whole, note: { text: tooLong, args } },
    ...aroundLineEnd(whole.bytes),
  ];
}

/** The body as it was before an editor added, or a tool dropped, the line end at the end of the file. */
function aroundLineEnd(body: Uint8Array): readonly CapturedBody[] {
  const carriage = body.at(-2) === 0x0d ? 2 : 1;
  if (body.at(-1) === 0x0a)
    return [{ bytes: body.subarray(0, body.length - carriage), note: { text: withoutLineEnd } }];
  const longer = new Uint8Array(body.length + 1);
  longer.set(body);
  longer[body.length] = 0x0a;
  return [{ bytes: longer, note: { text: withLineEnd } }];
}

function unsigned(method: string): CapturedBody {
  return { bytes: new Uint8Array(), note: { text: notPost, args: { method } } };
}

function problem(code: string, text: Text, args: TextArgs = {}): AppError {
  return new AppError({ code, category: "fixture", text, args });
}

const isResponse: Text = {
  zh: "这是一个 HTTP 应答，不是请求。请提供抖音发来的请求：请求行、请求头、空行、请求体。",
  en: "This is an HTTP answer, not a request. Give the request that Douyin sent: request line, headers, blank line, body.",
};
const notHttp: Text = {
  zh: "文件的第一行不是 HTTP 请求行：{line}。应以 POST /spi/create?client_key=… HTTP/1.1 这样的一行开头。",
  en: "The file's first line is not an HTTP request line: {line}. It should begin with a line like POST /spi/create?client_key=… HTTP/1.1.",
};
const badHeader: Text = {
  zh: "第 {number} 个非空行不是请求头：缺少冒号。请求头与请求体之间要有一个空行。",
  en: "Non-blank line {number} is not a header: it has no colon. A blank line must stand between the headers and the body.",
};
const notPost: Text = {
  zh: "请求方法是 {method}：只有 POST 的请求体参与签名。",
  en: "The method is {method}: only the body of a POST is signed.",
};
const notChunked: Text = {
  zh: "请求头声明了 chunked，但文件里的请求体不是分块格式，按原样使用。",
  en: "The headers say chunked, but the body in the file is not: it is taken as it stands.",
};
const tooShort: Text = {
  zh: "文件里的请求体有 {actual} 字节，Content-Length 却是 {declared}：可能被截断，或换行符被改过。",
  en: "The body in the file has {actual} bytes, but Content-Length says {declared}: it may be cut off, or its line ends changed.",
};
const cutOff: Text = {
  zh: "文件里的请求体有 {actual} 字节，按 Content-Length 只取前 {declared} 字节。",
  en: "The body in the file has {actual} bytes; only the {declared} that Content-Length names are used.",
};
const tooLong: Text = {
  zh: "使用了文件里的全部 {actual} 字节，尽管 Content-Length 是 {declared}。",
  en: "All {actual} bytes of the body in the file are used, although Content-Length says {declared}.",
};
const withoutLineEnd: Text = {
  zh: "去掉了文件末尾的换行：编辑器保存时常会加上它。",
  en: "The line end at the end of the file is left out: editors add one when they save.",
};
const withLineEnd: Text = {
  zh: "在请求体末尾补了一个换行：文件里可能丢失了它。",
  en: "A line feed is added at the end of the body: the file may have lost it.",
};
