import { resolve } from "node:path";
import { AppError } from "../core/problem.js";
import { readCapped } from "../node/read-capped.js";
import type { Context } from "./command.js";

/** The bytes of a file, or of standard input for `-`. Throws `AppError` naming the path. */
export async function readInput(path: string, context: Pick<Context, "cwd" | "readStdin">): Promise<Uint8Array> {
  if (path === "-") return context.readStdin();
  let bytes: Uint8Array | undefined;
  try {
    bytes = readCapped(resolve(context.cwd, path), mostMebibytes * 1024 * 1024);
  } catch (cause) {
    throw new AppError({
      code: "file-unreadable",
      category: "fixture",
      text: {
        zh: "读不了文件 {file}（{why}）。请检查路径和权限。",
        en: "The file {file} cannot be read ({why}). Check the path and its permissions.",
      },
      args: { file: path, why: reasonOf(cause) },
      cause,
    });
  }
  if (bytes) return bytes;
  throw new AppError({
    code: "file-too-large",
    category: "fixture",
    text: {
      zh: "文件 {file} 超过了 {most} MiB。请检查路径是否写对。",
      en: "The file {file} is larger than {most} MiB. Check that the path is the right one.",
    },
    args: { file: path, most: mostMebibytes },
  });
}

/** No payload or captured request comes near. */
const mostMebibytes = 64;

/** The system's short name of an error (`ENOENT`), or its message. */
export function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  return cause instanceof Error ? cause.message : String(cause);
}
