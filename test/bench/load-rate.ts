import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Bench } from "./merchant.js";

export type Rate = {
  /** Requests for each second of the whole program's processor time. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
};

/**
 * The rate of the built `load` after its first seconds: what a new thread takes to compile its code is not what it can do.
 * Throws when the run ends before its time.
 */
export async function loadRate({ bin, at }: Bench, args: readonly string[], span: Span): Promise<Rate> {
  const run = ["load", "create-order", "--seed", "7", "--json", "-q", "--duration", `${span.seconds + 1}s`, ...args];
  const child = spawn(process.execPath, ["--import", tellUsage, bin, ...run], {
    ...at,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const usage = async (): Promise<Usage> => {
    child.send("usage");
    const [told] = await once(child, "message");
    return told;
  };
  let sent = 0;
  let before: Usage | undefined;
  let after: Usage | undefined;
  const { stdout } = child;
  if (!stdout) throw new Error("The child was started with a pipe.");
  for await (const line of createInterface({ input: stdout })) {
    const row = JSON.parse(line);
    if (row.type !== "progress") continue;
    if (before && !after) sent += row.sent;
    if (row.second === span.warmUp) before = await usage();
    if (row.second === span.seconds) after = await usage();
  }
  if (!before || !after) throw new Error(`${run.join(" ")} ended before its time`);
  return {
    perCpuSecond: (sent / (after.cpuMs - before.cpuMs)) * 1000,
    perSecond: (sent / (after.atMs - before.atMs)) * 1000,
  };
}

/** In seconds of the run: which are measured, and how many before them are not. */
export type Span = { readonly warmUp: number; readonly seconds: number };

type Usage = { readonly cpuMs: number; readonly atMs: number };

/** What to `--import` into a process of Node so that it answers every message with what it has used. */
const tellUsage = `data:text/javascript,${encodeURIComponent(`import { isMainThread } from "node:worker_threads";
if (isMainThread) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpuMs: (user + system) / 1000, atMs: performance.now() });
  });
  process.channel.unref();
}`)}`;
