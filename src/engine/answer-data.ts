import type { Exchange } from "../core/exchange.js";
import { integerOf } from "../core/integer.js";
import { isObject, type JsonObject } from "../core/json.js";
import { answeredOk } from "./transport/answered.js";

/** The `data` object of an answer that came whole and on HTTP 200. */
export function answerData(exchange: Pick<Exchange, "answer" | "failure">): JsonObject | undefined {
  const json = answeredOk(exchange)?.json;
  return isObject(json) && isObject(json.data) ? json.data : undefined;
}

/** `data.error_code` of such an answer, when it is an integer. */
export function errorCodeOf(exchange: Pick<Exchange, "answer" | "failure">): number | undefined {
  const code = integerOf(answerData(exchange)?.error_code);
  return code === undefined ? undefined : Number(code);
}
