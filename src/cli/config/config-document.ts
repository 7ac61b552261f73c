import type { JsonValue } from "../../core/json.js";
import { type LineColumn, locate } from "../../core/line-column.js";
import { AppError } from "../../core/problem.js";
import type { Text, TextArgs } from "../../core/text.js";

/** A value and where it stands in its text, in UTF-16 offsets. */
export type PlacedNode = {
  readonly start: number;
  readonly members?: readonly { readonly key: string; readonly start: number; readonly value: PlacedNode }[];
  readonly items?: readonly PlacedNode[];
};

export type ConfigDocument = {
  readonly file: string;
  readonly text: string;
  readonly value: JsonValue;
  readonly tree: PlacedNode;
};

/** Line and column of the key or item at `path`; of the nearest thing above it where there is none. */
export function placeOf({ text, tree }: ConfigDocument, path: readonly (string | number)[]): LineColumn {
  let node: PlacedNode = tree;
  let offset = tree.start;
  for (const step of path) {
    const member = node.members?.findLast(({ key }) => key === String(step));
    const next = member?.value ?? node.items?.[Number(step)];
    if (next === undefined) break;
    offset = member?.start ?? next.start;
    node = next;
  }
  return locate(text, offset);
}

/** A mistake of a config file: the sentence follows file, line and column. */
export function mistakeAt(
  document: Pick<ConfigDocument, "file" | "text">,
  place: LineColumn,
  { code, text, args = {}, cause }: { code: string; text: Text; args?: TextArgs; cause?: unknown },
): AppError {
  return new AppError({
    code,
    category: "config",
    text: {
      zh: `{file} 第 {line} 行第 {column} 列：${text.zh}`,
      en: `{file}, line {line}, column {column}: ${text.en}`,
    },
    args: { ...args, file: document.file, line: place.line, column: place.column },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A problem found by somebody who does not know the file gets its place. */
export function elsewhere(document: ConfigDocument, at: readonly (string | number)[], cause: unknown): unknown {
  if (!(cause instanceof AppError)) return cause;
  const { code } = cause;
  const { text, args = {} } = cause.say;
  return mistakeAt(document, placeOf(document, at), { code, text, args, cause });
}

export const duplicateKey = {
  code: "config-duplicate-key",
  text: {
    zh: "键 {key} 出现了两次。请只保留一个。",
    en: "the key {key} stands twice. Keep one of them.",
  } satisfies Text,
};
