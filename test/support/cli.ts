import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const projectRoot = join(import.meta.dirname, "../..");
export const builtBin = join(projectRoot, "bin/douyin-hotel.js");

export type CliRun = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type CliOptions = {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** Ends the child after this many ms; a test that gets there fails by its own assertions. */
  readonly timeoutMs?: number;
};

/** Runs the built program in a child process, in an empty home of its own, in English unless told otherwise. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builtBin, ...args], {
      cwd: options.cwd ?? emptyFolder(),
      env: cleanEnv(options.env),
      stdio: ["pipe", "pipe", "pipe"],
      timeout: options.timeoutMs ?? 120_000,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** A new empty folder below the system's temporary one. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "douyin-hotel-test-"));
}

/** An environment in which nothing of this machine's user shows. */
export function cleanEnv(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const home = emptyFolder();
  return {
    PATH: process.env.PATH ?? "",
    HOME: home,
    XDG_STATE_HOME: join(home, "state"),
    LANG: "en_US.UTF-8",
    ...extra,
  };
}
