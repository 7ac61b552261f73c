/** A message about an order that was accepted: it may go out. */
export type DueFollowUp = {
  readonly index: number;
  readonly of: number;
  /** The merchant's id of the order. */
  readonly ownId: string;
  /** When it could have gone out at the earliest, in ms of the run. */
  readonly since: number;
};

type Orders = {
  isInFlight(order: number): boolean;
  /** The merchant's id of an accepted order. */
  ownIdOf(order: number): string | undefined;
  /** Milliseconds of the run. */
  now(): number;
};

/** Keeps each follow-up back until its order is answered; those of orders that were refused never go out. */
export type FollowUpQueue = {
  add(index: number, of: number, since: number): void;
  /** The order may be answered now. */
  release(order: number): void;
  first(): DueFollowUp | undefined;
  removeFirst(): void;
  /** Those that may go out. */
  length(): number;
  /** Those that never will, or cannot yet. */
  heldBack(): number;
};

export function createFollowUpQueue({ isInFlight, ownIdOf, now }: Orders): FollowUpQueue {
  const waiting = new Map<number, number[]>();
  const due: DueFollowUp[] = [];
  let refused = 0;
  const add: FollowUpQueue["add"] = (index, of, since) => {
    if (isInFlight(of)) {
      waiting.set(of, [...(waiting.get(of) ?? []), index]);
      return;
    }
    const ownId = ownIdOf(of);
    if (ownId) due.push({ index, of, ownId, since });
    else refused += 1;
  };
  return {
    add,
    release(order) {
      const indices = waiting.get(order);
      if (!indices || isInFlight(order)) return;
      waiting.delete(order);
      for (const index of indices) add(index, order, now());
    },
    first: () => due[0],
    removeFirst: () => {
      due.shift();
    },
    length: () => due.length,
    heldBack: () => refused + [...waiting.values()].reduce((sum, indices) => sum + indices.length, 0),
  };
}
