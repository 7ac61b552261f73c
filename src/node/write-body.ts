import type { ClientRequest } from "node:http";
import type { Sabotage } from "../core/ports.js";

type Writing = {
  /** True once the outcome stands: nothing more is to be written. */
  isOver(): boolean;
  /** The connection was closed on purpose. */
  onCut(detail: string): void;
};

/**
 * Sends all but the last byte, so that its release is the smallest write there is and many can follow one another
 * within a millisecond. False when the body is too short for that.
 */
export function primeBody(message: ClientRequest, body: Uint8Array): boolean {
  if (body.byteLength < 2) return false;
  message.write(body.subarray(0, -1));
  return true;
}

/**
 * The last byte of a primed body, straight to the socket: a third of the time that the way through `message` takes.
 * `message.end()` must follow, in its own time.
 */
export function releaseBody(message: ClientRequest, body: Uint8Array): void {
  message.socket?.write(body.subarray(-1));
}

/** Writes the body, or as much of it as the sabotage says. */
export function writeBody(
  message: ClientRequest,
  body: Uint8Array,
  sabotage: Sabotage | undefined,
  writing: Writing,
): void {
  switch (sabotage?.kind) {
    case undefined:
      message.end(body);
      return;
    case "hang-up-after-body":
      message.end(body, () => writing.onCut("hang-up-after-body"));
      return;
    case "early-close":
      message.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => writing.onCut("early-close"));
      return;
    case "slow-body":
      writeSlowly(message, piecesOf(body, sabotage.pieces), sabotage.gapMs, writing);
      return;
  }
}

function piecesOf(body: Uint8Array, count: number): readonly Uint8Array[] {
  const size = Math.max(1, Math.ceil(body.byteLength / Math.max(1, count)));
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < body.byteLength; start += size) pieces.push(body.subarray(start, start + size));
  return pieces;
}

function writeSlowly(message: ClientRequest, pieces: readonly Uint8Array[], gapMs: number, writing: Writing): void {
  const [first, ...rest] = pieces;
  if (writing.isOver()) return;
  if (first === undefined || rest.length === 0) {
    message.end(first);
    return;
  }
  message.write(first);
  setTimeout(() => writeSlowly(message, rest, gapMs, writing), gapMs);
}
