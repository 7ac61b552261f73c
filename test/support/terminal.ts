import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
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

/** Starts a program in a tmux server of its own. */
export function openTerminal(argv: readonly string[], options: TerminalOptions): Terminal {
  const { columns = 80, rows = 24, cwd, env } = options;
  const socket = `dh-${process.pid}-${randomBytes(4).toString("hex")}`;
  const tmux = (...args: readonly string[]): string =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", "-u", ...args], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const pairs = Object.entries({ TERM: "screen-256color", ...env }).map(([name, value]) => `${name}=${value}`);
  const size = ["-x", String(columns), "-y", String(rows)];
  tmux(
    "start-server",
    ";",
    "set",
    "-g",
    "remain-on-exit",
    "on",
    ";",
    "new-session",
    "-d",
    ...size,
    "-c",
    cwd,
    "--",
    ...["env", "-i", ...pairs, ...argv],
  );
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
    pid: () => Number(read("#{pane_pid}")),
    press: (...keys) => void tmux("send-keys", ...keys),
    type: (text) => void tmux("send-keys", "-l", "--", text),
    resize: (newColumns, newRows) => void tmux("resize-window", "-x", String(newColumns), "-y", String(newRows)),
    cursor() {
      const [x = "", y = "", flag] = read("#{cursor_x} #{cursor_y} #{cursor_flag}").split(" ");
      return { x: Number(x), y: Number(y), isVisible: flag === "1" };
    },
    async end() {
      const status = (): string => read("#{pane_dead} #{pane_dead_status}");
      const dead = await until(
        status,
        (text) => text.startsWith("1"),
        () => `The program goes on:\n${screen()}`,
      );
      return Number(dead.split(" ")[1]);
    },
    close() {
      spawnSync("tmux", ["-L", socket, "kill-server"]);
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
