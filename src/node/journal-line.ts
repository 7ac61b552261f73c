import { createHash } from "node:crypto";

/**
 * A record as a line of the journal: JSON whose first member is the checksum of all that follows it, so that the file
 * is plain NDJSON and a torn or altered line is known for what it is.
 */
export function toLine(record: object): string {
  return textLine(JSON.stringify(record));
}

/** The same of a record that is JSON text already, of an object with at least one member. */
export function textLine(text: string): string {
  const rest = text.slice(1);
  return `{"sum":"${sumOf(rest)}",${rest}\n`;
}

/** The record of a line without its line end; undefined when the line is not whole. */
export function fromLine(line: string): Readonly<Record<string, unknown>> | undefined {
  const text = textOfLine(line);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The record's JSON text; undefined when the line is not whole. */
export function textOfLine(line: string): string | undefined {
  const [, sum, rest] = /^\{"sum":"([0-9a-f]{8})",(.*)$/s.exec(line) ?? [];
  return sum === undefined || rest === undefined || sumOf(rest) !== sum ? undefined : `{${rest}`;
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
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
