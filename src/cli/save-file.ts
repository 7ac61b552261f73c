import { accessSync, constants, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AppError } from "../core/problem.js";
import { reasonOf } from "./read-input.js";

/** Checks, before anything is sent, that a file can be written. Throws `AppError` (category output). */
export function checkWritable(path: string, cwd: string): void {
  const full = resolve(cwd, path);
  try {
    if (statSync(full, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error("EISDIR"), { code: "EISDIR" });
    accessSync(dirname(full), constants.W_OK);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

/**
 * Writes a whole file or none: a temporary one beside it, then a rename. A device or a pipe (`/dev/null`) is written to and
 * never replaced, a link keeps pointing where it does. Throws `AppError` (category output).
 */
export function saveFile(path: string, content: string | Uint8Array, cwd: string): void {
  const named = resolve(cwd, path);
  try {
    const stat = statSync(named, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) writeFileSync(named, content);
    else replaceFile(stat ? realpathSync(named) : named, content);
  } catch (cause) {
    throw notWritable(path, cause);
  }
}

function replaceFile(full: string, content: string | Uint8Array): void {
  const draft = `${full}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, full);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}

function notWritable(path: string, cause: unknown): AppError {
  return new AppError({
    code: "file-not-writable",
    category: "output",
    text: {
      zh: "写不了文件 {file}（{why}）。请检查目录是否存在、是否可写、磁盘是否已满。",
      en: "The file {file} cannot be written ({why}). Check that its folder exists and is writable and the disk is not full.",
    },
    args: { file: path, why: reasonOf(cause) },
    cause,
  });
}
