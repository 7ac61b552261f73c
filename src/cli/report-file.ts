import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { AppError } from "../core/problem.js";
import { reasonOf } from "./read-input.js";

/** A report on its way to a file. Every method may throw what the system says. */
export type ReportFile = {
  append(text: string): void;
  /** Makes the report visible under its name, at once and whole. */
  commit(): void;
  /** Leaves what stood there before. */
  abandon(): void;
};

/**
 * Opens the place for a report, so that a run never starts whose report cannot be written. What is appended lies in
 * a file beside it, synchronously, until `commit` renames it. Devices and pipes are written directly.
 * Throws `AppError` (category output).
 */
export function openReportFile(path: string): ReportFile {
  try {
    return isRegular(path) ? besides(realPath(path)) : direct(path);
  } catch (cause) {
    throw new AppError({
      code: "report-unwritable",
      category: "output",
      text: {
        zh: "报告写不到 {file}（{why}）。请检查文件夹是否存在以及权限。",
        en: "The report cannot be written to {file} ({why}). Check that the folder exists and that you may write there.",
      },
      args: { file: path, why: reasonOf(cause) },
      cause,
    });
  }
}

/** True for a plain file and for what is not there yet. */
function isRegular(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  accessSync(path, constants.W_OK);
  // Opening a folder for writing fails with the system's own reason.
  return stat.isFile();
}

/** Where a link leads, so that the rename replaces the file and not the link. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Nothing there yet.
    return path;
  }
}

function besides(path: string): ReportFile {
  const draft = `${path}.${process.pid}.part`;
  const handle = openSync(draft, "w");
  return {
    append: (text) => writeAll(handle, text),
    commit() {
      fsyncSync(handle);
      closeSync(handle);
      renameSync(draft, path);
    },
    abandon() {
      closeSync(handle);
      rmSync(draft, { force: true });
    },
  };
}

function direct(path: string): ReportFile {
  const handle = openSync(path, "w");
  return {
    append: (text) => writeAll(handle, text),
    commit: () => closeSync(handle),
    abandon: () => closeSync(handle),
  };
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(handle, bytes, written);
  }
}
