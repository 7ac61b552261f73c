import type { Console } from "../../src/cli/context.js";
import { realClock } from "../../src/node/clock.js";
import { type FakeConsoleOptions, type FakeRun, runMain } from "./fake-console.js";

export type ReportedFinding = {
  readonly rule: string;
  readonly severity: string;
  readonly pointer: string;
  readonly message: string;
};

export type ReportedCase = {
  readonly id: string;
  readonly suite: string;
  readonly verdict: string;
  readonly reason?: string;
  readonly reproduce?: string;
  readonly smallestPayload?: string;
  readonly findings: readonly ReportedFinding[];
  readonly exchanges: readonly string[];
};

/** As far as tests read the JSON report. */
export type TestReport = {
  readonly seed: number;
  readonly verdict: string;
  readonly notices: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly totals: Readonly<Record<"cases" | "passed" | "failed" | "skipped" | "broken", number>> & {
    readonly findings: Readonly<Record<"error" | "warning" | "info", number>>;
  };
  readonly reachability: readonly { readonly code: number; readonly reached: boolean }[];
  readonly cases: readonly ReportedCase[];
  readonly exchanges: readonly { readonly id: string; readonly request: { readonly body: string } }[];
};

/** Runs `test` in this process on the real clock. */
export function runTest(
  argv: readonly string[],
  options: FakeConsoleOptions & Partial<Console> = {},
): Promise<FakeRun> {
  return runMain(["test", ...argv], { clock: realClock(), ...options });
}

/** The same with `--json`, its report read. */
export async function reportOf(
  argv: readonly string[],
  options: FakeConsoleOptions = {},
): Promise<FakeRun & { readonly report: TestReport }> {
  const run = await runTest([...argv, "--json"], options);
  if (run.stdout === "") throw new Error(`test printed nothing: ${run.stderr}`);
  return { ...run, report: JSON.parse(run.stdout) };
}
