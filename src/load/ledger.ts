import { reach } from "./plan.js";

/** What became of the orders of one worker, in nine bytes each. Orders are named by their slot: 0, 1, 2 … */
export type Ledger = {
  has(slot: number, flag: number): boolean;
  mark(slot: number, flag: number): void;
  /** Keeps the merchant's own id of an order, as a hash; false when it had another one before. */
  keepOwnId(slot: number, ownId: string): boolean;
  count(): OrderCounts;
  /** The hashes of all own ids, to find one that two orders share. */
  ownIds(): BigUint64Array;
};

export type OrderCounts = {
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
  /** Sent, and no readable answer ever came, to none of its copies. */
  readonly unanswered: number;
  /** Accepted under two different ids of the merchant. */
  readonly twice: number;
  /** Accepted, and later treated as if it were not. */
  readonly forgotten: number;
};

export const flags = {
  sent: 1,
  answered: 2,
  accepted: 4,
  twice: 8,
  followed: 16,
  forgotten: 32,
  abandoned: 64,
} as const;

/** Orders of so many slots back are still spoken of by repeats and follow-ups. */
export const recentSlots = 4 * reach;

export function createLedger(): Ledger {
  const pieces: Piece[] = [];
  let end = 0;
  const pieceOf = (slot: number): Piece => {
    const at = Math.floor(slot / pieceSlots);
    while (pieces.length <= at) pieces.push(newPiece());
    end = Math.max(end, slot + 1);
    // The loop above has made it.
    return pieces[at] as Piece;
  };
  return {
    has: (slot, flag) => ((pieceOf(slot).states[slot % pieceSlots] ?? 0) & flag) !== 0,
    mark(slot, flag) {
      const { states } = pieceOf(slot);
      const at = slot % pieceSlots;
      states[at] = (states[at] ?? 0) | flag;
    },
    keepOwnId(slot, ownId) {
      const { hashes } = pieceOf(slot);
      const at = (slot % pieceSlots) * 2;
      const high = hashOf(ownId, 0x9e3779b9);
      const low = hashOf(ownId, 0x85ebca6b) || 1;
      const isNew = hashes[at + 1] === 0;
      if (!isNew) return hashes[at] === high && hashes[at + 1] === low;
      hashes[at] = high;
      hashes[at + 1] = low;
      return true;
    },
    count() {
      const counts = { sent: 0, accepted: 0, refused: 0, unanswered: 0, twice: 0, forgotten: 0 };
      for (const { states } of pieces) {
        for (const state of states) {
          if ((state & flags.sent) === 0) continue;
          counts.sent += 1;
          if (state & flags.accepted) counts.accepted += 1;
          else if (state & flags.answered) counts.refused += 1;
          else if (!(state & flags.abandoned)) counts.unanswered += 1;
          if (state & flags.twice) counts.twice += 1;
          if (state & flags.forgotten) counts.forgotten += 1;
        }
      }
      return counts;
    },
    ownIds() {
      const ids = new BigUint64Array(end);
      let kept = 0;
      for (const { hashes } of pieces) {
        const whole = new BigUint64Array(hashes.buffer);
        for (const id of whole) if (id !== 0n) ids[kept++] = id;
      }
      return ids.slice(0, kept);
    },
  };
}

/** How many orders have an id that an order before them has too. Sorts the hashes where they are. */
export function countShared(ownIds: readonly BigUint64Array[]): number {
  const all = new BigUint64Array(ownIds.reduce((length, ids) => length + ids.length, 0));
  let from = 0;
  for (const ids of ownIds) {
    all.set(ids, from);
    from += ids.length;
  }
  all.sort();
  let shared = 0;
  for (let i = 1; i < all.length; i++) if (all[i] === all[i - 1]) shared += 1;
  return shared;
}

type Piece = { readonly states: Uint8Array; readonly hashes: Uint32Array };

const pieceSlots = 65_536;

function newPiece(): Piece {
  return { states: new Uint8Array(pieceSlots), hashes: new Uint32Array(2 * pieceSlots) };
}

/** 32 well-spread bits. */
function hashOf(text: string, salt: number): number {
  let word = salt ^ text.length;
  for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193) ^ (word >>> 15);
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
