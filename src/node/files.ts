import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { AppError } from "../core/problem.js";

/**
 * Writes a file as a whole: a reader (or a crash) sees the old content or the new one, never half of it.
 * Pipes and devices are written to directly. Throws `AppError` (category output) naming the path.
 */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o644): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  try {
    if (isSpecial(path)) writeFileSync(path, bytes);
    else replace(path, bytes, mode);
  } catch (cause) {
    throw new AppError({
      code: "file-unwritable",
      category: "output",
      text: {
        zh: "写不了文件 {file}({why})。请检查所在目录是否存在、是否有写权限和空间。",
        en: "The file {file} cannot be written ({why}). Check that its folder exists, is writable and has room.",
      },
      args: { file: path, why: (cause as NodeJS.ErrnoException).code ?? String(cause) },
      cause,
    });
  }
}

function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile();
}

function replace(path: string, bytes: Uint8Array, mode: number): void {
  const draft = `${path}.${process.pid}.part`;
  const file = openSync(draft, "wx", mode);
  try {
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
