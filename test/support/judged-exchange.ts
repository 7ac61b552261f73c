import { callbacks } from "../../src/callbacks/registry.js";
import type { RetryReading } from "../../src/core/callback.js";
import {
  defaultMerchantFacts,
  type Exchange,
  type Failure,
  type JudgedExchange,
  type MerchantFacts,
  type SignatureForm,
} from "../../src/core/exchange.js";
import { type JsonObject, type JsonValue, stringifyJson } from "../../src/core/json.js";
import { judge } from "../../src/engine/judge.js";
import { readResponse } from "../../src/engine/read-answer.js";

export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as compact JSON. */
  readonly json?: JsonValue;
  /** Sent as UTF-8. */
  readonly text?: string;
  readonly bytes?: Uint8Array;
};

export type Told = {
  readonly callback: string;
  readonly payload?: JsonObject | undefined;
  readonly reply?: Reply;
  readonly failure?: Failure;
  readonly variant?: string;
  readonly signature?: SignatureForm;
  readonly malformed?: boolean;
  readonly orderStored?: boolean;
  readonly sabotaged?: boolean;
  readonly durationMs?: number;
  readonly timeoutMs?: number;
  readonly merchant?: Partial<MerchantFacts>;
};

/** An exchange as the engine would have it after the reply came in. */
export function exchangeOf(told: Told): Exchange {
  return {
    callback: told.callback,
    variant: told.variant ?? "standard",
    attempt: 1,
    startedAt: "2026-03-01T08:00:00.000Z",
    durationMs: told.durationMs ?? 12,
    timeoutMs: told.timeoutMs ?? 5000,
    url: "http://127.0.0.1:8080/spi",
    requestHeaders: [],
    requestBytes: new Uint8Array(),
    payload: told.payload,
    signature: told.signature ?? "valid",
    malformed: told.malformed ?? false,
    answer: told.reply && readResponse(wire(told.reply)),
    failure: told.failure,
    sabotaged: told.sabotaged ?? false,
    ...(told.orderStored === undefined ? {} : { orderStored: told.orderStored }),
    merchant: { ...defaultMerchantFacts, ...told.merchant },
  };
}

function wire(reply: Reply) {
  const text = reply.text ?? (reply.json === undefined ? "" : stringifyJson(reply.json));
  return {
    status: reply.status ?? 200,
    headers: Object.entries(reply.headers ?? { "Content-Type": "application/json" }),
    body: reply.bytes ?? new TextEncoder().encode(text),
  };
}

export async function judged(told: Told, reading: RetryReading = "documented"): Promise<JudgedExchange> {
  return judge(await callbacks.load(told.callback), exchangeOf(told), { reading });
}

/** Findings in short, for comparing: `error create-order/order-id-echo /data/order_id`. */
export function inShort({ findings }: JudgedExchange): readonly string[] {
  return findings.map(({ severity, rule, pointer }) => `${severity} ${rule}${pointer === "" ? "" : ` ${pointer}`}`);
}
