import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { builtBin, cleanEnv, emptyFolder, runCli } from "../../support/cli.js";
import { openTerminal, type Terminal } from "../../support/terminal.js";

export type Building = Terminal & {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the builder printed on stdout. */
  result(): string;
};

type Setup = {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
};

export const zh = { LANG: "zh_CN.UTF-8" };
export const en = { LANG: "en_US.UTF-8" };

/** Same seed and day in every scenario, so that what is asked and answered is known. */
export const fixed = ["--seed", "7", "--now", "2026-11-25"];

/** Runs a command line of the built program on a terminal; stdout goes to a file, as in `$(…)`. */
export function start(args: readonly string[], { columns = 80, rows = 24, ...setup }: Setup = {}): Building {
  const folder = setup.folder ?? emptyFolder();
  const env = setup.env && "HOME" in setup.env ? { ...setup.env } : cleanEnv(setup.env);
  const out = join(folder, "stdout.txt");
  const argv = ["sh", "-c", 'out="$1"; shift; exec "$@" > "$out"', "sh", out, process.execPath, builtBin, ...args];
  const terminal = openTerminal(argv, { columns, rows, cwd: folder, env });
  return {
    ...terminal,
    folder,
    env,
    result: () => (existsSync(out) ? readFileSync(out, "utf8") : ""),
  };
}

/** The exact body that a printed command line would send, run through a shell. */
export async function bodyOf(line: string, { folder, env }: Pick<Building, "folder" | "env">): Promise<string> {
  const { execFileSync } = await import("node:child_process");
  const script = `douyin-hotel() { "${process.execPath}" "${builtBin}" "$@"; }\n${line.trim()} --dry-run --json`;
  const text = execFileSync("bash", ["-c", script], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(text).attempts[0].request.body;
}

/** The body that `generate` prints. */
export async function generatedBody(
  args: readonly string[],
  { folder, env }: Pick<Building, "folder" | "env">,
): Promise<string> {
  const run = await runCli(["generate", ...args], { cwd: folder, env });
  return run.stdout.replace(/\n$/, "");
}
