import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { isObject, type JsonObject, parseJson, stringifyJson } from "../core/json.js";
import { AppError } from "../core/problem.js";
import type { Message } from "../core/text.js";
import { textLine, textOfLine } from "./journal-line.js";
import { maskFor } from "./journal-mask.js";
import { makeFolder } from "./make-folder.js";

export type EventLogOptions = {
  readonly path: string;
  /** Never written, wherever they turn up. */
  readonly secrets: readonly string[];
};

export type OpenEventLog = {
  /** What earlier processes kept, oldest first. */
  readonly earlier: readonly JsonObject[];
  /** Lines that could not be read. */
  readonly notes: readonly Message[];
  /** The record is in the file when this returns; throws `AppError` (category output) when it is not. */
  append(record: JsonObject): void;
  close(): void;
};

/**
 * Opens a file of records for reading all and appending. Every record is one synchronous write of one line, so that
 * what was acknowledged survives the process; a line that was cut off is left out and told. One process at a time.
 */
export function openEventLog({ path, secrets }: EventLogOptions): OpenEventLog {
  const mask = maskFor(secrets);
  const { file, text } = guarded(path, () => openPrivately(path));
  const { records, notes } = readRecords(text, path);
  let isTorn = text !== "" && !text.endsWith("\n");
  let isClosed = false;
  return {
    earlier: records,
    notes,
    append(record) {
      guarded(path, () => {
        // The number of a closed file may belong to another one by now.
        if (isClosed) throw new Error("closed");
        const bytes = Buffer.from(`${isTorn ? "\n" : ""}${textLine(mask.text(stringifyJson(record)))}`);
        isTorn = true;
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
        isTorn = false;
      });
    },
    close() {
      if (!isClosed) closeSync(file);
      isClosed = true;
    },
  };
}

function openPrivately(path: string): { readonly file: number; readonly text: string } {
  makeFolder(dirname(path), 0o700);
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = constants;
  // Windows knows no such flag.
  const file = openSync(path, O_APPEND | O_CREAT | O_RDWR | (O_NOFOLLOW ?? 0), 0o600);
  return { file, text: fstatSync(file).size === 0 ? "" : readFileSync(path, "utf8") };
}

function readRecords(text: string, path: string): { readonly records: JsonObject[]; readonly notes: Message[] } {
  const records: JsonObject[] = [];
  const notes: Message[] = [];
  text.split("\n").forEach((line, index) => {
    if (line === "") return;
    const whole = textOfLine(line);
    const record = whole === undefined ? undefined : parseJson(whole);
    if (isObject(record)) records.push(record);
    else notes.push({ text: damaged, args: { file: path, line: index + 1 } });
  });
  return { records, notes };
}

const damaged = {
  zh: "{file} 的第 {line} 行不完整，已略去：写入时进程被终止。",
  en: "Line {line} of {file} is incomplete and was left out: the process was killed while writing it.",
};

function guarded<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw new AppError({
      code: "event-log-unwritable",
      category: "output",
      text: {
        zh: "读写不了模拟平台的状态文件 {file}（{why}）。请检查目录权限和磁盘空间，用 XDG_STATE_HOME 换一个目录，或加 --ephemeral。",
        en: "The mock platform's state file {file} cannot be used ({why}). Check permissions and disk space, choose another folder with XDG_STATE_HOME, or add --ephemeral.",
      },
      args: { file: path, why: (cause as NodeJS.ErrnoException).code ?? String(cause) },
      cause,
    });
  }
}
