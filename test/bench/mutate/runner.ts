import type { ListedTest } from "./test-stand-in.js";

/**
 * A process that takes the path of a bundled test file and answers how many of its tests passed before the first that failed.
 * What is thrown beside a test ends the process.
 */
export type Outcome = { readonly passed: number; readonly hasFailed: boolean };

process.on("message", async (path: string) => process.send?.(await outcomeOf(path)));
process.send?.("ready");

async function outcomeOf(path: string): Promise<Outcome> {
  let passed = 0;
  try {
    await import(path);
    for (const run of (globalThis as { listedTests?: ListedTest[] }).listedTests ?? []) {
      await run();
      passed++;
    }
    return { passed, hasFailed: false };
  } catch {
    return { passed, hasFailed: true };
  } finally {
    delete (globalThis as { listedTests?: ListedTest[] }).listedTests;
  }
}
