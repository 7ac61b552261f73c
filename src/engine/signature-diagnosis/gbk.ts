export type GbkTable = ReadonlyMap<string, readonly number[]>;

/** GBK bytes of a text; what GBK lacks becomes `?`, as `getBytes("GBK")` does it. */
export function encodeGbk(text: string, table: GbkTable): Uint8Array {
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? asciiOrMark(character)));
}

/** A text read as if its bytes were GBK; undefined where this Node knows no GBK. */
export function decodeGbk(bytes: Uint8Array): string | undefined {
  return gbkDecoder()?.decode(bytes);
}

function asciiOrMark(character: string): readonly number[] {
  const code = character.codePointAt(0) ?? 0;
  return [code < 0x80 ? code : 0x3f];
}

/**
 * Every two-byte character with its bytes, found by decoding all of them: the web platform has no GBK encoder. Undefined where
 * this Node knows no GBK.
 */
export function gbkTable(): GbkTable | undefined {
  const decoder = gbkDecoder();
  if (!decoder) return undefined;
  const table = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (low !== 0x7f && character !== "\ufffd" && [...character].length === 1) table.set(character, [high, low]);
    }
  return table;
}

function gbkDecoder(): TextDecoder | undefined {
  try {
    return new TextDecoder("gbk");
  } catch {
    // A Node built with a small ICU: this mistake can then not be told.
    return undefined;
  }
}
