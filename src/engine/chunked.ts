/** The body inside a chunked one, trailers dropped; undefined when the bytes are not chunked. Lines may end in CRLF or LF. */
export function decodeChunks(bytes: Uint8Array): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (;;) {
    const feed = bytes.indexOf(0x0a, at);
    const sizeLine = new TextDecoder().decode(bytes.subarray(at, feed < 0 ? bytes.length : feed));
    const size = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?\r?$/.exec(sizeLine)?.[1];
    if (size === undefined) return undefined;
    const length = Number.parseInt(size, 16);
    if (length === 0) return joined(chunks);
    const start = feed + 1;
    if (feed < 0 || start + length > bytes.length) return undefined;
    chunks.push(bytes.subarray(start, start + length));
    at = afterLineEnd(bytes, start + length);
    if (at < 0) return undefined;
  }
}

function afterLineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0a) return at + 1;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : -1;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
