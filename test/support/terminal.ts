import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder } from "./cli.js";
import { inCi } from "./in-ci.js";

/** A program on a real terminal of a given size, as tmux draws it. */
export type Terminal = {
  /** Waits until the screen shows what is wanted, and gives the screen. */
  see(wanted: string | RegExp | ((screen: string) => boolean)): Promise<string>;
  /** Presses keys by tmux's names: `Enter`, `Escape`, `C-c`, `Up`, `BTab`. */
  press(...keys: readonly string[]): void;
  /** Types text as it stands. */
  type(text: string): void;
  resize(columns: number, rows: number): void;
  screen(): string;
  /** The screen with its escape codes. */
  coloured(): string;
  /** What `stty -a` says of the terminal. */
  terminalModes(): string;
  /** The program's process id. */
  pid(): number;
  cursor(): { readonly x: number; readonly y: number; readonly isVisible: boolean };
  /** Waits for the program's end; its exit code. */
  end(): Promise<number>;
  close(): void;
};

export type TerminalOptions = {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
};

/** Why terminals cannot be tested here; undefined where they can. Where CI is set tmux must be there. */
export function noTerminal(): string | undefined {
  if (inCi()) return undefined;
  return spawnSync("tmux", ["-V"]).status === 0 ? undefined : "tmux is not installed";
}

/** How long the slowest machine may take to show something, in ms. */
const patience = 60_000;

/**
 * Runs the program as a shell does, and stays: what the program did to the terminal can be looked at afterwards.
 * tmux itself may see a program gone before it knows how it ended.
 */
const shell = `trap : INT
sh -c 'echo $$ > "$0"; exec "$@"' "$0/pid" "$@"
echo $? > "$0/ending"
mv "$0/ending" "$0/code"
exec sleep 900`;

/** Starts a program in a tmux server of its own, with no other environment than the one given. */
export function openTerminal(argv: readonly string[], options: TerminalOptions): Terminal {
  const { columns = 80, rows = 24, cwd, env } = options;
  const traces = emptyFolder();
  const tmux = (...args: readonly string[]): string =>
    execFileSync("tmux", ["-S", join(traces, "tmux"), "-f", "/dev/null", "-u", ...args], {
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const pairs = Object.entries({ TERM: "screen-256color", ...env }).map(([name, value]) => `${name}=${value}`);
  const size = ["-x", String(columns), "-y", String(rows)];
  tmux("new-session", "-d", ...size, "-c", cwd, "--", "env", "-i", ...pairs, "sh", "-c", shell, traces, ...argv);
  const read = (format: string): string => tmux("display-message", "-p", format).trim();
  const screen = (): string => tmux("capture-pane", "-p");
  return {
    screen,
    async see(wanted) {
      const shows = (text: string): boolean =>
        typeof wanted === "function"
          ? wanted(text)
          : typeof wanted === "string"
            ? text.includes(wanted)
            : wanted.test(text);
      return until(screen, shows, () => `${wanted} is not on the screen:\n${screen()}`);
    },
    coloured: () => tmux("capture-pane", "-p", "-e"),
    terminalModes: () => execFileSync("stty", ["-a", "-F", read("#{pane_tty}")], { encoding: "utf8" }),
    pid: () => Number(readFileSync(join(traces, "pid"), "utf8")),
    press: (...keys) => void tmux("send-keys", ...keys),
    type: (text) => void tmux("send-keys", "-l", "--", text),
    resize: (newColumns, newRows) => void tmux("resize-window", "-x", String(newColumns), "-y", String(newRows)),
    cursor() {
      const [x = "", y = "", flag] = read("#{cursor_x} #{cursor_y} #{cursor_flag}").split(" ");
      return { x: Number(x), y: Number(y), isVisible: flag === "1" };
    },
    async end() {
      const file = join(traces, "code");
      const code = (): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
      const ended = (text: string): boolean => text !== "";
      return Number(await until(code, ended, () => `The program goes on:\n${screen()}`));
    },
    close() {
      spawnSync("tmux", ["-S", join(traces, "tmux"), "kill-server"]);
      rmSync(traces, { recursive: true, force: true });
    },
  };
}

async function until(read: () => string, isThere: (text: string) => boolean, complain: () => string): Promise<string> {
  const deadline = Date.now() + patience;
  for (;;) {
    const text = read();
    if (isThere(text)) return text;
    if (Date.now() > deadline) throw new Error(complain());
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
