/** Stands where a bundled test file imports `node:test`: the tests are only listed, and `runner.ts` runs them in a row. */
export type ListedTest = () => unknown;

const list: ListedTest[] = [];
(globalThis as { listedTests?: ListedTest[] }).listedTests = list;

const context = { diagnostic(): void {} };

export function test(_name: string, ...rest: readonly unknown[]): void {
  const run = rest.at(-1);
  // A test without a function would be one that cannot fail.
  if (typeof run !== "function") throw new Error("This test has no function.");
  list.push(() => run(context));
}

export function before(run: () => unknown): void {
  list.push(run);
}
