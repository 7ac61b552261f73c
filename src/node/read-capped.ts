import { closeSync, openSync, readSync } from "node:fs";

/**
 * A whole file of at most `maxBytes`; undefined when it is longer. Reads piece by piece and trusts no stated size, so that
 * a pipe is read to its end and a device that never ends (`/dev/zero`) is let go. Throws what `node:fs` throws.
 */
export function readCapped(path: string, maxBytes: number): Buffer | undefined {
  const file = openSync(path, "r");
  try {
    const pieces: Buffer[] = [];
    let total = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const count = readSync(file, piece, 0, pieceBytes, null);
      if (count === 0) return Buffer.concat(pieces, total);
      total += count;
      if (total > maxBytes) return undefined;
      pieces.push(piece.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}

const pieceBytes = 256 * 1024;
