import type { Row } from "./measure.js";
import { startBench } from "./merchant.js";
import { usageOf } from "./usage.js";

/** A whole `test` run against the reference merchant, which runs in a process of its own as anybody's would. */
export async function measureSuites(): Promise<readonly Row[]> {
  const bench = await startBench();
  try {
    const targets = Object.entries(bench.endpoints).flatMap(([callback, url]) => ["-e", `${callback}=${url}`]);
    const { tookMs, cpuMs } = await usageOf(bench, ["test", ...targets, "--reporter", "json"]);
    const waitedMs = tookMs - cpuMs;
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
    bench.close();
  }
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
