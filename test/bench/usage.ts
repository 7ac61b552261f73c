import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./merchant.js";

export type Usage = { readonly tookMs: number; readonly cpuMs: number; readonly peakBytes: number };

/** Runs the built program to its end and says what it used. Throws when it does not exit with `code`. */
export async function usageOf({ bin, at }: Bench, args: readonly string[], code = 0): Promise<Usage> {
  const file = join(at.cwd, "usage.ndjson");
  rmSync(file, { force: true });
  const start = performance.now();
  const argv = ["--import", noteUsage(file), bin, ...args];
  const [status] = await once(spawn(process.execPath, argv, { ...at, stdio: "ignore" }), "exit");
  const tookMs = performance.now() - start;
  if (status !== code) throw new Error(`${args.join(" ")} ended with ${status}`);
  const [noted] = notedUsages(file);
  if (!noted) throw new Error(`${args.join(" ")} left no word of what it used`);
  return { tookMs, ...noted };
}

type Noted = Pick<Usage, "cpuMs" | "peakBytes">;

/** What each process noted as it ended. */
export function notedUsages(file: string): readonly Noted[] {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** What to `--import` into a process of Node so that it adds a line to `file` when it ends. */
export function noteUsage(file: string): string {
  const script = `import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
  appendFileSync(${JSON.stringify(file)}, JSON.stringify(usage) + "\\n");
});`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
