import { hash } from "node:crypto";
import { expectedSignatures, signRequest } from "../engine/sign.js";
import { writeDigits } from "./write-digits.js";

/**
 * Signs many bodies for one URL. What is hashed is laid out once: a body lies in a buffer behind `prefix`, and only the
 * timestamp in it changes, so that neither signing nor sending copies anything.
 */
export type Signer = {
  readonly prefix: Uint8Array;
  /** Signs the body behind the prefix in `signed`; `timestamp` is 13 digits of milliseconds. */
  sign(signed: Buffer, timestamp: string): { readonly path: string; readonly lifeSign: string };
};

type Target = { readonly url: string; readonly clientKey: string; readonly clientSecret: string };

export function createSigner(target: Target): Signer {
  const { clientSecret } = target;
  const probe = probeOf(target);
  const [before = "", after = ""] = probe.hashed;
  const [head = "", middle = "", tail = ""] = probe.path;
  const prefix = Buffer.from(`${clientSecret}${before}${probeTimestamp}${after}`);
  const at = Buffer.byteLength(clientSecret + before);
  return {
    prefix,
    sign(signed, timestamp) {
      writeDigits(signed, at, timestamp);
      const sign = hash("md5", signed, "hex");
      return { path: head + timestamp + middle + sign + tail, lifeSign: hash("sha256", signed, "hex") };
    },
  };
}

/** No part of a URL or a key that anybody would choose. */
const probeTimestamp = "1000000000007";

/** Where the timestamp stands in what is hashed, and timestamp and signature in the path. */
function probeOf({ url, clientKey, clientSecret }: Target): { readonly hashed: string[]; readonly path: string[] } {
  const body = new TextEncoder().encode("{}");
  const signed = signRequest({ url, body, clientKey, clientSecret, timestamp: Number(probeTimestamp) });
  const { pathname, search } = new URL(signed.url);
  const path = (pathname + search).split(new RegExp(`${probeTimestamp}|${signed.sign}`));
  const hashed = hashedText(signed.url, clientSecret).slice(0, -2).split(probeTimestamp);
  if (path.length !== 3 || hashed.length !== 2) throw new Error("The URL holds the probe of the signer.");
  return { hashed, path };
}

/** What stands between the secret and the end of the body. */
function hashedText(url: string, clientSecret: string): string {
  const { stringToSign } = expectedSignatures({ url, body: new TextEncoder().encode("{}"), clientSecret });
  return stringToSign.slice("<client_secret>".length);
}
