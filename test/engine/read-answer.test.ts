import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnswer, readResponse } from "../../src/engine/read-answer.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readResponse({ status: 200, headers: [], body: bytes(text) });

test("an answer is read into text and JSON without losing a digit", () => {
  const answer = read('{"id":1000946099201940764}');
  assert.equal(answer.text, '{"id":1000946099201940764}');
  assert.deepEqual(answer.json, { id: 1000946099201940764n });
  assert.equal("mistake" in answer || "duplicates" in answer, false);
});

test("header names become lower case, repeated headers are joined, the raw ones stay", () => {
  const headers = [
    ["X-Trace", "a"],
    ["x-trace", "b"],
    ["__proto__", "c"],
  ] as const;
  const answer = readResponse({ status: 200, headers, body: bytes("{}") });
  assert.equal(answer.headers["x-trace"], "a, b");
  assert.deepEqual(answer.rawHeaders, headers);
  assert.equal(Object.getPrototypeOf(answer.headers), Object.prototype);
});

test("bytes that are not UTF-8 have neither text nor JSON", () => {
  const answer = readResponse({ status: 200, headers: [], body: new Uint8Array([0x7b, 0xff, 0x7d]) });
  assert.deepEqual([answer.text, answer.json], [undefined, undefined]);
});

test("a byte order mark stays in the text and does not keep the JSON from being read", () => {
  const answer = read('\ufeff{"a":1}');
  assert.equal(answer.text, '\ufeff{"a":1}');
  assert.deepEqual(answer.json, { a: 1 });
});

test("text that is not JSON says where it breaks", () => {
  const { json, mistake } = read('{"a":1,\n"b":2,}');
  assert.equal(json, undefined);
  assert.deepEqual([mistake?.kind, mistake?.line, mistake?.column], ["trailing-comma", 2, 6]);
});

test("repeated keys are listed, however they are spelt, and only real ones", () => {
  const pointers = (text: string) => read(text).duplicates?.map(({ pointer }) => pointer);
  assert.deepEqual(pointers('{"a":1,"a":2}'), ["/a"]);
  assert.deepEqual(pointers('{"a":{"x":1,"\\u0078":2}}'), ["/a/x"]);
  assert.deepEqual(pointers('[{"a":1},{"a":2,"b":{"a":3},"a":4}]'), ["/1/a"]);
  assert.equal(pointers('{"a":"x\\":y","b\\\\":":{","c:":[":"]}'), undefined);
});

test("a failure keeps the response that it came with", () => {
  const response = { status: 302, headers: [["Location", "/x"]], body: bytes("") } as const;
  const failure = { kind: "redirect", detail: "127.0.0.1:1" } as const;
  const read = readAnswer({ kind: "failure", failure, durationMs: 3, response });
  assert.deepEqual([read.failure, read.durationMs, read.answer?.headers.location], [failure, 3, "/x"]);
});

test("a failure without a response has no answer", () => {
  const failure = { kind: "timeout", detail: "headers" } as const;
  assert.equal(readAnswer({ kind: "failure", failure, durationMs: 5000 }).answer, undefined);
});

test("of the answer before only the headers are taken, and only for the same list of them", () => {
  const headers = [["Content-Type", "application/json"]] as const;
  const before = readResponse({ status: 500, headers, body: bytes('{"a":1,"a":2}') });
  const next = readResponse({ status: 200, headers, body: bytes('{"b":1}') }, before);
  assert.deepEqual(next, readResponse({ status: 200, headers, body: bytes('{"b":1}') }));
  assert.equal(next.headers, before.headers);
  const moved = [["Content-Type", "text/html"]] as const;
  const other = readResponse({ status: 200, headers: moved, body: bytes("{}") }, before);
  assert.deepEqual([other.headers, other.rawHeaders], [{ "content-type": "text/html" }, moved]);
});
