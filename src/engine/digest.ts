import { createHash, createHmac } from "node:crypto";

export type HashName = "md5" | "sha1" | "sha256";

/** Lower-case hex of a hash over the parts in a row; text counts as UTF-8. */
export function hexDigest(hash: HashName, ...parts: readonly (string | Uint8Array)[]): string {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest("hex");
}

/** Lower-case hex of an HMAC, which Douyin's signatures are not: some merchants compute one by mistake. */
export function hexHmac(hash: HashName, key: string, message: Uint8Array): string {
  return createHmac(hash, key).update(message).digest("hex");
}
