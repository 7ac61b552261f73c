import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./merchant.js";

export type Usage = { readonly tookMs: number; readonly cpuMs: number; readonly peakBytes: number };

/** Runs the built program to its end and says what it used. Throws when it does not exit with `code`. */
export async function usageOf({ bin, at }: Bench, args: readonly string[], code = 0): Promise<Usage> {
  const file = join(at.cwd, "usage.json");
  const start = performance.now();
  const argv = ["--import", noteUsage(file), bin, ...args];
  const [status] = await once(spawn(process.execPath, argv, { ...at, stdio: "ignore" }), "exit");
  const tookMs = performance.now() - start;
  if (status !== code) throw new Error(`${args.join(" ")} ended with ${status}`);
  return { tookMs, ...JSON.parse(readFileSync(file, "utf8")) };
}

function noteUsage(file: string): string {
  const script = `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
  writeFileSync(${JSON.stringify(file)}, JSON.stringify(usage));
});`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}
