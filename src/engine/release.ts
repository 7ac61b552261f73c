/** Lets a number of requests wait for each other once their connections stand, and go together. */
export type Release = {
  /** One has arrived; resolves for all in the same moment, once nobody is missing. */
  arrive(): Promise<void>;
  /** One ended before it arrived: nobody waits for it. */
  leave(): void;
  /** Notes when one was released, in monotonic ms. */
  note(elapsedMs: number): void;
  /** Between the first and the last release; undefined before two of them. */
  spreadMs(): number | undefined;
};

export function releaseTogether(count: number): Release {
  let missing = count;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const oneLess = (): void => {
    missing--;
    if (missing === 0) open();
  };
  const moments: number[] = [];
  return {
    arrive() {
      oneLess();
      return gate;
    },
    leave: oneLess,
    note: (elapsedMs) => moments.push(elapsedMs),
    spreadMs: () => (moments.length < 2 ? undefined : Math.max(...moments) - Math.min(...moments)),
  };
}
