import assert from "node:assert/strict";
import { createCipheriv } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { AppError } from "../../src/core/problem.js";
import { decryptField, encryptField, normaliseSecret } from "../../src/engine/cipher.js";

type Vector = { readonly secret: string; readonly keyHex: string; readonly plain: string; readonly cipher: string };

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL("../../fixtures/cipher/vectors.json", import.meta.url), "utf8"),
);

test("the documentation's vectors are there", () => {
  assert.ok(vectors.length >= 14);
  assert.equal(vectors[0]?.cipher, "tIfGpuuQ3wUmobBJ0PPLTw==");
});

for (const { secret, keyHex, plain, cipher } of vectors)
  test(`${JSON.stringify(plain)} under a secret of ${secret.length} characters is ${cipher}`, () => {
    assert.equal(Buffer.from(normaliseSecret(secret)).toString("hex"), keyHex);
    assert.equal(encryptField(secret, plain), cipher);
    assert.equal(decryptField(secret, cipher), plain);
  });

const normalised: readonly [secret: string, key: string][] = [
  ["example-secret-0123456789abcdef0", "example-secret-0123456789abcdef0"],
  ["short-secret-1234567890abcdef01", "#short-secret-1234567890abcdef01"],
  ["odd-secret-123456789", "######odd-secret-123456789######"],
  ["long-secret-0123456789abcdef-0123456", "ng-secret-0123456789abcdef-01234"],
  ["x", `${"#".repeat(16)}x${"#".repeat(15)}`],
  ["A0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"],
];

for (const [secret, key] of normalised)
  test(`a secret of ${secret.length} characters becomes the key ${key}`, () => {
    assert.equal(new TextDecoder().decode(normaliseSecret(secret)), key);
  });

test("the empty text stays empty both ways", () => {
  assert.equal(encryptField("secret", ""), "");
  assert.equal(decryptField("secret", ""), "");
});

const secret = "example-secret-0123456789abcdef0";
const refused: readonly [cipherText: string, code: string][] = [
  ["Enc.tIfGpuuQ3wUmobBJ0PPLTw==", "enc-value-online-only"],
  ["Enc.", "enc-value-online-only"],
  ["13800138000", "cipher-not-base64"],
  ["tIfGpuuQ3wUmobBJ0PPLTw==\n", "cipher-not-base64"],
  ["tIfGpuuQ3wUmobBJ0PPLTw", "cipher-not-base64"],
  ["h_GDSmzKubA0UV7Uqp8tcQ==", "cipher-not-base64"],
  ["张三", "cipher-not-base64"],
  ["tIfGpuuQ3wUmobBJ0PPL", "cipher-incomplete"],
  ["AAAA", "cipher-incomplete"],
  ["AAAAAAAAAAAAAAAAAAAAAA==", "cipher-wrong-secret"],
  ["FMzj0UmnW9TGav/XXDHU3g==", "cipher-wrong-secret"],
];

for (const [cipherText, code] of refused)
  test(`${JSON.stringify(cipherText)} cannot be decrypted: ${code}`, () => {
    assert.throws(
      () => decryptField(secret, cipherText),
      (error) => error instanceof AppError && error.code === code && error.category === "usage",
    );
  });

test("what was encrypted decrypts to the same text, whatever text and secret", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string({ unit: "binary" }), (key, plain) => {
      assert.equal(decryptField(key, encryptField(key, plain)), plain);
    }),
  );
});

test("a plain text that begins with a byte order mark keeps it", () => {
  const secret = "example-secret-0123456789abcdef0";
  assert.equal(decryptField(secret, encryptField(secret, "\ufeff张三")), "\ufeff张三");
});

test("a value whose plain bytes are no text is refused, not shown in replacement characters", () => {
  const key = normaliseSecret("example-secret-0123456789abcdef0");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(16));
  const sealed = Buffer.concat([cipher.update(Buffer.from([0xff, 0xfe])), cipher.final()]).toString("base64");
  assert.throws(() => decryptField("example-secret-0123456789abcdef0", sealed), /client_secret|cipher/i);
});
