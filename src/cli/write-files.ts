import { lstatSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { AppError } from "../core/problem.js";
import { makeFolder } from "../node/make-folder.js";
import { reasonOf } from "./read-input.js";

export type NewFile = { readonly path: string; readonly content: string };

/** Whether anything bears that name, a broken link included. */
export function isThere(folder: string, path: string): boolean {
  try {
    return lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A file stands where a folder should: writing will say so.
    return false;
  }
}

/**
 * Writes each file whole or not at all; one that appeared meanwhile is left alone unless it is among `replaced`.
 * Throws `AppError` (category output).
 */
export function writeFiles(folder: string, files: readonly NewFile[], replaced: ReadonlySet<string>): void {
  for (const { path, content } of files) {
    try {
      makeFolder(dirname(join(folder, path)));
      if (replaced.has(path)) replace(join(folder, path), content);
      else writeFileSync(join(folder, path), content, { flag: "wx" });
    } catch (cause) {
      throw new AppError({
        code: "file-not-writable",
        category: "output",
        text: {
          zh: "写不了文件 {file}（{why}）。请检查目录是否可写。",
          en: "The file {file} cannot be written ({why}). Check that its folder is writable.",
        },
        args: { file: path, why: reasonOf(cause) },
        cause,
      });
    }
  }
}

function replace(path: string, content: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, content, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
