import { crc32 } from "node:zlib";

/**
 * A record as a line of the journal: JSON whose first member is the checksum of all that follows it, so that the file
 * is plain NDJSON and a torn or altered line is known for what it is.
 */
export function toLine(record: object): string {
  const rest = JSON.stringify(record).slice(1);
  return `{"sum":"${sumOf(rest)}",${rest}\n`;
}

/** The record of a line without its line end; undefined when the line is not whole. */
export function fromLine(line: string): Readonly<Record<string, unknown>> | undefined {
  const [, sum, rest] = /^\{"sum":"([0-9a-f]{8})",(.*)$/s.exec(line) ?? [];
  if (sum === undefined || rest === undefined || sumOf(rest) !== sum) return undefined;
  return JSON.parse(`{${rest}`);
}

/** A whole record at the end of a line that begins with a torn one: what happens when two writers meet. */
export function fromTornLine(line: string): Readonly<Record<string, unknown>> | undefined {
  for (let at = line.lastIndexOf(start); at > 0; at = line.lastIndexOf(start, at - 1)) {
    const record = fromLine(line.slice(at));
    if (record) return record;
  }
  return undefined;
}

const start = '{"sum":"';

function sumOf(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
