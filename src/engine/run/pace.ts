/**
 * How many cases run at a time: few at first, more as long as answers stay quick, fewer when a merchant that works
 * through its requests one by one begins to queue them. Waiting for a busy merchant is no finding.
 */
export type Pace = {
  /** Resolves when another case may begin. */
  enter(): Promise<void>;
  leave(): void;
  /** An answer that came, and how long it took. */
  note(durationMs: number): void;
};

/** Share of the timeout that answers may take on average before fewer cases run at a time. */
const crowdedShare = 0.4;

export function createPace(most: number, timeoutMs: number): Pace {
  let limit = Math.min(2, most);
  let running = 0;
  let average = 0;
  const waiting: (() => void)[] = [];
  const admit = (): void => {
    while (running < limit && waiting.length > 0) {
      running++;
      waiting.shift()?.();
    }
  };
  return {
    enter: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        admit();
      }),
    leave() {
      running--;
      limit = average > crowdedShare * timeoutMs ? Math.max(1, Math.floor(limit / 2)) : Math.min(most, limit + 1);
      admit();
    },
    note(durationMs) {
      average = average * 0.8 + durationMs * 0.2;
    },
  };
}
