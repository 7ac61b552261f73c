import { defaultMerchantFacts, type Exchange, type Failure } from "../../src/core/exchange.js";
import { isObject, type JsonObject, parseJson } from "../../src/core/json.js";
import { readResponse } from "../../src/engine/read-answer.js";

export type MadeExchange = {
  /** The answer's `data`, a status other than 200, or a failure. */
  readonly answer: JsonObject | number | Failure;
  /** The request's payload. */
  readonly payload?: JsonObject;
} & Partial<Pick<Exchange, "attempt" | "signature" | "malformed" | "sabotaged" | "callback">>;

/** An exchange as the engine would have made it, from what a test wants to say. */
export function exchangeOf({ answer, payload = { order_id: "1" }, ...more }: MadeExchange): Exchange {
  const failure = isObject(answer as JsonObject) && "kind" in (answer as object) ? (answer as Failure) : undefined;
  const status = typeof answer === "number" ? answer : 200;
  const text = typeof answer === "number" ? "oops" : JSON.stringify({ data: answer });
  return {
    callback: "create-order",
    variant: "standard",
    attempt: 1,
    startedAt: "2026-11-22T07:30:12.000Z",
    durationMs: 5,
    timeoutMs: 5000,
    url: "http://127.0.0.1/spi",
    requestHeaders: [],
    requestBytes: Buffer.from(JSON.stringify(payload)),
    payload: parseJson(JSON.stringify(payload)) as JsonObject,
    signature: "valid",
    malformed: false,
    answer: failure ? undefined : readResponse({ status, headers: [], body: Buffer.from(text) }),
    failure,
    sabotaged: false,
    merchant: defaultMerchantFacts,
    ...more,
  };
}
