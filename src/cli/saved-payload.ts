import { isObject, type JsonValue } from "../core/json.js";
import { parseJsonText } from "../core/json-text.js";
import { AppError } from "../core/problem.js";

/**
 * The exact payload inside a file of `send --save` (its first attempt's; every attempt sent the same one), or undefined
 * where the text is no exchange. Throws `AppError` for an exchange of another callback.
 */
export function savedPayload(text: string, callback: string): string | undefined {
  const parsed = parseJsonText(text);
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const whole = parsed.value;
  const body = bodyOf(Array.isArray(whole.attempts) ? whole.attempts[0] : whole);
  if (body === undefined) return undefined;
  if (typeof whole.callback === "string" && whole.callback !== callback) throw otherCallback(whole.callback, callback);
  return body;
}

/** The request's body of an attempt; an answer stands (or is `null`) beside it, as in no payload of the catalogue. */
function bodyOf(attempt: JsonValue | undefined): string | undefined {
  if (!isObject(attempt) || !isObject(attempt.request) || attempt.response === undefined) return undefined;
  return typeof attempt.request.body === "string" ? attempt.request.body : undefined;
}

function otherCallback(found: string, wanted: string): AppError {
  return new AppError({
    code: "saved-payload-other-callback",
    category: "fixture",
    text: {
      zh: "文件里是 {found} 的收发记录，不能当作 {wanted} 的请求体。请换一个文件，或改用 {found}。",
      en: "The file holds an exchange of {found}, which is no payload of {wanted}. Name another file, or use {found}.",
    },
    args: { found, wanted },
  });
}
