import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { builtBin } from "./cli.js";

export type Ended = { readonly code: number | null; readonly signal: string | null; readonly at: number };

/** The built program on a pty of its own; times are milliseconds since the epoch. */
export type PtyChild = {
  /** Types Ctrl-C, or sends SIGTERM by process id; resolves to the moment. */
  interrupt(how: "press" | "term"): Promise<number>;
  /** Looks again and again until there is something; rejects with what the terminal shows when the program has ended instead. */
  until<T>(look: () => T | undefined): Promise<T>;
  /** Resolves to when the terminal had shown the text. */
  seen(text: string): Promise<number>;
  /** What it wrote to its standard output, which is a file, so far. */
  stdout(): string;
  readonly ended: Promise<Ended>;
  /** Takes the terminal away, and with it whatever still runs on it. */
  close(): void;
};

type Line = {
  readonly at: number;
  readonly shown?: string;
  readonly given_at?: number;
  readonly ended?: Omit<Ended, "at">;
};

/** How long the slowest machine may take to show something, in ms. */
const patience = 60_000;

export function startPtyChild(
  argv: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): PtyChild {
  const out = join(cwd, "stdout");
  const helper = join(import.meta.dirname, "pty_child.py");
  const child = spawn("python3", [helper, out, process.execPath, builtBin, ...argv], { cwd, env });
  let [screen, trouble] = ["", ""];
  const shown: { readonly at: number; readonly upTo: number }[] = [];
  const given: number[] = [];
  child.stderr.on("data", (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line: Line = JSON.parse(text);
      if (line.shown !== undefined) {
        screen += line.shown;
        shown.push({ at: line.at, upTo: screen.length });
      }
      if (line.given_at !== undefined) given.push(line.given_at);
      if (line.ended) resolve({ ...line.ended, at: line.at });
    });
    child.on("error", reject);
    child.on("close", () => reject(new Error(`The pty ended: ${trouble}`)));
  });
  let isOver = false;
  const until = async <T>(look: () => T | undefined): Promise<T> => {
    for (const deadline = Date.now() + patience; ; ) {
      const wasOver = isOver || Date.now() > deadline;
      const found = look();
      if (found !== undefined) return found;
      if (wasOver) throw new Error(`It never came. The terminal shows: ${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const over = (): void => {
    isOver = true;
  };
  ended.then(over, over);
  return {
    until,
    async interrupt(how) {
      const before = given.length;
      child.stdin.write(`${how}\n`);
      return until(() => given[before]);
    },
    seen: (text) =>
      until(() => {
        const place = screen.indexOf(text);
        return place < 0 ? undefined : shown.find(({ upTo }) => upTo >= place + text.length)?.at;
      }),
    stdout: () => (existsSync(out) ? readFileSync(out, "utf8") : ""),
    ended,
    close: () => void child.kill("SIGKILL"),
  };
}
