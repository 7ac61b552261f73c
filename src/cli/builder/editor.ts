import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../../core/problem.js";

/** The editor that the user's environment names; never one from a config file. */
export function editorCommand(env: Readonly<Record<string, string | undefined>>): string | undefined {
  return [env.VISUAL, env.EDITOR].find((command) => command !== undefined && command.trim() !== "");
}

type Editing = { readonly editor: string; readonly name: string; readonly signal: AbortSignal };

/** Lets the user edit a text and gives back what was saved. Throws `AppError` when the editor cannot be run. */
export async function editText(text: string, { editor, name, signal }: Editing): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "douyin-hotel-"));
  const file = join(folder, `${name}.json`);
  try {
    writeFileSync(file, text, { mode: 0o600 });
    const code = await run(editor, file);
    if (signal.aborted) throw new AppError({ code: "interrupted", category: "usage", text: failed });
    if (code !== 0)
      throw new AppError({ code: "editor-failed", category: "usage", text: failed, args: { editor, code } });
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const failed = {
  zh: "编辑器 {editor} 以 {code} 退出，改动没有采用。请检查 EDITOR 或 VISUAL。",
  en: "The editor {editor} ended with {code} and its changes were not taken. Check EDITOR or VISUAL.",
};

/** The variable may hold arguments (`code --wait`), so a shell reads it. The editor draws on the terminal, never on stdout. */
function run(editor: string, file: string): Promise<number> {
  const isWindows = process.platform === "win32";
  const child = isWindows
    ? spawn(`${editor} "${file}"`, { stdio: ["inherit", 2, 2], shell: true })
    : spawn("/bin/sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: ["inherit", 2, 2] });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
