import { randomBytes } from "node:crypto";
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Journal, JournalIntent } from "../core/journal.js";
import { utcText } from "../core/moment.js";
import type { Clock, WireOutcome } from "../core/ports.js";
import { AppError } from "../core/problem.js";
import type { Text } from "../core/text.js";
import { decodeUtf8 } from "../core/utf8.js";
import { toLine } from "./journal-line.js";
import { maskFor } from "./journal-mask.js";
import { makeFolder } from "./make-folder.js";

export type JournalOptions = {
  /** See `stateFolder`. */
  readonly folder: string;
  readonly clock: Pick<Clock, "now">;
  /** Never written, wherever they turn up. */
  readonly secrets: readonly string[];
  /** Waits for the disk at every intent: survives a power cut, and costs some milliseconds a request. */
  readonly isDurable?: boolean;
  /** Told when an outcome cannot be kept; without it that is thrown. The request has been made by then. */
  readonly onTrouble?: (problem: AppError) => void;
};

export type OpenJournal = Journal & { readonly path: string; close(): void };

/**
 * Opens this month's journal for appending. Every record is one synchronous write, so that what was acknowledged
 * survives the process, and several processes can write at once. Throws `AppError` (category output) when it cannot be
 * opened.
 */
export function openJournal(options: JournalOptions): OpenJournal {
  const { clock } = options;
  const mask = maskFor(options.secrets);
  const folder = join(options.folder, "journal");
  const path = join(folder, `${utcText(clock.now()).slice(0, 7)}.ndjson`);
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (cause) {
      throw problem("journal-unwritable", path, cause);
    }
  };
  const file = guarded(() => openPrivately(options.folder, folder, path));
  let isTorn = guarded(() => endsTorn(file));
  let isClosed = false;
  const append = (record: object): void => {
    // The number of a closed file may belong to another one by now.
    if (isClosed) throw new Error("closed");
    const bytes = Buffer.from(`${isTorn ? "\n" : ""}${toLine(record)}`);
    isTorn = true;
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    isTorn = false;
  };
  /** For what comes after the request is made: the exchange is not lost for it. */
  const reporting = (act: () => void): void => {
    try {
      act();
    } catch (cause) {
      const trouble = problem("journal-incomplete", path, cause);
      if (!options.onTrouble) throw trouble;
      options.onTrouble(trouble);
    }
  };
  const appendAfter = (record: object): void => reporting(() => append(record));
  const at = (): string => utcText(clock.now());
  return {
    path,
    intend(intent) {
      const id = newId(clock.now());
      guarded(() => {
        append({ type: "intent", id, ...intentRecord(intent, mask) });
        if (options.isDurable) fsyncSync(file);
      });
      return id;
    },
    sent: (id) => appendAfter({ type: "sent", id, at: at() }),
    finish: (id, outcome) => appendAfter({ type: "outcome", id, at: at(), ...outcomeRecord(outcome, mask) }),
    close() {
      if (isClosed) return;
      isClosed = true;
      reporting(() => closeSync(file));
    },
  };
}

type Mask = ReturnType<typeof maskFor>;

function intentRecord(intent: JournalIntent, mask: Mask): object {
  const { body, headers, startedAt, endpoint, url, ...rest } = intent;
  return {
    at: startedAt,
    ...rest,
    endpoint: mask.text(endpoint),
    url: mask.text(url),
    headers: mask.headers(headers),
    ...bodyRecord(mask.bytes(body), Number.POSITIVE_INFINITY),
    ...(mask.bytes(body) === body ? {} : { masked: true }),
  };
}

function outcomeRecord(outcome: WireOutcome, mask: Mask): object {
  const { response } = outcome;
  return {
    durationMs: Math.round(outcome.durationMs * 1000) / 1000,
    failure: outcome.kind === "failure" ? outcome.failure : null,
    response: response
      ? {
          status: response.status,
          headers: mask.headers(response.headers),
          ...bodyRecord(mask.bytes(response.body), mostAnswerBytes),
        }
      : null,
  };
}

/** An answer is kept up to here; the whole length is kept too. */
const mostAnswerBytes = 64 * 1024;

function bodyRecord(bytes: Uint8Array, most: number): object {
  const kept = bytes.subarray(0, most);
  const cut = kept.byteLength < bytes.byteLength ? { bodyLength: bytes.byteLength } : {};
  const decoded = decodeUtf8(kept);
  // Bytes that are no text are kept as base64.
  return decoded.ok ? { body: decoded.text, ...cut } : { bodyBase64: Buffer.from(kept).toString("base64"), ...cut };
}

/** Sorts by time, is unique across processes, and can be typed. */
function newId(now: number): string {
  return `x${now.toString(36)}${randomBytes(3).toString("hex")}`;
}

function openPrivately(base: string, folder: string, path: string): number {
  makeFolder(base, 0o700);
  makeFolder(folder, 0o700);
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = constants;
  // Windows knows no such flag.
  const file = openSync(path, O_APPEND | O_CREAT | O_RDWR | (O_NOFOLLOW ?? 0), 0o600);
  if ((fstatSync(file).mode & 0o077) !== 0) fchmodSync(file, 0o600);
  return file;
}

/** A writer was killed in the middle of a line: the next one begins on a line of its own. */
function endsTorn(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}

type Trouble = "journal-unwritable" | "journal-incomplete";

function problem(code: Trouble, path: string, cause: unknown): AppError {
  const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new AppError({ code, category: "output", text: texts[code], args: { file: path, why }, cause });
}

const texts: Readonly<Record<Trouble, Text>> = {
  "journal-unwritable": {
    zh: "写不了收发日志 {file}（{why}），所以没有继续。请检查目录权限和磁盘空间，用 XDG_STATE_HOME 换一个目录，或加 --no-journal。",
    en: "The journal {file} cannot be written ({why}), so nothing more was done. Check permissions and disk space, choose another folder with XDG_STATE_HOME, or add --no-journal.",
  },
  // The request was made: only what the journal says of it is cut short.
  "journal-incomplete": {
    zh: "收发日志 {file} 写不进去了（{why}）。请求已经发出，结果见本次输出，日志里缺少它的后续记录。请检查磁盘空间和目录权限。",
    en: "The journal {file} can no longer be written ({why}). The request was sent and its result is in this output; the journal lacks the rest of it. Check disk space and permissions.",
  },
};
