import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "../core/problem.js";
import type { Context } from "./command.js";

/** The bytes of a file, or of standard input for `-`. Throws `AppError` naming the path. */
export async function readInput(path: string, context: Pick<Context, "cwd" | "readStdin">): Promise<Uint8Array> {
  if (path === "-") return context.readStdin();
  try {
    return readFileSync(resolve(context.cwd, path));
  } catch (cause) {
    throw new AppError({
      code: "file-unreadable",
      category: "fixture",
      text: {
        zh: "读不了文件 {file}({why})。请检查路径和权限。",
        en: "The file {file} cannot be read ({why}). Check the path and its permissions.",
      },
      args: { file: path, why: reasonOf(cause) },
      cause,
    });
  }
}

/** The system's short name of an error (`ENOENT`), or its message. */
export function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  return cause instanceof Error ? cause.message : String(cause);
}
