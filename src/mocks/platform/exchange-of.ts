import { fromBase64, toBase64 } from "../../core/base64.js";
import type { Exchange } from "../../core/exchange.js";
import { utcText } from "../../core/moment.js";
import { readResponse } from "../../engine/read-answer.js";
import type { AttemptOutcome } from "./events.js";
import type { AttemptRecord, DeliveryRecord } from "./order-record.js";
import type { PlatformSettings } from "./settings.js";

export type KeptExchange = Omit<AttemptOutcome, "errorCode" | "orderOutId" | "action" | "reason" | "rule">;

/** What is kept of an exchange. */
export function keptExchange(exchange: Exchange): KeptExchange {
  const { url, requestHeaders, requestBytes, timeoutMs, durationMs, answer, failure } = exchange;
  return {
    url,
    requestHeaders,
    requestBody: new TextDecoder("utf-8", { ignoreBOM: true }).decode(requestBytes),
    timeoutMs,
    durationMs,
    ...(answer
      ? { response: { status: answer.status, headers: answer.rawHeaders, body: toBase64(answer.bytes) } }
      : {}),
    ...(failure ? { failure } : {}),
  };
}

/** The exchange again, as the judge takes it; undefined while it has no outcome. */
export function exchangeOf(
  delivery: DeliveryRecord,
  { n, startedAt, outcome }: AttemptRecord,
  { merchant }: Pick<PlatformSettings, "merchant">,
  isStored: boolean | undefined,
): Exchange | undefined {
  if (!outcome) return undefined;
  const { url, requestHeaders, requestBody, timeoutMs, durationMs, response, failure } = outcome;
  return {
    callback: delivery.callback,
    variant: delivery.variant,
    attempt: n,
    startedAt: utcText(startedAt),
    durationMs,
    timeoutMs,
    url,
    requestHeaders,
    requestBytes: new TextEncoder().encode(requestBody),
    payload: delivery.payload,
    signature: "valid",
    malformed: delivery.isUnlawful === true,
    answer: response && readResponse({ ...response, body: fromBase64(response.body) }),
    failure,
    sabotaged: false,
    ...(isStored === undefined ? {} : { orderStored: isStored }),
    merchant,
  };
}
