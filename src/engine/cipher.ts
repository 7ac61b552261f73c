import { createCipheriv, createDecipheriv } from "node:crypto";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";

const keyBytes = 32;

/**
 * The 32 key bytes made of a secret: a short one gets `#` on both sides, a long one is cut on both sides, the odd one always on the
 * left. Lengths count UTF-8 bytes; the platform's own secrets are ASCII, where bytes and characters are the same.
 */
export function normaliseSecret(secret: string): Uint8Array {
  const bytes = new TextEncoder().encode(secret);
  const left = Math.ceil(Math.abs(bytes.length - keyBytes) / 2);
  if (bytes.length >= keyBytes) return bytes.subarray(left, left + keyBytes);
  const key = new Uint8Array(keyBytes).fill(0x23);
  key.set(bytes, left);
  return key;
}

/** Base64 of AES-256-CBC with PKCS#7 padding; the IV is the last 16 key bytes, so equal plaintexts give equal ciphertexts. `""` stays `""`. */
export function encryptField(secret: string, plain: string): string {
  if (plain === "") return "";
  const key = normaliseSecret(secret);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(16));
  return Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
}

/** The plain text of a field as `encryptField` makes it; `""` stays `""`. Throws `AppError` with the reason when it cannot be opened. */
export function decryptField(secret: string, cipherText: string): string {
  if (cipherText === "") return "";
  if (cipherText.startsWith("Enc.")) throw problem("enc-value-online-only");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(cipherText))
    throw problem("cipher-not-base64");
  const bytes = Buffer.from(cipherText, "base64");
  if (bytes.length % 16 !== 0) throw problem("cipher-incomplete");
  return open(secret, bytes);
}

function open(secret: string, bytes: Uint8Array): string {
  const key = normaliseSecret(secret);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(16));
  try {
    const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  } catch (cause) {
    throw problem("cipher-wrong-secret", cause);
  }
}

function problem(code: keyof typeof problems, cause?: unknown): AppError {
  return new AppError({ code, category: "usage", text: problems[code], cause });
}

const problems = {
  "enc-value-online-only": {
    zh: "以 Enc. 开头的值只能通过抖音的在线解密接口（/goodlife/v1/open/common_biz/crypto/decrypt/batch/）解密，无法在本地解密。",
    en: "A value that begins with Enc. can only be opened by Douyin's online decrypt operation (/goodlife/v1/open/common_biz/crypto/decrypt/batch/), not locally.",
  },
  "cipher-not-base64": {
    zh: "密文不是标准的 Base64（带填充，不含空格和换行）。请检查复制时是否丢失或改动了字符。",
    en: "The ciphertext is not standard Base64 (padded, without blanks or line breaks). Check whether characters were lost or changed when it was copied.",
  },
  "cipher-incomplete": {
    zh: "密文解码后的长度不是 16 字节的整数倍，可能被截断了。请检查是否复制完整。",
    en: "The decoded ciphertext is not a multiple of 16 bytes long: it may be cut off. Check that the whole value was copied.",
  },
  "cipher-wrong-secret": {
    zh: "用这个 client_secret 解不开密文：填充或字符编码不对。请检查密钥是否属于加密时的那个应用。",
    en: "This client_secret does not open the ciphertext: the padding or the text inside is wrong. Check that the secret belongs to the app that encrypted it.",
  },
} as const satisfies Record<string, Text>;
