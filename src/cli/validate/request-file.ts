import { isObject, type JsonObject } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { AppError } from "../../core/problem.js";
import { sayMessage } from "../../core/text.js";
import { decodeUtf8 } from "../../core/utf8.js";
import type { Context } from "../command.js";
import { readInput } from "../read-input.js";
import { savedPayload } from "../saved-payload.js";

/** The payload that was sent, from `--request FILE` (or the exchange in it). Throws `AppError` with line and column. */
export async function readRequestFile(file: string, callback: string, context: Context): Promise<JsonObject> {
  const decoded = decodeUtf8(await readInput(file, context));
  if (!decoded.ok) {
    const { line, column } = decoded;
    throw problem("request-not-utf8", notUtf8, { file, line, column });
  }
  const parsed = parseJsonText(savedPayload(decoded.text, callback) ?? decoded.text);
  if (!parsed.ok) {
    const { message } = parsed.mistake;
    const text = {
      zh: `{file} 不是 JSON。${sayMessage("zh", message)}`,
      en: `{file} is not JSON. ${sayMessage("en", message)}`,
    };
    throw problem("request-not-json", text, { file });
  }
  if (!isObject(parsed.value)) throw problem("request-not-object", notObject, { file });
  return parsed.value;
}

function problem(
  code: string,
  text: AppError["say"]["text"],
  args: Readonly<Record<string, string | number>>,
): AppError {
  return new AppError({ code, category: "fixture", text, args });
}

const notUtf8 = {
  zh: "{file} 从第 {line} 行第 {column} 列起不是 UTF-8。请另存为 UTF-8。",
  en: "{file} is not UTF-8 from line {line}, column {column} on. Save it as UTF-8.",
};

const notObject = {
  zh: "{file} 不是 JSON 对象。--request 需要当时发送的整个请求体。",
  en: "{file} is no JSON object. --request takes the whole payload that was sent.",
};
