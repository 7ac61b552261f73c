import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./measure.js";
import { startBench } from "./merchant.js";

/** A whole `test` run against the reference merchant, which runs in a process of its own as anybody's would. */
export async function measureSuites(): Promise<readonly Row[]> {
  const { bin, at, endpoints, close } = await startBench();
  try {
    const cpuFile = join(at.cwd, "cpu");
    const targets = Object.entries(endpoints).flatMap(([callback, url]) => ["-e", `${callback}=${url}`]);
    const argv = ["--import", noteCpu(cpuFile), bin, "test", ...targets, "--reporter", "json"];
    const start = performance.now();
    const [status] = await once(spawn(process.execPath, argv, { ...at, stdio: "ignore" }), "exit");
    const tookMs = performance.now() - start;
    if (status !== 0) throw new Error(`test ended with ${status}`);
    const waitedMs = tookMs - Number(readFileSync(cpuFile, "utf8"));
    return [
      {
        name: "test, all suites",
        ours: inSeconds(tookMs),
        reference: "15 s",
        ratio: tookMs / 15_000,
        target: "<= 1",
      },
      {
        name: "test, all suites: waiting for the merchant",
        ours: inSeconds(waitedMs),
        reference: `the whole run, ${inSeconds(tookMs)}`,
        ratio: waitedMs / tookMs,
        target: ">= 0.5",
      },
    ];
  } finally {
    close();
  }
}

/** Writes the processor time of a process, in ms, into a file when it ends. */
function noteCpu(file: string): string {
  const script = `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(${JSON.stringify(file)}, String((user + system) / 1000));
});`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
