import type { Exchange, JudgedExchange } from "../../core/exchange.js";
import type { Journal } from "../../core/journal.js";
import { getAt } from "../../core/pointer.js";
import type { Clock, Transport } from "../../core/ports.js";
import { errorCodeOf } from "../../engine/answer-data.js";
import { deliver } from "../../engine/deliver.js";
import { judge } from "../../engine/judge.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import type { AttemptOutcome, StartedAttempt } from "./events.js";
import { keptExchange } from "./exchange-of.js";
import type { DeliveryRecord } from "./order-record.js";
import type { PlatformSettings } from "./settings.js";

export type AttemptDeps = {
  readonly catalogue: Catalogue;
  readonly settings: PlatformSettings;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly journal?: Journal;
  readonly signal: AbortSignal;
};

/** An answer is at most so long, decompressed. */
const maxBodyBytes = 1024 * 1024;

/** Delivers once, and reads the answer as the platform does. */
export async function makeAttempt(
  delivery: DeliveryRecord,
  { n, logid }: StartedAttempt,
  deps: AttemptDeps,
): Promise<AttemptOutcome> {
  const { settings, clock, transport, journal, signal } = deps;
  const { clientKey, clientSecret, timeoutMs, insecure } = settings;
  const exchange = await deliver(
    {
      callback: delivery.callback,
      variant: delivery.variant,
      attempt: n,
      endpoint: settings.endpoints[delivery.callback] ?? "",
      body: new TextEncoder().encode(delivery.body),
      payload: delivery.payload,
      malformed: delivery.isUnlawful === true,
      merchant: settings.merchant,
      clientKey,
      clientSecret,
      signature: "valid",
      logid,
      timestamp: clock.now(),
      headers: settings.headers,
      transport: { timeoutMs, maxBodyBytes, insecure, keepAlive: false, signal },
    },
    { clock, transport, ...(journal ? { journal } : {}) },
  );
  return outcomeOf(exchange, deps);
}

export function outcomeOf(
  exchange: Exchange,
  { catalogue, settings }: Pick<AttemptDeps, "catalogue" | "settings">,
): AttemptOutcome {
  const definition = callbackOf(catalogue, exchange.callback);
  const { platform } = judge(definition, exchange, settings);
  const errorCode = errorCodeOf(exchange);
  const ownId = ownIdIn(definition.ownId, exchange, errorCode);
  return {
    ...keptExchange(exchange),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(ownId === undefined ? {} : { orderOutId: ownId }),
    ...(platform satisfies JudgedExchange["platform"]),
  };
}

function ownIdIn(pointer: string | undefined, { answer }: Exchange, errorCode: number | undefined): string | undefined {
  if (pointer === undefined || errorCode !== 0 || answer?.json === undefined) return undefined;
  const id = getAt(answer.json, pointer);
  return typeof id === "string" && id !== "" ? id : undefined;
}
