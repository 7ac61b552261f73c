import { isObject, type JsonObject, type JsonValue, parseJson } from "../core/json.js";
import { parseJsonText } from "../core/json-text.js";
import { AppError } from "../core/problem.js";
import type { Text, TextArgs } from "../core/text.js";
import { decodeUtf8 } from "../core/utf8.js";
import type { Call, Context } from "./command.js";
import type { ExitCode } from "./exit.js";

export const ndjsonFlag = "--ndjson";

export const ndjsonTitle: Text = {
  zh: "批量：标准输入每行一个 JSON 对象，标准输出每行一个结果",
  en: "batch: one JSON object per line on stdin, one result per line on stdout",
};

/**
 * Answers every line of stdin with one line on stdout, in the same order. A line for which `answer` throws an `AppError` gets
 * `{"error":{"code","message"}}` in its place and makes the exit code 2; the rest goes on.
 */
export async function answerLines(
  context: Context,
  answer: (line: JsonObject) => JsonObject | Promise<JsonObject>,
): Promise<ExitCode> {
  let code: ExitCode = 0;
  for await (const bytes of context.stdinLines()) {
    if (context.signal.aborted) break;
    try {
      await context.printJson(await answer(readLine(bytes)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      code = 2;
      const message = context.t(error.say.text, error.say.args);
      await context.printJson({ error: { code: error.code, message } });
    }
  }
  return code;
}

/** Refuses what belongs to the form for one case: a file (but `-`, which is stdin too) and the given options, by camelCase name and flag. */
export function refuseSingleInput({ args, options }: Call, flags: Readonly<Record<string, string>>): void {
  const file = args[0] === "-" ? undefined : args[0];
  const found = file ?? Object.entries(flags).find(([key]) => options[key] !== undefined)?.[1];
  if (found !== undefined) throw problem("ndjson-takes-stdin", takesStdin, { found });
}

function readLine(bytes: Uint8Array): JsonObject {
  const decoded = decodeUtf8(bytes);
  if (!decoded.ok) throw problem("line-not-utf8", notUtf8, { column: decoded.column });
  const value = parseLine(decoded.text);
  if (!isObject(value)) throw problem("line-not-object", notObject);
  return value;
}

function parseLine(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    // The quick parser has no good sentence for what is wrong; the slow one does.
    const parsed = parseJsonText(text);
    if (parsed.ok) return parsed.value;
    const { text: why, args } = parsed.mistake.message;
    throw problem("line-not-json", { zh: `这一行不是 JSON。${why.zh}`, en: `The line is not JSON. ${why.en}` }, args);
  }
}

/** A text member of a line. A lone surrogate has no UTF-8 bytes and is refused. */
export function textMember(line: JsonObject, key: string): string {
  const value = optionalTextMember(line, key);
  if (value === undefined) throw problem("member-missing", missing, { key });
  return value;
}

/** Like `textMember`; absent and `null` give undefined. */
export function optionalTextMember(line: JsonObject, key: string): string | undefined {
  const value = member(line, key);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw problem("member-not-text", notText, { key });
  if (/\p{Surrogate}/u.test(value)) throw problem("member-lone-surrogate", loneSurrogate, { key });
  return value;
}

export function member(line: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(line, key) ? line[key] : undefined;
}

function problem(code: string, text: Text, args: TextArgs = {}): AppError {
  return new AppError({ code, category: "usage", text, args });
}

const takesStdin: Text = {
  zh: "--ndjson 只从标准输入读取，不能与 {found} 一起使用。请去掉其中一个。",
  en: "--ndjson reads from stdin alone and cannot go with {found}. Leave one of them out.",
};
const notUtf8: Text = {
  zh: "这一行从第 {column} 列起不是 UTF-8。请以 UTF-8 写出每一行。",
  en: "The line is not UTF-8 from column {column} on. Write every line in UTF-8.",
};
const notObject: Text = {
  zh: "这一行不是 JSON 对象。请写成 {…} 的形式。",
  en: "The line is not a JSON object. Write it as {…}.",
};
const missing: Text = { zh: "这一行缺少 {key}。请加上它。", en: "The line has no {key}. Add it." };
const notText: Text = { zh: "{key} 必须是字符串。", en: "{key} must be a string." };
const loneSurrogate: Text = {
  zh: "{key} 含有不成对的代理字符（\\ud800–\\udfff），没有对应的 UTF-8 字节。",
  en: "{key} holds a lone surrogate (\\ud800–\\udfff), which has no UTF-8 bytes.",
};
