import type { Exchange, MerchantFacts, SignatureForm } from "../core/exchange.js";
import type { Journal } from "../core/journal.js";
import type { JsonObject } from "../core/json.js";
import { utcText } from "../core/moment.js";
import type { Clock, Transport, TransportOptions, WireOutcome, WireRequest } from "../core/ports.js";
import { readAnswer } from "./read-answer.js";
import { isGivenUp } from "./verdict.js";
import { type RequestPlan, wireRequest } from "./wire-request.js";

/** What is known of a delivery beside its bytes. */
export type DeliveryFacts = {
  readonly callback: string;
  readonly variant: string;
  readonly attempt: number;
  /** As configured, without client key, timestamp and signature. */
  readonly endpoint: string;
  readonly signature: SignatureForm;
  /** The payload as sent; undefined when the body is deliberately not JSON. */
  readonly payload: JsonObject | undefined;
  /** The payload deliberately breaks the schema or a law. */
  readonly malformed: boolean;
  /** See `Exchange.orderStored`. */
  readonly orderStored?: boolean;
  /** The built-in reference merchant of this process answers. */
  readonly toReferenceMerchant?: boolean;
  readonly merchant: MerchantFacts;
  readonly transport: TransportOptions;
};

export type DeliveryPlan = RequestPlan & DeliveryFacts;

export type DeliverDeps = {
  readonly clock: Pick<Clock, "now">;
  readonly transport: Pick<Transport, "send">;
  /** Absent = nothing is kept. */
  readonly journal?: Journal;
};

/** Signs, sends and reads one delivery. The journal knows of it before the first byte leaves. */
export function deliver(plan: DeliveryPlan, deps: DeliverDeps): Promise<Exchange> {
  return deliverRequest(wireRequest(plan), plan, deps);
}

/** The same for a request that is signed already and goes out as it is. */
export async function deliverRequest(
  request: WireRequest,
  plan: DeliveryFacts,
  { clock, transport, journal }: DeliverDeps,
): Promise<Exchange> {
  const startedAt = utcText(clock.now());
  const { timeoutMs, insecure, sabotage } = plan.transport;
  const { callback, variant, attempt, endpoint, signature, malformed } = plan;
  const kept = { callback, variant, attempt, startedAt, signature, malformed, timeoutMs };
  const { url, headers, body } = request;
  const journalId = journal?.intend({
    ...kept,
    endpoint,
    ...(plan.toReferenceMerchant ? { toReferenceMerchant: true } : {}),
    url,
    headers,
    body,
    insecure,
  });
  const onReleased = (elapsedMs: number): void => {
    plan.transport.onReleased?.(elapsedMs);
    if (journalId !== undefined) journal?.sent(journalId);
  };
  const outcome = await transport.send(request, { ...plan.transport, onReleased });
  if (journalId !== undefined) journal?.finish(journalId, outcome);
  return {
    ...(journalId === undefined ? {} : { journalId }),
    ...kept,
    url,
    requestHeaders: headers,
    requestBytes: body,
    payload: plan.payload,
    ...(plan.orderStored === undefined ? {} : { orderStored: plan.orderStored }),
    ...readAnswer(outcome),
    sabotaged: (sabotage !== undefined && sabotage.kind !== "slow-body") || isCutShort(outcome),
    merchant: plan.merchant,
  };
}

/** Given up by us, as by a sender that hangs up. */
function isCutShort(outcome: WireOutcome): boolean {
  return outcome.kind === "failure" && isGivenUp(outcome.failure);
}
