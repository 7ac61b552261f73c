import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, same, withFigure } from "./measure.js";
import { startBench } from "./merchant.js";
import { usageOf } from "./usage.js";

/** A whole `test` run against the reference merchant, which runs in a process of its own as anybody's would. */
export async function measureSuites(): Promise<readonly Row[]> {
  const bench = await startBench();
  try {
    const targets = Object.entries(bench.endpoints).flatMap(([callback, url]) => ["-e", `${callback}=${url}`]);
    const report = join(bench.at.cwd, "report.json");
    const { tookMs, cpuMs } = await usageOf(bench, ["test", ...targets, "--reporter", `json=${report}`]);
    const idleMs = tookMs - cpuMs;
    const { durationMs, exchanges } = JSON.parse(readFileSync(report, "utf8"));
    const waitedMs = covered(exchanges);
    return [
      {
        name: { zh: "test 全部套件", en: "test, all suites" },
        ours: inSeconds(tookMs),
        reference: same("15 s"),
        ratio: tookMs / 15_000,
        target: "<= 1",
      },
      {
        name: { zh: "test 全部套件：至少有一个应答在等待中", en: "test, all suites: at least one answer awaited" },
        ours: inSeconds(waitedMs),
        reference: withFigure({ zh: "全部用例", en: "the cases" }, inSeconds(durationMs)),
        ratio: waitedMs / durationMs,
        target: ">= 0.5",
      },
      {
        name: { zh: "test 全部套件：本工具不占用处理器", en: "test, all suites: our processor idle" },
        ours: inSeconds(idleMs),
        reference: withFigure({ zh: "整次运行", en: "the whole run" }, inSeconds(tookMs)),
        ratio: idleMs / tookMs,
      },
    ];
  } finally {
    bench.close();
  }
}

type Reported = { readonly startedAt: string; readonly durationMs: number };

/** How many milliseconds of a run at least one request had no answer yet. */
function covered(exchanges: readonly Reported[]): number {
  const spans = exchanges
    .map(({ startedAt, durationMs }) => ({ from: Date.parse(startedAt), to: Date.parse(startedAt) + durationMs }))
    .sort((a, b) => a.from - b.from);
  let sum = 0;
  let end = 0;
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
