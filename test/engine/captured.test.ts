import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { sayMessage } from "../../src/core/text.js";
import { parseCaptured } from "../../src/engine/captured.js";
import { verifyCaptured } from "../../src/engine/verify-captured.js";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (body: Uint8Array) => new TextDecoder().decode(body);

// Vector A of the documentation.
const secret = "example-secret-0123456789abcdef0";
const body = '{"order_id":"1000000000000000001","biz_type":2021}';
const target =
  "/spi/create?client_key=awexampleclientkey&timestamp=1700000000123&sign=9e1f8e8345a7ae43a6df5c1ac4f523ae";
const lifeSign = "x-life-sign: 92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0";
const capture = (headers: readonly string[], sent: string, end = "\r\n") =>
  bytes([`POST ${target} HTTP/1.1`, ...headers, "", ""].join(end) + sent);

test("request line, headers and body are read, whatever ends the lines", () => {
  for (const end of ["\r\n", "\n"]) {
    const request = parseCaptured(capture(["Host: h:8080", "X-A:  b  ", "X-A: c"], '{"a":\r\n\r\n1}', end));
    assert.equal(request.method, "POST");
    assert.equal(request.url, `http://h:8080${target}`);
    assert.deepEqual(request.headers, [
      ["Host", "h:8080"],
      ["X-A", "b"],
      ["X-A", "c"],
    ]);
    assert.equal(text(request.bodies[0]?.bytes ?? bytes("")), '{"a":\r\n\r\n1}');
  }
});

test("an absolute target, a missing host and a missing protocol version are fine", () => {
  assert.equal(parseCaptured(bytes("POST https://h/x?a=1 HTTP/1.1\n\n{}")).url, "https://h/x?a=1");
  assert.equal(parseCaptured(bytes("post /x?a=1\n\n{}")).url, "/x?a=1");
  assert.equal(parseCaptured(bytes("\ufeffPOST /x HTTP/1.1")).url, "/x");
});

test("a header may go on in the next line", () => {
  assert.deepEqual(parseCaptured(bytes("POST /x HTTP/1.1\nA: b\n  c\n\n")).headers, [["A", "b c"]]);
});

const variants: readonly [name: string, headers: readonly string[], sent: string, note: RegExp | undefined][] = [
  ["exact length", [`Content-Length: ${body.length}`], body, undefined],
  ["no length", [], body, undefined],
  ["no length and a line end that an editor added", [], `${body}\n`, /line end at the end of the file is left out/],
  ["no length and a CRLF that an editor added", [], `${body}\r\n`, /line end at the end of the file is left out/],
  [
    "a line end past the length",
    [`content-length: ${body.length}`],
    `${body}\n`,
    /only the 50 that Content-Length names/,
  ],
  ["a length that counts what is not there", ["Content-Length: 51"], body, /has 50 bytes, but Content-Length says 51/],
  ["a length that is too small", ["Content-Length: 10"], body, /All 50 bytes of the body in the file are used/],
  [
    "chunks",
    ["Transfer-Encoding: chunked"],
    `A\r\n${body.slice(0, 10)}\r\n28;x=y\r\n${body.slice(10)}\r\n0\r\nT: 1\r\n\r\n`,
    undefined,
  ],
  ["chunks with bare line feeds", ["Transfer-Encoding: chunked"], `32\n${body}\n0\n\n`, undefined],
  ["chunks that were joined already", ["Transfer-Encoding: chunked"], body, /The headers say chunked/],
];

for (const [name, headers, sent, note] of variants)
  test(`the body is found with ${name}`, () => {
    const result = verifyCaptured(parseCaptured(capture([...headers, lifeSign], sent)), secret);
    assert.deepEqual([result.ok, result.header, result.url, text(result.body)], [true, "valid", "valid", body]);
    const sentence = result.note && sayMessage("en", result.note);
    if (note) assert.match(sentence ?? "", note);
    else assert.equal(sentence, undefined);
  });

test("a body that lost its line feed is found again", () => {
  // Vector J: the body of A with a trailing line feed.
  const url = "/x?client_key=awexampleclientkey&timestamp=1700000000123";
  const sign = "x-life-sign: 85e3afae99faf481a5ffdd1e0ee8408a2ee8425fd85a60b8c2e7336b0c3c7148";
  const request = bytes(`POST ${url} HTTP/1.1\n${sign}\nContent-Length: 51\n\n${body}`);
  const result = verifyCaptured(parseCaptured(request), secret);
  assert.equal(result.ok, true);
  assert.match(sayMessage("en", result.note ?? { text: { zh: "", en: "" } }), /A line feed is added/);
});

test("a body that fits no reading is wrong, with the likeliest reading", () => {
  const result = verifyCaptured(parseCaptured(capture([lifeSign], "{}\n")), secret);
  assert.deepEqual([result.ok, result.header, result.url, text(result.body)], [false, "wrong", "wrong", "{}\n"]);
});

test("bytes that are not UTF-8 stay bytes", () => {
  const head = bytes("POST /x HTTP/1.1\n\n");
  const whole = new Uint8Array([...head, 0xff, 0x00, 0xd3]);
  assert.deepEqual([...(parseCaptured(whole).bodies[0]?.bytes ?? [])], [0xff, 0x00, 0xd3]);
});

test("the body of another method than POST is not signed", () => {
  const request = parseCaptured(bytes("GET /x?client_key=k HTTP/1.1\n\nbody"));
  assert.equal(request.bodies[0]?.bytes.length, 0);
  assert.match(sayMessage("en", request.bodies[0]?.note ?? { text: { zh: "", en: "" } }), /The method is GET/);
});

const refused: readonly [name: string, file: string, code: string][] = [
  ["nothing", "", "captured-not-http"],
  ["a bare JSON body", body, "captured-not-http"],
  ["an answer", "HTTP/1.1 200 OK\r\n\r\n{}", "captured-is-response"],
  ["a word instead of a target", "POST spi HTTP/1.1\n\n{}", "captured-not-http"],
  ["a body without a blank line before it", `POST /x HTTP/1.1\nHost: h\n{}`, "captured-bad-header"],
];

for (const [name, file, code] of refused)
  test(`${name} is refused as ${code}`, () => {
    assert.throws(
      () => parseCaptured(bytes(file)),
      (error) => error instanceof AppError && error.code === code && error.category === "fixture",
    );
  });
