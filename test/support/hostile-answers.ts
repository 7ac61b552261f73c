import type { Socket } from "node:net";
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

export type HostileAnswer = {
  readonly name: string;
  /** `answer 200`, or the failure's kind and detail; several when the operating system decides. */
  readonly outcome: string | readonly string[];
  /** What the server does with its side of the connection. */
  readonly serve: (socket: Socket) => void;
  /** Serve at once, before anything is read of the request. */
  readonly early?: boolean;
  readonly timeoutMs?: number;
};

const good = '{"data":{"error_code":0,"description":"success"}}';
const short = 300;

function head(...lines: readonly string[]): string {
  return `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\n`;
}

function say(text: string | Buffer): (socket: Socket) => void {
  return (socket) => socket.write(text);
}

function sayAndEnd(text: string | Buffer): (socket: Socket) => void {
  return (socket) => socket.end(text);
}

function sayAndReset(text: string): (socket: Socket) => void {
  return (socket) => {
    if (text === "") socket.resetAndDestroy();
    else socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
  };
}

/** A body of known length after any headers. */
function body(content: string | Buffer, ...lines: readonly string[]): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(head(...lines, `Content-Length: ${bytes.length}`)), bytes]);
}

/** Says the same again for ever, as fast as the client reads. */
function flood(start: string, piece: string | Buffer): (socket: Socket) => void {
  return (socket) => {
    socket.write(start);
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on("drain", () => setImmediate(more));
    more();
  };
}

function drip(start: string, piece: string, everyMs: number): (socket: Socket) => void {
  return (socket) => {
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on("close", () => clearInterval(timer));
  };
}

/** 32 MiB of zeros, packed. */
const bombs = packBombs(Buffer.alloc(32 * 1024 * 1024));

function packBombs(zeros: Buffer) {
  const gzip = gzipSync(zeros);
  return {
    gzip,
    br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
    deflate: deflateSync(zeros),
    raw: deflateRawSync(zeros),
    twice: gzipSync(gzip),
  };
}

const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

export const hostileAnswers: readonly HostileAnswer[] = [
  // Silence and slowness
  { name: "never answers", outcome: "timeout headers", timeoutMs: short, serve: () => undefined },
  {
    name: "never reads nor answers",
    outcome: "timeout headers",
    timeoutMs: short,
    early: true,
    serve: (s) => s.pause(),
  },
  { name: "half a status line, then silence", outcome: "timeout headers", timeoutMs: short, serve: say("HTTP/1.1 20") },
  {
    name: "headers without an end",
    outcome: "timeout headers",
    timeoutMs: short,
    serve: say("HTTP/1.1 200 OK\r\nA: b\r\n"),
  },
  {
    name: "headers one byte at a time",
    outcome: "timeout headers",
    timeoutMs: short,
    serve: drip("HTTP/1.1 200 OK\r\nX-Slow: ", "a", 20),
  },
  {
    name: "a new header every 20 ms",
    outcome: "timeout headers",
    timeoutMs: short,
    serve: drip("HTTP/1.1 200 OK\r\n", "X: y\r\n", 20),
  },
  {
    name: "body one byte at a time",
    outcome: "timeout body",
    timeoutMs: short,
    serve: drip(head("Content-Length: 9999"), " ", 20),
  },
  {
    name: "chunks of one byte, for ever",
    outcome: "timeout body",
    timeoutMs: short,
    serve: drip(head("Transfer-Encoding: chunked"), chunk(" "), 20),
  },
  {
    name: "stops in the middle of the body",
    outcome: "timeout body",
    timeoutMs: short,
    serve: say(`${head("Content-Length: 99")}{"data":`),
  },
  {
    name: "whole body without a length, never closed",
    outcome: "timeout body",
    timeoutMs: short,
    serve: say(head() + good),
  },
  {
    name: "last chunk never comes",
    outcome: "timeout body",
    timeoutMs: short,
    serve: say(head("Transfer-Encoding: chunked") + chunk(good)),
  },
  {
    name: "gzip that stops after its header",
    outcome: "timeout body",
    timeoutMs: short,
    serve: say(
      Buffer.concat([
        Buffer.from(head("Content-Encoding: gzip", "Content-Length: 500")),
        gzipSync(good).subarray(0, 12),
      ]),
    ),
  },
  {
    name: "interim answers every 20 ms",
    outcome: "timeout headers",
    timeoutMs: short,
    serve: drip("", "HTTP/1.1 102 Processing\r\n\r\n", 20),
  },
  // Endless and oversized
  {
    name: "endless header lines",
    outcome: "bad-http headers-too-large",
    serve: flood("HTTP/1.1 200 OK\r\n", "X-More: and more\r\n".repeat(50)),
  },
  {
    name: "one endless header",
    outcome: "bad-http headers-too-large",
    serve: flood("HTTP/1.1 200 OK\r\nX-Big: ", "a".repeat(4096)),
  },
  {
    name: "endless reason phrase",
    outcome: ["bad-http headers-too-large", "timeout headers"],
    timeoutMs: short,
    serve: flood("HTTP/1.1 200 ", "OK ".repeat(1000)),
  },
  {
    name: "endless empty lines before the status",
    outcome: "timeout headers",
    timeoutMs: short,
    serve: flood("", "\r\n".repeat(1000)),
  },
  {
    name: "flood of 100 Continue",
    outcome: "bad-http interim-answers",
    serve: flood("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(20)),
  },
  {
    name: "flood of 103 with headers",
    outcome: "bad-http interim-answers",
    serve: flood("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(20)),
  },
  { name: "3,000 header lines", outcome: "answer 200", serve: say(body(good, ...Array<string>(3000).fill("a: b"))) },
  {
    name: "endless body without a length",
    outcome: "too-large 1048576",
    serve: flood(head(), Buffer.alloc(65536, 32)),
  },
  {
    name: "endless chunked body",
    outcome: "too-large 1048576",
    serve: flood(head("Transfer-Encoding: chunked"), chunk(" ".repeat(65536))),
  },
  { name: "10 MB of JSON", outcome: "too-large 1048576", serve: say(body(`{"data":"${"x".repeat(10_000_000)}"}`)) },
  {
    name: "a declared terabyte",
    outcome: "too-large 1048576",
    serve: flood(head("Content-Length: 1000000000000"), Buffer.alloc(65536, 32)),
  },
  { name: "one byte past the cap", outcome: "too-large 1048576", serve: say(body(Buffer.alloc(1_048_577, 32))) },
  { name: "exactly the cap", outcome: "answer 200", serve: say(body(Buffer.alloc(1_048_576, 32))) },
  {
    name: "half a megabyte in chunks of one byte",
    outcome: "answer 200",
    serve: say(`${head("Transfer-Encoding: chunked")}${"1\r\na\r\n".repeat(500_000)}0\r\n\r\n`),
  },
  {
    name: "endless chunk extension",
    outcome: "bad-http chunk-extensions-too-large",
    serve: flood(`${head("Transfer-Encoding: chunked")}2;a=`, "b".repeat(4096)),
  },
  {
    name: "endless trailers",
    outcome: "bad-http headers-too-large",
    serve: flood(`${head("Transfer-Encoding: chunked")}${chunk(good)}0\r\n`, "X-T: t\r\n".repeat(100)),
  },
  // Content encodings
  { name: "gzip bomb", outcome: "too-large 1048576", serve: say(body(bombs.gzip, "Content-Encoding: gzip")) },
  { name: "brotli bomb", outcome: "too-large 1048576", serve: say(body(bombs.br, "Content-Encoding: br")) },
  { name: "deflate bomb", outcome: "too-large 1048576", serve: say(body(bombs.deflate, "Content-Encoding: deflate")) },
  { name: "raw deflate bomb", outcome: "too-large 1048576", serve: say(body(bombs.raw, "Content-Encoding: deflate")) },
  {
    name: "gzip bomb inside gzip",
    outcome: "too-large 1048576",
    serve: say(body(bombs.twice, "Content-Encoding: gzip, gzip")),
  },
  {
    name: "endless gzip stream",
    outcome: "too-large 1048576",
    serve: (s) => {
      const gzip = createGzip();
      s.write(head("Content-Encoding: gzip"));
      gzip.pipe(s);
      s.on("close", () => gzip.destroy());
      const more = (): void => {
        if (!gzip.destroyed) gzip.write(Buffer.alloc(65536), () => setImmediate(more));
      };
      more();
    },
  },
  {
    name: "more layers of encoding than make sense",
    outcome: "bad-http content-encoding",
    serve: say(body(good, "Content-Encoding: gzip, gzip, gzip, gzip")),
  },
  { name: "says gzip, is not", outcome: "bad-http content-encoding", serve: say(body(good, "Content-Encoding: gzip")) },
  { name: "says br, is not", outcome: "bad-http content-encoding", serve: say(body(good, "Content-Encoding: br")) },
  {
    name: "says deflate, is not",
    outcome: "bad-http content-encoding",
    serve: say(body(good, "Content-Encoding: deflate")),
  },
  {
    name: "gzip cut short",
    outcome: "bad-http content-encoding",
    serve: say(body(gzipSync(good).subarray(0, 30), "Content-Encoding: gzip")),
  },
  {
    name: "gzip with a wrong checksum",
    outcome: "bad-http content-encoding",
    serve: say(body(Buffer.concat([gzipSync(good).subarray(0, -8), Buffer.alloc(8, 1)]), "Content-Encoding: gzip")),
  },
  {
    name: "an encoding nobody knows",
    outcome: "bad-http content-encoding",
    serve: say(body(good, "Content-Encoding: constructor")),
  },
  { name: "gzip declared over nothing", outcome: "answer 200", serve: say(body("", "Content-Encoding: gzip")) },
  { name: "gzip, properly", outcome: "answer 200", serve: say(body(gzipSync(good), "Content-Encoding: GZIP")) },
  {
    name: "raw deflate, properly",
    outcome: "answer 200",
    serve: say(body(deflateRawSync(good), "Content-Encoding: deflate")),
  },
  // Lengths and chunks
  {
    name: "length longer than the body",
    outcome: "reset in-body",
    serve: sayAndEnd(`${head("Content-Length: 999")}${good}`),
  },
  {
    name: "length shorter than the body",
    outcome: "bad-http surplus-bytes",
    serve: sayAndEnd(`${head("Content-Length: 9")}${good}`),
  },
  { name: "negative length", outcome: "bad-http content-length", serve: say(`${head("Content-Length: -1")}${good}`) },
  {
    name: "length that is no number",
    outcome: "bad-http content-length",
    serve: say(`${head("Content-Length: many")}${good}`),
  },
  {
    name: "length past 64 bits",
    outcome: "bad-http content-length",
    serve: say(`${head("Content-Length: 99999999999999999999999")}${good}`),
  },
  {
    name: "two different lengths",
    outcome: "bad-http conflicting-length",
    serve: say(`${head("Content-Length: 9", "Content-Length: 49")}${good}`),
  },
  {
    name: "length and chunks together",
    outcome: ["bad-http conflicting-length", "bad-http transfer-encoding", "bad-http content-length"],
    serve: say(`${head("Content-Length: 9", "Transfer-Encoding: chunked")}${chunk(good)}0\r\n\r\n`),
  },
  {
    name: "chunk cut short",
    outcome: "reset in-body",
    serve: sayAndEnd(`${head("Transfer-Encoding: chunked")}ff\r\n${good}`),
  },
  {
    name: "closed before the last chunk",
    outcome: "reset in-body",
    serve: sayAndEnd(head("Transfer-Encoding: chunked") + chunk(good)),
  },
  {
    name: "chunk size in words",
    outcome: "bad-http chunk-size",
    serve: say(`${head("Transfer-Encoding: chunked")}zz\r\n${good}\r\n0\r\n\r\n`),
  },
  {
    name: "chunk size past 64 bits",
    outcome: "bad-http chunk-size",
    serve: say(`${head("Transfer-Encoding: chunked")}fffffffffffffffffffff\r\n`),
  },
  {
    name: "negative chunk size",
    outcome: "bad-http chunk-size",
    serve: say(`${head("Transfer-Encoding: chunked")}-5\r\n${good}`),
  },
  {
    name: "chunk longer than it says",
    outcome: ["bad-http line-end", "bad-http strict", "bad-http chunk-size"],
    serve: say(`${head("Transfer-Encoding: chunked")}5\r\n${good}\r\n0\r\n\r\n`),
  },
  {
    name: "an unknown transfer encoding",
    outcome: ["timeout body", "bad-http transfer-encoding"],
    timeoutMs: short,
    serve: say(`${head("Transfer-Encoding: gzip")}${good}`),
  },
  // Resets and closes
  { name: "reset at once", outcome: "reset before-answer", early: true, serve: sayAndReset("") },
  { name: "reset instead of an answer", outcome: "reset before-answer", serve: sayAndReset("") },
  { name: "reset after the status line", outcome: "reset before-answer", serve: sayAndReset("HTTP/1.1 200 OK\r\n") },
  { name: "reset after the headers", outcome: "reset in-body", serve: sayAndReset(head("Content-Length: 49")) },
  { name: "reset in the body", outcome: "reset in-body", serve: sayAndReset(`${head("Content-Length: 49")}{"data":`) },
  { name: "reset in a body without length", outcome: "reset in-body", serve: sayAndReset(`${head()}{"data":`) },
  {
    name: "reset after an interim answer",
    outcome: "reset before-answer",
    serve: sayAndReset("HTTP/1.1 100 Continue\r\n\r\n"),
  },
  {
    name: "closed at once, the request unread",
    outcome: "reset before-answer",
    early: true,
    serve: (s) => s.end(),
  },
  { name: "closed instead of an answer", outcome: "reset before-answer", serve: sayAndEnd("") },
  {
    name: "closed in the status line",
    outcome: ["reset before-answer", "bad-http incomplete"],
    serve: sayAndEnd("HTTP/1.1 2"),
  },
  {
    name: "closed in the headers",
    outcome: ["reset before-answer", "bad-http incomplete"],
    serve: sayAndEnd("HTTP/1.1 200 OK\r\nContent-Le"),
  },
  { name: "closed after the headers", outcome: "reset in-body", serve: sayAndEnd(head("Content-Length: 49")) },
  { name: "body without a length, then closed", outcome: "answer 200", serve: sayAndEnd(head() + good) },
  {
    name: "answers before the request is there",
    outcome: ["answer 200", "reset before-answer"],
    early: true,
    serve: sayAndEnd(body(good)),
  },
  // Status lines
  { name: "status 000", outcome: "bad-http status", serve: say("HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n") },
  { name: "status 099", outcome: "bad-http status", serve: say("HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n") },
  { name: "status 999", outcome: "answer 999", serve: say("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n") },
  { name: "status 1000", outcome: "bad-http status", serve: say("HTTP/1.1 1000 Long\r\nContent-Length: 0\r\n\r\n") },
  {
    name: "status of two digits",
    outcome: "bad-http status",
    serve: say("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"),
  },
  { name: "status in letters", outcome: "bad-http status", serve: say("HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n") },
  { name: "status below zero", outcome: "bad-http status", serve: say("HTTP/1.1 -20 OK\r\nContent-Length: 0\r\n\r\n") },
  {
    name: "no reason phrase",
    outcome: "answer 200",
    serve: say(`HTTP/1.1 200\r\nContent-Length: ${good.length}\r\n\r\n${good}`),
  },
  { name: "HTTP/1.0", outcome: "answer 200", serve: sayAndEnd(`HTTP/1.0 200 OK\r\n\r\n${good}`) },
  { name: "HTTP/3.0", outcome: "bad-http version", serve: say(`HTTP/3.0 200 OK\r\n\r\n${good}`) },
  { name: "HTTP/9.9.9", outcome: "bad-http version", serve: say(`HTTP/9.9.9 200 OK\r\n\r\n${good}`) },
  { name: "lower-case http", outcome: "bad-http not-http", serve: say(`http/1.1 200 ok\r\n\r\n${good}`) },
  { name: "only a body", outcome: "bad-http not-http", serve: sayAndEnd(good) },
  {
    name: "an HTML page without headers",
    outcome: "bad-http not-http",
    serve: sayAndEnd("<!doctype html><title>502</title>"),
  },
  {
    name: "a banner of another protocol",
    outcome: "bad-http not-http",
    early: true,
    serve: say("SSH-2.0-OpenSSH_9.6\r\n"),
  },
  {
    name: "frames of HTTP/2",
    outcome: "bad-http not-http",
    early: true,
    serve: say(Buffer.from([0, 0, 18, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 128])),
  },
  {
    name: "a TLS alert on a plain port",
    outcome: "bad-http server-speaks-tls",
    serve: sayAndEnd(Buffer.from([0x15, 3, 1, 0, 2, 2, 10])),
  },
  { name: "random bytes", outcome: "bad-http not-http", serve: say(Buffer.from("9f8a6c51d200ff00e7", "hex")) },
  {
    name: "switches to another protocol",
    outcome: "bad-http upgrade",
    serve: say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello"),
  },
  {
    name: "100 Continue, then the answer",
    outcome: "answer 200",
    serve: say(Buffer.concat([Buffer.from("HTTP/1.1 100 Continue\r\n\r\n"), body(good)])),
  },
  {
    name: "early hints, then the answer",
    outcome: "answer 200",
    serve: say(Buffer.concat([Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), body(good)])),
  },
  {
    name: "two answers to one request",
    outcome: ["answer 200", "bad-http surplus-bytes"],
    serve: say(Buffer.concat([body(good), body(good)])),
  },
  {
    name: "204 with a body",
    outcome: ["answer 204", "bad-http surplus-bytes"],
    serve: sayAndEnd(`HTTP/1.1 204 No Content\r\n\r\n${good}`),
  },
  {
    name: "500 with an HTML page",
    outcome: "answer 500",
    serve: sayAndEnd("HTTP/1.1 500 Oops\r\nContent-Type: text/html\r\n\r\n<html>"),
  },
  // Header syntax
  { name: "NUL in a header value", outcome: "bad-http header", serve: say(body(good, "X-A: a\0b")) },
  { name: "NUL in a header name", outcome: "bad-http header", serve: say(body(good, "X-\0A: b")) },
  {
    name: "NUL in the reason",
    outcome: ["answer 200", "bad-http status"],
    serve: say(`HTTP/1.1 200 O\0K\r\nContent-Length: 2\r\n\r\n{}`),
  },
  {
    name: "ESC in a header value",
    outcome: ["answer 200", "bad-http header"],
    serve: say(body(good, "X-A: \x1b[2J\x1b]0;title\x07")),
  },
  {
    name: "ESC in the reason",
    outcome: "answer 200",
    serve: say("HTTP/1.1 200 \x1b[31mOK\r\nContent-Length: 2\r\n\r\n{}"),
  },
  {
    name: "lines that end in LF alone",
    outcome: ["answer 200", "bad-http line-end"],
    serve: say(`HTTP/1.1 200 OK\nContent-Length: ${good.length}\n\n${good}`),
  },
  {
    name: "lines that end in CR alone",
    outcome: ["bad-http line-end", "bad-http status", "bad-http header"],
    serve: say(`HTTP/1.1 200 OK\rContent-Length: 2\r\r{}`),
  },
  { name: "space before the colon", outcome: "bad-http header", serve: say(body(good, "X-A : b")) },
  { name: "header without a colon", outcome: "bad-http header", serve: say(body(good, "X-A")) },
  { name: "header without a name", outcome: "bad-http header", serve: say(body(good, ": b")) },
  { name: "folded header", outcome: ["answer 200", "bad-http header"], serve: say(body(good, "X-A: b", " c")) },
  { name: "header name in Chinese", outcome: "bad-http header", serve: say(body(good, "酒店: b")) },
  { name: "header value in Chinese", outcome: "answer 200", serve: say(body(good, "X-A: 酒店")) },
  {
    name: "a header called __proto__",
    outcome: "answer 200",
    serve: say(body(good, "__proto__: x", "constructor: y")),
  },
  // Bodies: the transport hands them on as bytes
  { name: "invalid UTF-8", outcome: "answer 200", serve: say(body(Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x7d]))) },
  { name: "byte order mark", outcome: "answer 200", serve: say(body(`\ufeff${good}`)) },
  { name: "UTF-16", outcome: "answer 200", serve: say(body(Buffer.from(good, "utf16le"))) },
  {
    name: "JSON nested 100,000 deep",
    outcome: "answer 200",
    serve: say(body("[".repeat(100_000) + "]".repeat(100_000))),
  },
  { name: "duplicate keys", outcome: "answer 200", serve: say(body('{"data":{"error_code":0,"error_code":6}}')) },
  { name: "__proto__ in the body", outcome: "answer 200", serve: say(body('{"data":{"__proto__":{"error_code":0}}}')) },
  { name: "empty body", outcome: "answer 200", serve: say(body("")) },
  { name: "NUL bytes", outcome: "answer 200", serve: say(body(Buffer.alloc(100))) },
  {
    name: "body in single bytes",
    outcome: "answer 200",
    serve: (s) => {
      s.write(head(`Content-Length: ${good.length}`));
      for (const letter of good) s.write(letter);
    },
  },
];
