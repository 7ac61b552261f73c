import type { SignatureForm } from "../../src/core/exchange.js";
import {
  defaultMerchantFacts,
  type Exchange,
  type JudgedExchange,
  type PlatformActionName,
} from "../../src/core/exchange.js";
import { errorCodeOf } from "../../src/engine/answer-data.js";
import { type DeliverDeps, deliver } from "../../src/engine/deliver.js";
import type { AttemptPlan } from "../../src/engine/series.js";

/** The simplest judge there is: 0 is accepted, the listed codes are rejected, everything else is retried. */
export function judgedSimply(exchange: Exchange, rejected: readonly number[] = []): JudgedExchange {
  const code = errorCodeOf(exchange);
  const action: PlatformActionName =
    code === 0 ? "accept" : code !== undefined && rejected.includes(code) ? "reject" : "retry";
  return {
    exchange,
    findings: [],
    platform: { action, reason: { text: { zh: `应答 ${code}`, en: `Answer ${code}.` } }, rule: "platform/test" },
  };
}

export type SimpleDelivery = {
  readonly endpoint: string;
  readonly body: string;
  readonly timeoutMs?: number;
  readonly keepAlive?: boolean;
  readonly signature?: SignatureForm;
};

/** Delivers an attempt of a series with example credentials. */
export function deliverSimply(
  { endpoint, body, timeoutMs = 15_000, keepAlive = false, signature = "valid" }: SimpleDelivery,
  deps: DeliverDeps,
  { n, logid, timestamp, sabotage, hold, onReleased }: AttemptPlan,
): Promise<Exchange> {
  return deliver(
    {
      callback: "create-order",
      variant: "standard",
      attempt: n,
      endpoint,
      body: Buffer.from(body),
      payload: undefined,
      malformed: false,
      clientKey: "awexampleclientkey",
      clientSecret: "example-secret-0123456789abcdef0",
      signature,
      logid,
      timestamp,
      merchant: defaultMerchantFacts,
      transport: {
        timeoutMs,
        maxBodyBytes: 1_048_576,
        insecure: false,
        keepAlive,
        ...(sabotage ? { sabotage } : {}),
        ...(hold ? { hold } : {}),
        ...(onReleased ? { onReleased } : {}),
      },
    },
    deps,
  );
}
