import { expectedSignatures } from "../../../engine/sign.js";
import type { Hooks, Received, World } from "../stages.js";

/** The string that is hashed, secret included. */
export function signedText({ url, bytes }: Received, clientSecret: string): string {
  const { stringToSign } = expectedSignatures({ url, body: bytes, clientSecret });
  return clientSecret + stringToSign.slice("<client_secret>".length);
}

/** A merchant that computes its own digest and compares it with the header, else with the URL's `sign`. */
export function onDigest(compute: (received: Received, world: World) => Promise<string> | string): Hooks {
  return {
    verify: async (received, _, world) => {
      const sent = received.headers.get("x-life-sign") ?? new URL(received.url).searchParams.get("sign");
      return sent === (await compute(received, world));
    },
  };
}

export async function hexDigest(algorithm: "SHA-1" | "SHA-256", text: string): Promise<string> {
  return hex(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text)));
}

export async function hexHmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), algorithm, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, bytes.encode(text)));
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of `edit` applied to the body's text; the body itself where it is not text. */
export function editedBody({ bytes }: Received, edit: (text: string) => string): Uint8Array {
  try {
    return new TextEncoder().encode(edit(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    // Such a merchant falls back to the bytes as they came.
    return bytes;
  }
}
