import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtBin, cleanEnv, emptyFolder } from "./cli.js";
import { openTerminal } from "./terminal.js";

const prompt = "$ ";
const interactive = { bash: ["bash", "--norc", "--noprofile", "-i"], zsh: ["zsh", "-f", "-i"] };

export type CompletingShell = {
  /** Types a line, presses Tab, and waits for the line to read as wanted, spaces at its end included. */
  completes(line: string, wanted: string): Promise<void>;
  /** Types a line, presses Tab as often as it takes, and waits for the words to be listed below. */
  lists(line: string, words: readonly string[]): Promise<void>;
  close(): void;
};

/** An interactive shell in `folder`, in which `setup` was run. */
export async function openShell(
  name: keyof typeof interactive,
  folder: string,
  setup: readonly string[],
): Promise<CompletingShell> {
  const at = openTerminal(interactive[name], { columns: 110, rows: 30, cwd: folder, env: shellEnv(folder) });
  const lineNow = (screen: string): string => screen.trimEnd().split("\n").at(-1) ?? "";
  const run = async (command: string, round: number): Promise<void> => {
    at.type(`${command}; echo done''-${round}`);
    at.press("Enter");
    await at.see(`done-${round}`);
  };
  const clear = async (): Promise<void> => {
    at.press("C-u", "C-l");
    await at.see((screen) => screen.trim() === prompt.trim());
  };
  await at.see((screen) => lineNow(screen) === prompt.trim());
  for (const [round, command] of setup.entries()) await run(command, round);
  return {
    async completes(line, wanted) {
      await clear();
      at.type(line);
      await at.see((screen) => lineNow(screen) === `${prompt}${line}`.trimEnd());
      at.press("Tab");
      const full = `${prompt}${wanted}`;
      await at.see((screen) => lineNow(screen) === full.trimEnd() && at.cursor().x === full.length);
    },
    async lists(line, words) {
      await clear();
      at.type(line);
      await at.see((screen) => lineNow(screen) === `${prompt}${line}`.trimEnd());
      // Both add what all have in common first; bash then rings its bell before it lists anything.
      at.press(...(name === "bash" ? ["Tab", "Tab", "Tab"] : ["Tab", "Tab"]));
      await at.see((screen) => words.every((word) => screen.split(/\s+/).includes(word)));
    },
    close: at.close,
  };
}

/** An environment whose PATH begins with a `douyin-hotel` that runs the built program. */
export function shellEnv(folder: string): Record<string, string> {
  const bin = emptyFolder();
  const program = join(bin, "douyin-hotel");
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${builtBin}" "$@"\n`);
  chmodSync(program, 0o755);
  const env = cleanEnv();
  return { ...env, HOME: folder, PATH: `${bin}:${env.PATH}`, PS1: prompt, INPUTRC: "/dev/null", LC_ALL: "C.UTF-8" };
}
