import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../../node/make-folder.js";
import { stateFolder } from "../../node/state-folder.js";

/** What a running mock platform leaves in the state folder, so that `order` finds it. Readable by its user alone. */
export type RunningMock = {
  readonly pid: number;
  readonly url: string;
  /** Of the control API, for this run. */
  readonly token: string;
  readonly startedAt: string;
  readonly isEphemeral: boolean;
};

type Env = Readonly<Record<string, string | undefined>>;

export function mockFolder(env: Env): string {
  return join(stateFolder(env), "mock-douyin");
}

/** Leaves word of this process. Returns how to take it back. */
export function announce(running: RunningMock, env: Env): () => void {
  const folder = mockFolder(env);
  makeFolder(folder, 0o700);
  const path = join(folder, `${prefix}${running.pid}.json`);
  const draft = `${path}.tmp`;
  writeFileSync(draft, `${JSON.stringify(running)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return () => rmSync(path, { force: true });
}

const prefix = "run-";

/** Every mock platform of this user that lives and answers, the latest first. What dead ones left is cleared away. */
export async function runningMocks(env: Env): Promise<readonly RunningMock[]> {
  const left = announced(env);
  const living = await Promise.all(left.map(async (mock) => ((await answers(mock)) ? [mock] : [])));
  return living.flat().sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

function announced(env: Env): readonly RunningMock[] {
  const folder = mockFolder(env);
  return filesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    const mock = read(path);
    if (mock && isAlive(mock.pid)) return [mock];
    rmSync(path, { force: true });
    return [];
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(prefix) && name.endsWith(".json"));
  } catch {
    // No folder: nothing ever ran.
    return [];
  }
}

function read(path: string): RunningMock | undefined {
  try {
    const { pid, url, token, startedAt, isEphemeral } = JSON.parse(readFileSync(path, "utf8"));
    const isWhole = typeof pid === "number" && typeof url === "string" && typeof token === "string";
    return isWhole ? { pid, url, token, startedAt: String(startedAt), isEphemeral: isEphemeral === true } : undefined;
  } catch {
    // Taken back between listing and reading, or not ours.
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The number of a dead process may belong to another one, and its port too. */
async function answers({ url, token, pid }: RunningMock): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_control`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: "manual",
      signal: AbortSignal.timeout(5000),
    });
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null && "pid" in body && body.pid === pid;
  } catch {
    // Whoever does not answer in this way is no mock platform.
    return false;
  }
}
