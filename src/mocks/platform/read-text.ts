import type { Message, Text } from "../../core/text.js";
import { decodeUtf8 } from "../../core/utf8.js";

export type ReadText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: Message };

/** The text of a request's body, or where its bytes are none. */
export function readText(bytes: Uint8Array): ReadText {
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return decoded;
  const { line, column } = decoded;
  return { ok: false, reason: { text: notUtf8, args: { line, column } } };
}

const notUtf8: Text = {
  zh: "请求体从第 {line} 行第 {column} 列起不是 UTF-8。",
  en: "From line {line}, column {column} on the body is not UTF-8.",
};
