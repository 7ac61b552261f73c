import { nearest } from "../../core/nearest.js";
import { AppError } from "../../core/problem.js";
import type { JournalEntry } from "../../node/read-journal.js";

/** The exchange that `last`, an id, or the beginning of one means. Throws `AppError` (category usage). */
export function findEntry(entries: readonly JournalEntry[], wanted: string): JournalEntry {
  const exact = wanted === "last" ? entries.at(-1) : entries.find(({ id }) => id === wanted);
  if (exact) return exact;
  const beginning = wanted.length < 3 ? [] : entries.filter(({ id }) => id.startsWith(wanted));
  const [only] = beginning;
  if (only && beginning.length === 1) return only;
  throw beginning.length > 1 ? ambiguous(wanted, beginning) : unknown(wanted, entries);
}

function ambiguous(wanted: string, found: readonly JournalEntry[]): AppError {
  return new AppError({
    code: "exchange-ambiguous",
    category: "usage",
    text: {
      zh: "{wanted} 对应 {count} 次收发，例如 {some}。请写完整的编号。",
      en: "{wanted} begins the ids of {count} exchanges, for instance {some}. Give the whole id.",
    },
    args: {
      wanted,
      count: found.length,
      some: found
        .slice(0, 3)
        .map(({ id }) => id)
        .join(", "),
    },
  });
}

function unknown(wanted: string, entries: readonly JournalEntry[]): AppError {
  const ids = entries.map(({ id }) => id);
  const [hint] = nearest(wanted, [...ids.slice(-1000), "last"], 1);
  return new AppError({
    code: "exchange-unknown",
    category: "usage",
    text:
      ids.length === 0
        ? {
            zh: "收发日志是空的。请先用 send 发送一次。",
            en: "The journal is empty. Make an exchange with send first.",
          }
        : hint
          ? {
              zh: "收发日志里没有 {wanted}。最接近的是 {hint}；log 列出全部。",
              en: "The journal has no exchange {wanted}. The nearest one is {hint}; log lists them.",
            }
          : {
              zh: "收发日志里没有 {wanted}。log 列出全部。",
              en: "The journal has no exchange {wanted}. log lists them.",
            },
    args: { wanted, hint: hint ?? "" },
  });
}
