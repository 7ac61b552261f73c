import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { diagnoseSignature } from "../../src/engine/diagnose-signature.js";
import { signatureMistakes } from "../../src/engine/signature-diagnosis/mistakes.js";

type Bytes = string | Uint8Array;

const join = (...parts: readonly Bytes[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const hash = (name: string, ...parts: readonly Bytes[]) =>
  createHash(name)
    .update(join(...parts))
    .digest("hex");

// A request in which every mistake shows: its own query, a header key, white space, Chinese, an emoji, null, a 19-digit integer.
const secret = "s3cret-Of-Odd-Length";
const body =
  '{ "b": "张三 <a>/=\\/", "a": [1, null], "n": 1902790713142520557, "o": {}, "x": null, "e": "😀+%2B" }\r\n';
const query =
  "z=1&Z=a%20b%2Bc&z=0&k.e=y&client_key=awKey&timestamp=1700000000123&sign=0123456789abcdef0123456789abcdef";
const pairs = "Z=a b+c&client_key=awKey&k.e=y&timestamp=1700000000123&z=0&z=1";
const right = (changed: Bytes) => join(`${secret}&${pairs}&http_body=`, changed);
const other = (changedPairs: string) => join(`${secret}&${changedPairs}&http_body=${body}`);
const middle = `${pairs}&http_body=${body}`;
const request = {
  url: `https://h/spi?${query}`,
  body: join(body),
  clientSecret: secret,
  headerKey: "awHeaderKey",
  otherSecrets: ["wrong", "secret-of-staging"],
};
const utf8 = (text: string) => new TextEncoder().encode(text);

const compactTail = '"o":{},"x":null,"e":"😀+%2B"}';
const messages: readonly [id: string, name: string, message: Buffer][] = [
  ["reserialised-compact", "Jackson", right(`{"b":"张三 <a>/=/","a":[1,null],"n":1902790713142520557,${compactTail}`)],
  [
    "reserialised-javascript",
    "JSON.stringify",
    right(`{"b":"张三 <a>/=/","a":[1,null],"n":1902790713142520600,${compactTail}`),
  ],
  [
    "reserialised-keys-sorted",
    "a TreeMap",
    right('{"a":[1,null],"b":"张三 <a>/=/","e":"😀+%2B","n":1902790713142520557,"o":{},"x":null}'),
  ],
  [
    "reserialised-go",
    "a Go map",
    right('{"a":[1,null],"b":"张三 \\u003ca\\u003e/=/","e":"😀+%2B","n":1902790713142520600,"o":{},"x":null}'),
  ],
  [
    "reserialised-go",
    "a Go map with UseNumber",
    right('{"a":[1,null],"b":"张三 \\u003ca\\u003e/=/","e":"😀+%2B","n":1902790713142520557,"o":{},"x":null}'),
  ],
  [
    "reserialised-go",
    "a Go struct",
    right('{"b":"张三 \\u003ca\\u003e/=/","a":[1,null],"n":1902790713142520557,"o":{},"x":null,"e":"😀+%2B"}'),
  ],
  [
    "reserialised-python",
    "json.dumps",
    right(
      '{"b": "\\u5f20\\u4e09 <a>/=/", "a": [1, null], "n": 1902790713142520557, "o": {}, "x": null, "e": "\\ud83d\\ude00+%2B"}',
    ),
  ],
  [
    "reserialised-python",
    "json.dumps with ensure_ascii=False",
    right('{"b": "张三 <a>/=/", "a": [1, null], "n": 1902790713142520557, "o": {}, "x": null, "e": "😀+%2B"}'),
  ],
  [
    "reserialised-php",
    "json_encode",
    right(
      '{"b":"\\u5f20\\u4e09 <a>\\/=\\/","a":[1,null],"n":1902790713142520557,"o":[],"x":null,"e":"\\ud83d\\ude00+%2B"}',
    ),
  ],
  [
    "reserialised-php",
    "json_encode with JSON_UNESCAPED_UNICODE",
    right('{"b":"张三 <a>\\/=\\/","a":[1,null],"n":1902790713142520557,"o":{},"x":null,"e":"😀+%2B"}'),
  ],
  [
    "reserialised-nulls-dropped",
    "Jackson with NON_NULL",
    right('{"b":"张三 <a>/=/","a":[1,null],"n":1902790713142520557,"o":{},"e":"😀+%2B"}'),
  ],
  [
    "reserialised-java",
    "fastjson 1",
    right('{"a":[1,null],"b":"张三 <a>/=/","e":"😀+%2B","n":1902790713142520557,"o":{}}'),
  ],
  [
    "reserialised-java",
    "a HashMap",
    right('{"a":[1,null],"b":"张三 <a>/=/","e":"😀+%2B","x":null,"n":1902790713142520557,"o":{}}'),
  ],
  [
    "reserialised-gson",
    "Gson's tree",
    right('{"b":"张三 \\u003ca\\u003e/\\u003d/","a":[1,null],"n":1902790713142520557,"o":{},"e":"😀+%2B"}'),
  ],
  [
    "reserialised-gson",
    "Gson's map",
    right('{"b":"张三 \\u003ca\\u003e/\\u003d/","a":[1.0,null],"n":1.9027907131425206E18,"o":{},"e":"😀+%2B"}'),
  ],
  [
    "reserialised-pretty",
    "two blanks",
    right(
      '{\n  "b": "张三 <a>/=/",\n  "a": [\n    1,\n    null\n  ],\n  "n": 1902790713142520557,\n  "o": {},\n  "x": null,\n  "e": "😀+%2B"\n}',
    ),
  ],
  [
    "reserialised-pretty",
    "JSON_PRETTY_PRINT",
    right(
      '{\n    "b": "\\u5f20\\u4e09 <a>\\/=\\/",\n    "a": [\n        1,\n        null\n    ],\n    "n": 1902790713142520557,\n    "o": {},\n    "x": null,\n    "e": "\\ud83d\\ude00+%2B"\n}',
    ),
  ],
  [
    "reserialised-pretty",
    "Jackson's pretty printer",
    right(
      '{\n  "b" : "张三 <a>/=/",\n  "a" : [ 1, null ],\n  "n" : 1902790713142520557,\n  "o" : { },\n  "x" : null,\n  "e" : "😀+%2B"\n}',
    ),
  ],
  ["body-trimmed", "trim", right(body.trim())],
  ["body-newline-added", "a line feed", right(`${body}\n`)],
  ["body-lines-joined", "CRLF to LF", right(body.replace("\r\n", "\n"))],
  [
    "body-blanks-removed",
    "a pattern",
    right('{"b":"张三<a>/=\\/","a":[1,null],"n":1902790713142520557,"o":{},"x":null,"e":"😀+%2B"}'),
  ],
  ["body-url-decoded", "form decoding", right(body.replace("+%2B", " +"))],
  ["body-url-decoded", "percent decoding", right(body.replace("%2B", "+"))],
  ["body-url-encoded", "encodeURIComponent", right(encodeURIComponent(body))],
  ["body-slashes-unescaped", "stripslashes", right(body.replace("\\/", "/"))],
  ["charset-latin1", "read as ISO-8859-1", right(utf8(join(body).toString("latin1")))],
  ["charset-latin1", "written as ISO-8859-1", right(body.replace("张三", "??").replace("😀", "?"))],
  [
    "charset-gbk",
    "written as GBK",
    right(join(body.slice(0, 8), Uint8Array.of(0xd5, 0xc5, 0xc8, 0xfd), body.slice(10).replace("😀", "?"))),
  ],
  ["charset-gbk", "read as GBK", right(new TextDecoder("gbk").decode(join(body)))],
  ["charset-ascii", "one mark a byte", right(body.replace("张三", "??????").replace("😀", "????"))],
  ["charset-emoji-lost", "removed", right(body.replace("😀", ""))],
  [
    "charset-emoji-lost",
    "modified UTF-8",
    right(
      join(body.split("😀")[0] ?? "", Uint8Array.of(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80), body.split("😀")[1] ?? ""),
    ),
  ],
  ["body-bom", "added", right(`\ufeff${body}`)],
  ["no-http-body", "", join(`${secret}&${pairs}`)],
  ["empty-http-body", "", join(`${secret}&${pairs}&http_body=`)],
  [
    "http-body-sorted",
    "",
    join(`${secret}&Z=a b+c&client_key=awKey&http_body=${body}&k.e=y&timestamp=1700000000123&z=0&z=1`),
  ],
  ["http-body-name", "no name", join(`${secret}&${pairs}&${body}`)],
  ["http-body-name", "body=", join(`${secret}&${pairs}&body=${body}`)],
  ["header-key", "", other("Z=a b+c&client_key=awHeaderKey&k.e=y&timestamp=1700000000123&z=0&z=1")],
  [
    "sign-left-in",
    "",
    other("Z=a b+c&client_key=awKey&k.e=y&sign=0123456789abcdef0123456789abcdef&timestamp=1700000000123&z=0&z=1"),
  ],
  ["own-parameters-forgotten", "", other("client_key=awKey&timestamp=1700000000123")],
  ["parameters-forgotten", "timestamp", other("Z=a b+c&client_key=awKey&k.e=y&z=0&z=1")],
  ["values-encoded", "as in the URL", other("Z=a%20b%2Bc&client_key=awKey&k.e=y&timestamp=1700000000123&z=0&z=1")],
  ["values-encoded", "http_build_query", other("Z=a+b%2Bc&client_key=awKey&k.e=y&timestamp=1700000000123&z=0&z=1")],
  ["plus-kept", "decoded twice", other("Z=a b c&client_key=awKey&k.e=y&timestamp=1700000000123&z=0&z=1")],
  ["unsorted", "", other("z=1&Z=a b+c&z=0&k.e=y&client_key=awKey&timestamp=1700000000123")],
  [
    "sorted-otherwise",
    "without regard to case",
    other("client_key=awKey&k.e=y&timestamp=1700000000123&z=1&Z=a b+c&z=0"),
  ],
  ["repeated-keys-merged", "the last", other("Z=a b+c&client_key=awKey&k.e=y&timestamp=1700000000123&z=0")],
  ["repeated-keys-merged", "the first", other("Z=a b+c&client_key=awKey&k.e=y&timestamp=1700000000123&z=1")],
  ["php-names", "", other("Z=a b+c&client_key=awKey&k_e=y&timestamp=1700000000123&z=0&z=1")],
  ["timestamp-seconds", "", other("Z=a b+c&client_key=awKey&k.e=y&timestamp=1700000000&z=0&z=1")],
  ["secret-trimmed", "with a line feed", join(`${secret}\n&${middle}`)],
  ["secret-padded", "", join(`######${secret}######&${middle}`)],
  ["key-as-secret", "", join(`awKey&${middle}`)],
  ["secret-case", "", join(`s3cret-of-odd-length&${middle}`)],
  ["other-secret", "", join(`secret-of-staging&${middle}`)],
  ["double-ampersand", "", join(`${secret}&&${middle}`)],
  ["no-ampersand", "", join(secret + middle)],
  ["secret-appended", "after &", join(`${middle}&${secret}`)],
  ["secret-appended", "at both ends", join(secret + middle + secret)],
  ["secret-as-parameter", "in front", join(`client_secret=${secret}&${middle}`)],
  [
    "secret-as-parameter",
    "sorted",
    join(`Z=a b+c&client_key=awKey&client_secret=${secret}&k.e=y&timestamp=1700000000123&z=0&z=1&http_body=${body}`),
  ],
  ["secret-left-out", "", join(middle)],
  ["secret-left-out", "undefined", join(`undefined&${middle}`)],
  ["webhook-rule", "with another hash", join(secret + body)],
  ["html-entity", "", other("Z=a b+c&client_key=awKey&k.e=y×tamp=1700000000123&z=0&z=1")],
];

const digests: readonly (readonly [id: string, name: string, digest: string])[] = [
  ...messages.flatMap(([id, name, message]) => [
    [id, `${name} SHA-256`, hash("sha256", message)] as const,
    [id, `${name} MD5`, hash("md5", message)] as const,
  ]),
  ["hmac", "SHA-256 without the secret", createHmac("sha256", secret).update(middle).digest("hex")],
  [
    "hmac",
    "SHA-256 with the secret in front too",
    createHmac("sha256", secret).update(`${secret}&${middle}`).digest("hex"),
  ],
  ["hmac", "MD5", createHmac("md5", secret).update(middle).digest("hex")],
  ["hmac", "SHA-1 of the body", createHmac("sha1", secret).update(body).digest("hex")],
  ["webhook-rule", "SHA-1", hash("sha1", secret, body)],
  ["sha1", "", hash("sha1", right(body))],
  ["md5-against-header", "", hash("md5", right(body))],
  ["sha256-against-url", "", hash("sha256", right(body))],
  ["upper-case-hex", "SHA-256", hash("sha256", right(body)).toUpperCase()],
  ["upper-case-hex", "MD5", hash("md5", right(body)).toUpperCase()],
];

for (const [id, name, digest] of digests)
  test(`${id} is named for ${name || "its digest"}`, () => {
    assert.deepEqual(
      diagnoseSignature(request, digest)?.mistakes.map((mistake) => mistake.id),
      [id],
    );
  });

test("every mistake of the catalogue has its digest here", () => {
  assert.deepEqual(
    signatureMistakes.map(({ id }) => id).filter((id) => !digests.some(([tested]) => tested === id)),
    [],
  );
});

const inPairs: readonly [first: string, second: string, digest: string][] = [
  [
    "reserialised-compact",
    "sign-left-in",
    hash(
      "sha256",
      `${secret}&Z=a b+c&client_key=awKey&k.e=y&sign=0123456789abcdef0123456789abcdef&timestamp=1700000000123&z=0&z=1&http_body={"b":"张三 <a>/=/","a":[1,null],"n":1902790713142520557,${compactTail}`,
    ),
  ],
  [
    "reserialised-python",
    "own-parameters-forgotten",
    hash(
      "md5",
      `${secret}&client_key=awKey&timestamp=1700000000123&http_body={"b": "\\u5f20\\u4e09 <a>/=/", "a": [1, null], "n": 1902790713142520557, "o": {}, "x": null, "e": "\\ud83d\\ude00+%2B"}`,
    ),
  ],
  ["body-trimmed", "double-ampersand", hash("sha256", `${secret}&&${pairs}&http_body=${body.trim()}`)],
  [
    "no-http-body",
    "header-key",
    hash("sha256", `${secret}&Z=a b+c&client_key=awHeaderKey&k.e=y&timestamp=1700000000123&z=0&z=1`),
  ],
  [
    "own-parameters-forgotten",
    "hmac",
    createHmac("sha256", secret).update(`client_key=awKey&timestamp=1700000000123&http_body=${body}`).digest("hex"),
  ],
  ["other-secret", "no-ampersand", hash("md5", `secret-of-staging${middle}`)],
  ["charset-latin1", "webhook-rule", hash("sha1", secret, utf8(join(body).toString("latin1")))],
];

for (const [first, second, digest] of inPairs)
  test(`${first} together with ${second} are named as a pair`, () => {
    assert.deepEqual(
      diagnoseSignature(request, digest)?.mistakes.map((mistake) => mistake.id),
      [first, second],
    );
  });

test("a digest that no known mistake gives is left unexplained", () => {
  assert.equal(diagnoseSignature(request, hash("sha256", "something else")), undefined);
  assert.equal(
    diagnoseSignature({ ...request, otherSecrets: [] }, hash("sha256", `secret-of-staging&${middle}`)),
    undefined,
  );
});

test("of several mistakes that give the digest the simplest comes first and the others are listed", () => {
  const plain = { url: "/x?client_key=k&timestamp=1", body: utf8('{"a": 1}'), clientSecret: secret };
  const found = diagnoseSignature(plain, hash("md5", `${secret}&client_key=k&timestamp=1&http_body={"a":1}`));
  assert.equal(found?.mistakes[0].id, "reserialised-compact");
  const ids = found?.alternatives.map(({ id }) => id);
  for (const id of ["reserialised-javascript", "reserialised-go", "reserialised-gson", "body-blanks-removed"])
    assert.ok(ids?.includes(id), id);
});

test("an empty body that was named all the same is told", () => {
  const empty = { url: "/x?client_key=k&timestamp=1", body: new Uint8Array(), clientSecret: secret };
  const digest = hash("sha256", `${secret}&client_key=k&timestamp=1&http_body=`);
  assert.equal(diagnoseSignature(empty, digest)?.mistakes[0].id, "empty-http-body");
});

test("the digest may have blanks around it", () => {
  assert.equal(
    diagnoseSignature(request, ` ${hash("md5", join(`${secret}&&${middle}`))}\n`)?.mistakes[0].id,
    "double-ampersand",
  );
});

for (const digest of ["", "xyz", "0123", "g".repeat(64), "0".repeat(128)])
  test(`${JSON.stringify(digest.slice(0, 12))} is not a digest`, () => {
    assert.throws(
      () => diagnoseSignature(request, digest),
      (error) => error instanceof AppError && error.code === "digest-malformed" && error.category === "usage",
    );
  });

test("every mistake has a unique id, a title, a cause, and a fix for five frameworks in both languages", () => {
  assert.equal(new Set(signatureMistakes.map(({ id }) => id)).size, signatureMistakes.length);
  for (const { id, title, cause, fix } of signatureMistakes)
    for (const { zh, en } of [title, cause, fix.express, fix.spring, fix.gin, fix.laravel, fix.fastapi]) {
      assert.match(zh, /\p{Script=Han}/u, id);
      assert.match(en, /^[\x20-\x7e…×]+$/, id);
    }
});
