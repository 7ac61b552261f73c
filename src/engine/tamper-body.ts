/**
 * The body changed after signing, as an attacker on the way would: still valid JSON, one unknown member more, so that
 * only the signature can tell. A body that is no JSON object gets a blank at its end.
 */
export function tamperBody(body: Uint8Array): Uint8Array {
  const end = body.lastIndexOf(closingBrace);
  if (end < 0) return joined(body, encode(" "), new Uint8Array());
  const isEmptyObject = lastInk(body.subarray(0, end)) === openingBrace;
  return joined(body.subarray(0, end), encode(`${isEmptyObject ? "" : ","}"tampered":true`), body.subarray(end));
}

const openingBrace = 0x7b;
const closingBrace = 0x7d;

function lastInk(bytes: Uint8Array): number | undefined {
  return bytes.findLast((byte) => byte > 0x20);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
