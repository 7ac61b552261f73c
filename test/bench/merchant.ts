import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The built program in an empty home of its own, with the reference merchant running beside it. */
export type Bench = {
  readonly bin: string;
  /** How child processes are started. */
  readonly at: { readonly cwd: string; readonly env: NodeJS.ProcessEnv };
  /** The merchant's URLs by callback. */
  readonly endpoints: Readonly<Record<string, string>>;
  close(): void;
};

export async function startBench(): Promise<Bench> {
  const cwd = mkdtempSync(join(tmpdir(), "douyin-hotel-bench-"));
  const bin = join(import.meta.dirname, "../../bin/douyin-hotel.js");
  const env = { ...process.env, HOME: cwd, XDG_STATE_HOME: join(cwd, "state"), LANG: "en_US.UTF-8" };
  const merchant = spawn(process.execPath, [bin, "mock", "merchant"], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = await once(merchant.stdout, "data");
  return { bin, at: { cwd, env }, endpoints: JSON.parse(String(line)).endpoints, close: () => merchant.kill() };
}
