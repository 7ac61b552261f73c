/**
 * The lines of a byte stream without their ends (LF or CRLF), each as soon as it is whole; a last one without an end counts.
 * Node's readline would also break at U+2028, which JSON strings may hold.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let feed = chunk.indexOf(0x0a); feed >= 0; feed = chunk.indexOf(0x0a, start)) {
      yield lineOf(begun, chunk.subarray(start, feed));
      begun = [];
      start = feed + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) yield lineOf(begun, new Uint8Array());
}

function lineOf(begun: readonly Uint8Array[], end: Uint8Array): Uint8Array {
  const line = begun.length === 0 ? end : Buffer.concat([...begun, end]);
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
