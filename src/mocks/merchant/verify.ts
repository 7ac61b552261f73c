import { expectedSignatures } from "../../engine/sign.js";
import type { Received } from "./stages.js";

/** The header's signature where there is one, else the URL's; over the exact bytes and the key that stands in the URL. */
export function hasValidSignature({ url, headers, bytes }: Received, clientSecret: string): boolean {
  const expected = expectedSignatures({ url, body: bytes, clientSecret });
  const header = headers.get("x-life-sign");
  if (header !== null) return isEqual(header, expected.lifeSign);
  const sign = new URL(url).searchParams.get("sign");
  return sign !== null && isEqual(sign, expected.sign);
}

function isEqual(received: string, computed: string): boolean {
  return received.toLowerCase() === computed.toLowerCase();
}
