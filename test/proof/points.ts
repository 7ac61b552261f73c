/** Prints each point as it is tried, and what came of all of them last; a point that fails makes the process fail. */
export type Points = {
  /** `failure`: undefined where the point holds. */
  tried(name: string, failure: string | undefined): void;
  conclude(about?: string): void;
};

export function countPoints(): Points {
  let [held, all] = [0, 0];
  return {
    tried(name, failure) {
      all++;
      if (failure === undefined) held++;
      process.stdout.write(failure === undefined ? `holds  ${name}\n` : `FAILS  ${name}: ${failure}\n`);
    },
    conclude(about = "") {
      process.stdout.write(`${about}${held} of ${all} hold\n`);
      if (held < all) process.exitCode = 1;
    },
  };
}
