import type { JournalIntent } from "../core/journal.js";

/** Stands in the journal for what must not be there. */
export const hidden = "(hidden)";

type Headers = JournalIntent["headers"];

/** Takes secrets out of what is about to be kept: the values of headers made for them, and the given texts anywhere. */
export type Mask = {
  headers(headers: Headers): Headers;
  bytes(bytes: Uint8Array): Uint8Array;
  text(text: string): string;
};

export function maskFor(secrets: readonly string[]): Mask {
  const known = secrets.filter((secret) => secret !== "");
  const text = (value: string): string => known.reduce((masked, secret) => masked.replaceAll(secret, hidden), value);
  return {
    text,
    headers: (headers) => headers.map(([name, value]) => [name, isSecretHeader(name) ? hidden : text(value)] as const),
    bytes(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (!known.some((secret) => buffer.includes(secret))) return bytes;
      // One latin1 letter is one byte, so the rest stays as it is.
      const masked = known.reduce(
        (letters, secret) => letters.replaceAll(Buffer.from(secret).toString("latin1"), hidden),
        buffer.toString("latin1"),
      );
      return Buffer.from(masked, "latin1");
    },
  };
}

function isSecretHeader(name: string): boolean {
  return /auth|cookie|token|secret|password|credential|api-?key/i.test(name);
}
