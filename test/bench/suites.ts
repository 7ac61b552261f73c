import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "./measure.js";

/** A whole `test` run against the reference merchant. */
export function measureSuites(): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), "douyin-hotel-bench-"));
  const bin = join(import.meta.dirname, "../../bin/douyin-hotel.js");
  const env = { ...process.env, HOME: folder, XDG_STATE_HOME: join(folder, "state"), LANG: "en_US.UTF-8" };
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [bin, "test", "--reporter", "json"], {
    cwd: folder,
    env,
    stdio: "ignore",
  });
  const tookMs = performance.now() - start;
  if (status !== 0) throw new Error(`test ended with ${status}`);
  return [
    {
      name: "test, all suites",
      ours: `${(tookMs / 1000).toFixed(1)} s`,
      reference: "15 s",
      ratio: tookMs / 15_000,
      target: "<= 1",
    },
  ];
}
