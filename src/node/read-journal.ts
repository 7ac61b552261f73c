import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Failure } from "../core/exchange.js";
import type { JournalIntent } from "../core/journal.js";
import type { WireResponse } from "../core/ports.js";
import { AppError } from "../core/problem.js";
import type { Message } from "../core/text.js";
import { fromLine, fromTornLine } from "./journal-line.js";

/** An exchange as the journal knows it. */
export type JournalEntry = JournalIntent & {
  readonly id: string;
  /** A secret stood in the body and was taken out: the bytes are not the ones that were sent. */
  readonly masked: boolean;
  /** False when no connection came about, or the process ended before the request was out. */
  readonly isSent: boolean;
  /** Undefined when the process ended before it was known. */
  readonly outcome: JournalOutcome | undefined;
};

export type JournalOutcome = {
  readonly at: string;
  readonly durationMs: number;
  readonly failure: Failure | undefined;
  readonly response: WireResponse | undefined;
  /** The whole length of an answer of which only the beginning is kept. */
  readonly bodyLength: number | undefined;
};

export type ReadJournal = {
  /** In the order in which they began. */
  readonly entries: readonly JournalEntry[];
  /** Lines that could not be read. */
  readonly notes: readonly Message[];
};

/** Reads every journal in the state folder. Torn lines are left out and told; a missing folder is an empty journal. */
export function readJournal(stateFolder: string): ReadJournal {
  const folder = join(stateFolder, "journal");
  const entries = new Map<string, Mutable>();
  const notes: Message[] = [];
  for (const name of journalFiles(folder)) {
    const path = join(folder, name);
    const lines = readText(path).split("\n");
    lines.forEach((line, index) => {
      if (line === "") return;
      const record = fromLine(line) ?? fromTornLine(line);
      if (record) take(record as Line, entries);
      if (!record || !fromLine(line)) notes.push(tornNote(path, index + 1, index === lines.length - 1));
    });
  }
  return { entries: [...entries.values()], notes };
}

type Mutable = { -readonly [K in keyof JournalEntry]: JournalEntry[K] };

type BodyLine = { readonly body?: string; readonly bodyBase64?: string; readonly bodyLength?: number };

/** The lines that `openJournal` writes; their checksum vouches for their shape. */
type Line =
  | ({ readonly type: "intent"; readonly id: string; readonly at: string; readonly masked?: boolean } & BodyLine &
      Omit<JournalIntent, "startedAt" | "body">)
  | { readonly type: "sent"; readonly id: string }
  | {
      readonly type: "outcome";
      readonly id: string;
      readonly at: string;
      readonly durationMs: number;
      readonly failure: Failure | null;
      readonly response: (Omit<WireResponse, "body"> & BodyLine) | null;
    };

function take(line: Line, entries: Map<string, Mutable>): void {
  if (line.type === "intent") {
    const { type: _type, at, body, bodyBase64, bodyLength: _length, masked, ...rest } = line;
    const bytes = bytesOf({
      ...(body === undefined ? {} : { body }),
      ...(bodyBase64 === undefined ? {} : { bodyBase64 }),
    });
    entries.set(line.id, {
      ...rest,
      startedAt: at,
      body: bytes,
      masked: masked === true,
      isSent: false,
      outcome: undefined,
    });
    return;
  }
  const entry = entries.get(line.id);
  if (!entry) return;
  if (line.type === "sent") {
    entry.isSent = true;
    return;
  }
  const { at, durationMs, failure, response } = line;
  entry.outcome = {
    at,
    durationMs,
    failure: failure ?? undefined,
    response: response ? { status: response.status, headers: response.headers, body: bytesOf(response) } : undefined,
    bodyLength: response?.bodyLength,
  };
}

function bytesOf({ body, bodyBase64 }: BodyLine): Uint8Array {
  return bodyBase64 === undefined ? Buffer.from(body ?? "") : Buffer.from(bodyBase64, "base64");
}

function journalFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".ndjson"))
      .sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw unreadable(folder, cause);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError({
    code: "journal-unreadable",
    category: "fixture",
    text: {
      zh: "读不了收发日志 {file}（{why}）。请检查权限。",
      en: "The journal {file} cannot be read ({why}). Check its permissions.",
    },
    args: { file: path, why: (cause as NodeJS.ErrnoException).code ?? String(cause) },
    cause,
  });
}

function tornNote(path: string, line: number, isLast: boolean): Message {
  return {
    text: isLast
      ? {
          zh: "收发日志 {file} 的最后一行（第 {line} 行）不完整，已略去：写入时进程被终止。",
          en: "The last line of the journal {file} (line {line}) is incomplete and was left out: the process was killed while writing it.",
        }
      : {
          zh: "收发日志 {file} 的第 {line} 行损坏，已略去损坏的部分。",
          en: "Line {line} of the journal {file} is damaged; the damaged part was left out.",
        },
    args: { file: path, line },
  };
}
