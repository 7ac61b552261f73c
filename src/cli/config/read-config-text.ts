import { readFileSync, statSync } from "node:fs";
import { AppError } from "../../core/problem.js";
import type { Text } from "../../core/text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import { reasonOf } from "../read-input.js";

/** Far more than any config holds, and little enough for every check to end at once. */
const mostBytes = 256 * 1024;

/**
 * The text of a config file without its byte order mark. Throws `AppError` (config) for what is not a plain file,
 * is too large, or is not UTF-8.
 */
export function readConfigText(path: string, isNamed: boolean): string {
  const bytes = readPlainFile(path, isNamed);
  if (isUtf16(bytes)) throw problem("config-not-utf8", utf16, { file: path });
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) {
    const { line, column } = decoded;
    throw problem("config-not-utf8", notUtf8, { file: path, line, column });
  }
  return decoded.text.replace(/^\ufeff/, "");
}

function readPlainFile(path: string, isNamed: boolean): Uint8Array {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (!stat.isFile()) throw problem("config-not-a-file", notAFile, { file: path });
    if (stat.size > mostBytes) throw problem("config-too-large", tooLarge, { file: path, size: stat.size });
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw problem(
      "config-unreadable",
      isNamed ? unreadableNamed : unreadable,
      { file: path, why: reasonOf(cause) },
      cause,
    );
  }
}

/** Windows editors write it; every second byte of plain English is then a NUL. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function problem(code: string, text: Text, args: Readonly<Record<string, string | number>>, cause?: unknown): AppError {
  return new AppError({ code, category: "config", text, args, ...(cause === undefined ? {} : { cause }) });
}

const unreadableNamed: Text = {
  zh: "读不了配置文件 {file}（{why}）。请检查 --config 的路径。",
  en: "The config file {file} cannot be read ({why}). Check the path given to --config.",
};
const unreadable: Text = {
  zh: "读不了配置文件 {file}（{why}）。请检查它的权限，或把它移走。",
  en: "The config file {file} cannot be read ({why}). Check its permissions, or move it away.",
};
const notAFile: Text = {
  zh: "配置文件 {file} 不是普通文件。请换成普通文件。",
  en: "The config file {file} is not a plain file. Put a plain file there.",
};
const tooLarge: Text = {
  zh: "配置文件 {file} 有 {size} 字节，最多 262144。请检查是否指错了文件。",
  en: "The config file {file} has {size} bytes; at most 262144 are read. Check that it is the right file.",
};
const utf16: Text = {
  zh: "配置文件 {file} 是 UTF-16 编码。请另存为 UTF-8。",
  en: "The config file {file} is encoded in UTF-16. Save it as UTF-8.",
};
const notUtf8: Text = {
  zh: "{file} 第 {line} 行第 {column} 列：不是合法的 UTF-8。请把文件另存为 UTF-8。",
  en: "{file}, line {line}, column {column}: this is not UTF-8. Save the file as UTF-8.",
};
