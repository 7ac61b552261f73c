import assert from "node:assert/strict";
import { test } from "node:test";
import { sayMessage } from "../../src/core/text.js";
import { verifyRequest } from "../../src/engine/verify.js";

// Vector A of the documentation.
const clientSecret = "example-secret-0123456789abcdef0";
const query = "client_key=awexampleclientkey&timestamp=1700000000123";
const body = new TextEncoder().encode('{"order_id":"1000000000000000001","biz_type":2021}');
const lifeSign = "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0";
const sign = "9e1f8e8345a7ae43a6df5c1ac4f523ae";

const cases: readonly [
  header: string | undefined,
  urlSign: string | undefined,
  result: readonly [boolean, string, string],
][] = [
  [lifeSign, sign, [true, "valid", "valid"]],
  [lifeSign, undefined, [true, "valid", "missing"]],
  [undefined, sign, [true, "missing", "valid"]],
  [lifeSign.toUpperCase(), sign.toUpperCase(), [true, "valid", "valid"]],
  [` ${lifeSign} `, undefined, [true, "valid", "missing"]],
  [undefined, undefined, [false, "missing", "missing"]],
  ["", "", [false, "missing", "missing"]],
  [sign, sign, [false, "wrong", "valid"]],
  [lifeSign, lifeSign, [false, "valid", "wrong"]],
  [lifeSign, "00", [false, "valid", "wrong"]],
  ["00", undefined, [false, "wrong", "missing"]],
  [undefined, "00", [false, "missing", "wrong"]],
];

for (const [header, urlSign, [ok, headerState, urlState]] of cases)
  test(`header ${header ?? "none"} and URL ${urlSign ?? "none"} are ${headerState} and ${urlState}`, () => {
    const result = verifyRequest({
      url: `https://h/x?${query}${urlSign === undefined ? "" : `&sign=${urlSign}`}`,
      headers: header === undefined ? [] : [["X-Life-Sign", header]],
      body,
      clientSecret,
    });
    assert.deepEqual([result.ok, result.header, result.url], [ok, headerState, urlState]);
  });

test("path and query are enough, and the order of the query is of no account", () => {
  const url = `/spi/create?sign=${sign}&timestamp=1700000000123&client_key=awexampleclientkey`;
  assert.equal(verifyRequest({ url, headers: [], body, clientSecret }).url, "valid");
});

test("the reason names what was expected and what is there, in both languages", () => {
  const { reason } = verifyRequest({ url: `/x?${query}&sign=00`, headers: [], body, clientSecret });
  assert.equal(
    sayMessage("en", reason),
    `There is no header x-life-sign. The URL's sign is wrong: ${sign} was expected, 00 is there.`,
  );
  assert.equal(sayMessage("zh", reason), `没有 x-life-sign 请求头。URL 中的 sign 不正确：应为 ${sign}，实际是 00。`);
});

test("another body, secret, timestamp or key makes both wrong", () => {
  const input = { url: `/x?${query}&sign=${sign}`, headers: [["x-life-sign", lifeSign]] as const, body, clientSecret };
  for (const change of [
    { body: new TextEncoder().encode("{}") },
    { clientSecret: "other" },
    { url: input.url.replace("0123&", "0124&") },
    { url: input.url.replace("awexample", "awother") },
  ]) {
    const { ok, header, url } = verifyRequest({ ...input, ...change });
    assert.deepEqual([ok, header, url], [false, "wrong", "wrong"]);
  }
});
