import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench } from "./merchant.js";

export type Rate = {
  /** Requests for each second of the whole program's processor time. */
  readonly perCpuSecond: number;
  readonly perSecond: number;
};

/** The built `load`, which stands still between its turns, so that a reference can be measured in the same minute. */
export type LoadRun = {
  turn(ms: number): Promise<void>;
  /** Ends the run; the rate over all its turns. */
  end(): Promise<Rate>;
};

/** Starts it, and lets it run for a while first: what a new thread takes to compile its code is not what it can do. */
export async function startLoad({ bin, at }: Bench, args: readonly string[]): Promise<LoadRun> {
  const argv = [
    "load",
    "create-order",
    "--seed",
    "7",
    "--json",
    "-q",
    "--duration",
    "10m",
    "--timeout",
    "60000",
    ...args,
  ];
  const child = spawn(process.execPath, ["--import", tellUsage, bin, ...argv], {
    ...at,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const kill = (): void => void child.kill("SIGKILL");
  // A bench that breaks leaves no process behind that stands still for ever.
  process.once("exit", kill);
  const { stdout } = child;
  if (!stdout) throw new Error("The child was started with a pipe.");
  let sent = 0;
  let activeMs = 0;
  const lines = createInterface({ input: stdout });
  lines.on("line", (line) => {
    const row = JSON.parse(line);
    if (row.type === "progress") sent += row.sent;
  });
  const cpuMs = async (): Promise<number> => {
    child.send("usage");
    const [told] = await once(child, "message");
    return told;
  };
  for (let second = 0; second < warmUp; second++) await once(lines, "line");
  const before = await cpuMs();
  sent = 0;
  child.kill("SIGSTOP");
  return {
    async turn(ms) {
      const start = performance.now();
      child.kill("SIGCONT");
      await wait(ms);
      child.kill("SIGSTOP");
      activeMs += performance.now() - start;
    },
    async end() {
      // The clock of its seconds is overdue, so that it tells at once what it has sent until now.
      await wait(1000);
      child.kill("SIGCONT");
      await once(lines, "line");
      const used = (await cpuMs()) - before;
      process.off("exit", kill);
      kill();
      return { perCpuSecond: (sent / used) * 1000, perSecond: (sent / activeMs) * 1000 };
    },
  };
}

/** Seconds. */
const warmUp = 5;

/** What to `--import` into a process of Node so that it answers every message with the processor time that it has used, in ms. */
const tellUsage = `data:text/javascript,${encodeURIComponent(`import { isMainThread } from "node:worker_threads";
if (isMainThread) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send((user + system) / 1000);
  });
  process.channel.unref();
}`)}`;
