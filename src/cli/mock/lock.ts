import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../core/problem.js";
import { makeFolder } from "../../node/make-folder.js";
import { isAlive, mockFolder, runningMocks } from "./running.js";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Makes sure that one process alone keeps the mock platform's state. Returns how to let go of it; a process that was killed
 * lets go by dying. Throws `AppError` when another one holds it.
 */
export async function lockState(env: Env): Promise<() => void> {
  const folder = mockFolder(env);
  makeFolder(folder, 0o700);
  const path = join(folder, "events.lock");
  if (!claim(path)) {
    const holder = Number(readFileSync(path, "utf8"));
    const url = await holderUrl(holder, path, env);
    if (url !== undefined) throw alreadyRunning(url, holder);
    rmSync(path, { force: true });
    if (!claim(path)) throw alreadyRunning("", Number(readFileSync(path, "utf8")));
  }
  return () => rmSync(path, { force: true });
}

function claim(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Where the holder is reached, `""` while it is starting; undefined when it is gone. */
async function holderUrl(pid: number, path: string, env: Env): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return undefined;
  const running = (await runningMocks(env)).find((mock) => mock.pid === pid);
  if (running) return running.url;
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age < startingMs ? "" : undefined;
}

/** From the lock to the first answer of its server. */
const startingMs = 15_000;

function alreadyRunning(url: string, pid: number): AppError {
  return new AppError({
    code: "mock-already-running",
    category: "usage",
    text: {
      zh: "已有一个模拟平台在使用同一份状态（进程 {pid}{url}）。请先停掉它，或加 --ephemeral 另起一个不保存状态的。",
      en: "Another mock platform already keeps this state (process {pid}{url}). Stop it, or add --ephemeral for one that keeps none.",
    },
    args: { pid, url: url === "" ? "" : ` ${url}` },
  });
}
