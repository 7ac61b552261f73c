export type CappedBytes = {
  /** Keeps what there is room for; false when something had to be left out. */
  add(chunk: Uint8Array): boolean;
  bytes(): Uint8Array;
};

/**
 * At most `cap` bytes in one growing block: a body in a million chunks of one byte costs no more than one in a single
 * chunk.
 */
export function cappedBytes(cap: number): CappedBytes {
  let block = Buffer.alloc(0);
  let size = 0;
  return {
    add(chunk) {
      const taken = Math.min(chunk.byteLength, cap - size);
      if (size + taken > block.byteLength) {
        const larger = Buffer.alloc(Math.min(cap, Math.max(size + taken, block.byteLength * 2, 4096)));
        block.copy(larger, 0, 0, size);
        block = larger;
      }
      block.set(chunk.subarray(0, taken), size);
      size += taken;
      return taken === chunk.byteLength;
    },
    bytes: () => block.subarray(0, size),
  };
}
