import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compareBytes, queryPairs, withOriginOf } from "../../src/engine/query.js";
import { expectedSignatures, signRequest, withoutPlatformPairs } from "../../src/engine/sign.js";

type Vector = {
  readonly name: string;
  readonly title: string;
  readonly clientSecret: string;
  readonly clientKey: string;
  readonly timestamp: number;
  readonly url: string;
  readonly body?: string;
  readonly bodyHex?: string;
  readonly "x-life-sign": string;
  readonly sign: string;
};

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL("../../fixtures/signing/vectors.json", import.meta.url), "utf8"),
);
const bytes = (text: string) => new TextEncoder().encode(text);
const secret = "example-secret-0123456789abcdef0";
const key = "awexampleclientkey";

test("the vectors of the documentation are there", () => {
  assert.equal(vectors.find(({ name }) => name === "A")?.sign, "9e1f8e8345a7ae43a6df5c1ac4f523ae");
  assert.ok(vectors.length >= 11);
});

for (const vector of vectors)
  test(`vector ${vector.name}: ${vector.title}`, () => {
    const body =
      vector.body === undefined ? Uint8Array.from(Buffer.from(vector.bodyHex ?? "", "hex")) : bytes(vector.body);
    const signed = signRequest({ ...vector, body });
    assert.deepEqual([signed.lifeSign, signed.sign], [vector["x-life-sign"], vector.sign]);
    const { lifeSign, sign } = expectedSignatures({ url: signed.url, body, clientSecret: vector.clientSecret });
    assert.deepEqual([lifeSign, sign], [vector["x-life-sign"], vector.sign]);
  });

test("the string to sign is the documented one, the secret masked", () => {
  const body = bytes('{"order_id":"1000000000000000001","biz_type":2021}');
  const { url } = signRequest({
    url: "https://h/x",
    body,
    clientKey: key,
    clientSecret: secret,
    timestamp: 1700000000123,
  });
  assert.equal(
    expectedSignatures({ url, body, clientSecret: secret }).stringToSign,
    '<client_secret>&client_key=awexampleclientkey&timestamp=1700000000123&http_body={"order_id":"1000000000000000001","biz_type":2021}',
  );
});

const appended = "client_key=awexampleclientkey&timestamp=1700000000123&sign=";
const urls: readonly [url: string, beforeSign: string, afterSign: string][] = [
  ["https://h/x", `https://h/x?${appended}`, ""],
  ["https://h/x?", `https://h/x?${appended}`, ""],
  ["https://h/x?tenant=7&q=%e4%bd%a0+b", `https://h/x?tenant=7&q=%e4%bd%a0+b&${appended}`, ""],
  ["https://h/x?a=1&", `https://h/x?a=1&${appended}`, ""],
  ["https://h/x?a=1&&b=2", `https://h/x?a=1&&b=2&${appended}`, ""],
  ["https://h/x#frag?y", `https://h/x?${appended}`, "#frag?y"],
  ["https://h/x?a=1#f", `https://h/x?a=1&${appended}`, "#f"],
  ["http://[::1]:8080/订单?名=值", `http://[::1]:8080/订单?名=值&${appended}`, ""],
  [`https://h/x?a=1&client_key=old&timestamp=1&sign=00&b=2`, `https://h/x?a=1&b=2&${appended}`, ""],
];

for (const [url, beforeSign, afterSign] of urls)
  test(`${url} keeps its own bytes and gets the three parameters`, () => {
    const signed = signRequest({
      url,
      body: bytes("{}"),
      clientKey: key,
      clientSecret: secret,
      timestamp: 1700000000123,
    });
    assert.equal(signed.url, beforeSign + signed.sign + afterSign);
    assert.match(signed.sign, /^[0-9a-f]{32}$/);
    assert.match(signed.lifeSign, /^[0-9a-f]{64}$/);
    assert.equal(signed.timestamp, 1700000000123);
  });

test("signing a signed URL again with the same input gives the same URL", () => {
  const input = { url: "https://h/x?a=1", body: bytes("{}"), clientKey: key, clientSecret: secret, timestamp: 1 };
  const once = signRequest(input);
  assert.deepEqual({ ...signRequest({ ...input, url: once.url }) }, { ...once });
});

test("a client key with reserved characters is encoded in the URL and signed as it is", () => {
  const { url } = signRequest({
    url: "https://h/x",
    body: bytes("{}"),
    clientKey: "a&b=c+d e",
    clientSecret: secret,
    timestamp: 1,
  });
  assert.equal(url.startsWith("https://h/x?client_key=a%26b%3Dc%2Bd%20e&timestamp=1&sign="), true);
  assert.match(
    expectedSignatures({ url, body: bytes("{}"), clientSecret: secret }).stringToSign,
    /&client_key=a&b=c\+d e&timestamp=1&/,
  );
});

test("query pieces decode like HTML forms and survive broken escapes", () => {
  const read = (query: string) => queryPairs(`https://h/x?${query}`).map(({ key: k, value }) => [k, value]);
  assert.deepEqual(read("a=1+2&b=3%2B4&c&d=&=e&&f=g=h"), [
    ["a", "1 2"],
    ["b", "3+4"],
    ["c", ""],
    ["d", ""],
    ["", "e"],
    ["f", "g=h"],
  ]);
  assert.deepEqual(read("a=%zz&b=%&c=%ff&?d=1"), [
    ["a", "%zz"],
    ["b", "%"],
    ["c", "\ufffd"],
    ["?d", "1"],
  ]);
});

test("without a pair the & stands all the same, and without a body its name does not", () => {
  const signedText = (url: string, body: string) =>
    expectedSignatures({ url, body: bytes(body), clientSecret: secret }).stringToSign;
  assert.equal(signedText("https://h/x", ""), "<client_secret>&");
  assert.equal(signedText("https://h/x", "7"), "<client_secret>&&http_body=7");
  assert.equal(signedText("https://h/x?a=1", ""), "<client_secret>&a=1");
});

test("the configured URL is what is left without the three parameters", () => {
  assert.equal(withoutPlatformPairs("https://h/x?client_key=k&timestamp=1&sign=s#f"), "https://h/x#f");
  assert.equal(withoutPlatformPairs("https://h/x?a=%20&sign=s&b"), "https://h/x?a=%20&b");
  assert.equal(withoutPlatformPairs("https://h/x"), "https://h/x");
});

test("a URL takes another's scheme, host and port and keeps every other byte", () => {
  assert.equal(
    withOriginOf("http://a.example:1/x//y?u=http://b/c#d", "https://h:2/z"),
    "https://h:2/x//y?u=http://b/c#d",
  );
  assert.equal(withOriginOf("https://a?q=1", "http://[::1]:8080"), "http://[::1]:8080?q=1");
  assert.equal(withOriginOf("https://a#f/g", "http://h"), "http://h#f/g");
});

test("keys are ordered by their bytes, a key before its own continuation", () => {
  const sorted = (keys: readonly string[]) => keys.toSorted(compareBytes);
  assert.deepEqual(sorted(["b", "ab", "a", "", "\u{1f600}", "\uffff", "Z"]), [
    "",
    "Z",
    "a",
    "ab",
    "b",
    "\uffff",
    "\u{1f600}",
  ]);
  assert.equal(compareBytes("same", "same"), 0);
});
