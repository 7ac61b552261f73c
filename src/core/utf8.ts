import { type LineColumn, locate } from "./line-column.js";

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | ({ readonly ok: false; readonly offset: number } & LineColumn);

/** Strict UTF-8. A byte order mark stays in the text, so that whoever parses it can name it. `offset` is that of the first wrong byte. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const text = decodeWhole(bytes);
  if (text !== undefined) return { ok: true, text };
  const offset = firstWrongByte(bytes);
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, offset));
  return { ok: false, offset, ...locate(before, before.length) };
}

let whole: TextDecoder | undefined;

function decodeWhole(bytes: Uint8Array): string | undefined {
  whole ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return whole.decode(bytes);
  } catch {
    // A decoder that has refused bytes is not asked again: whether it starts afresh differs between versions of Node.
    whole = undefined;
    return undefined;
  }
}

function decode(bytes: Uint8Array, stream: boolean): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    // The decoder says no more than that the bytes are not UTF-8.
    return undefined;
  }
}

/** The start of the first sequence that is not UTF-8, by halving: every prefix up to it decodes as the beginning of a stream. */
function firstWrongByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decode(bytes.subarray(0, middle), true) !== undefined) good = middle;
    else bad = middle;
  }
  // `good` bytes decode as a stream; the sequence that breaks off there began up to three bytes earlier.
  let start = good;
  while (start > 0 && good - start < 3 && decode(bytes.subarray(0, start), false) === undefined) start--;
  return start;
}
