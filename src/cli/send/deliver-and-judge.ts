import type { CallbackDefinition } from "../../core/callback.js";
import type { JudgedExchange } from "../../core/exchange.js";
import type { WireRequest } from "../../core/ports.js";
import { seededRandom } from "../../core/random.js";
import { type DeliveryFacts, deliver, deliverRequest } from "../../engine/deliver.js";
import type { Generated } from "../../engine/generate.js";
import { isAccepted } from "../../engine/idempotency/group.js";
import { judgeSeries } from "../../engine/idempotency.js";
import { judge } from "../../engine/judge.js";
import { isLawful } from "../../engine/lawful.js";
import { newLogid } from "../../engine/logid.js";
import { type AttemptPlan, deliverSeries } from "../../engine/series.js";
import { mergeFindings } from "../../engine/settle-findings.js";
import { verdictOf } from "../../engine/verdict.js";
import { interruptibleTransport } from "../../node/interruptible-transport.js";
import { freshSeed } from "../../node/random.js";
import { httpTransport } from "../../node/transport.js";
import type { Call, Context } from "../command.js";
import type { DeliveryOptions } from "../delivery-flags.js";
import type { Endpoint } from "../endpoint.js";
import { openJournal } from "../open-journal.js";
import { isInterrupted, type SendResult } from "./result.js";
import { tellNext } from "./tell-next.js";

/** The cap on an answer after decompression, in bytes. */
const maxBodyBytes = 1024 * 1024;

export type KnownBefore = {
  /** Sent as it is, in place of a request signed here. */
  readonly asIs?: WireRequest;
  /** The merchant accepted the order that the payload speaks of. */
  readonly isOrderStored?: boolean;
};

/** Delivers one payload with its copies and retries, and judges every answer and the group. */
export async function deliverAndJudge(
  definition: CallbackDefinition,
  generated: Generated,
  endpoint: Endpoint,
  delivery: DeliveryOptions,
  call: Call,
  context: Context,
  { asIs, isOrderStored = false }: KnownBefore = {},
): Promise<SendResult> {
  const { settings } = await context.settings();
  const journal = await openJournal(call, context, [endpoint.credentials.clientSecret]);
  const transport = interruptibleTransport(httpTransport(), context.signal);
  const random = seededRandom(freshSeed());
  const body = new TextEncoder().encode(generated.body);
  const malformed = !isLawful(definition, generated, endpoint.credentials.clientSecret);
  const judgeSettings = { reading: delivery.reading, severities: settings.severities };
  let orderStored = isOrderStored;
  const deliverOnce = async (plan: AttemptPlan): Promise<JudgedExchange> => {
    const deps = { clock: context.clock, transport, ...(journal ? { journal } : {}) };
    const facts: DeliveryFacts = {
      callback: definition.id,
      variant: generated.variant,
      attempt: plan.n,
      endpoint: endpoint.url,
      ...(endpoint.merchant ? { toReferenceMerchant: true } : {}),
      signature: delivery.signature,
      payload: generated.payload,
      malformed,
      ...(orderStored ? { orderStored } : {}),
      merchant: settings.merchant,
      transport: {
        timeoutMs: delivery.timeoutMs,
        maxBodyBytes,
        insecure: delivery.insecure,
        keepAlive: delivery.keepAlive,
        ...(plan.sabotage ? { sabotage: plan.sabotage } : {}),
        ...(plan.hold ? { hold: plan.hold } : {}),
        ...(plan.onReleased ? { onReleased: plan.onReleased } : {}),
      },
    };
    const { clientKey, clientSecret } = endpoint.credentials;
    const { logid, timestamp } = plan;
    const exchange = asIs
      ? await deliverRequest(asIs, facts, deps)
      : await deliver({ ...facts, body, clientKey, clientSecret, logid, timestamp, headers: delivery.headers }, deps);
    const judged = judge(definition, exchange, judgeSettings);
    if (definition.refersTo === undefined && isAccepted({ exchange })) orderStored = true;
    return judged;
  };
  try {
    const series = await deliverSeries(
      {
        ...(delivery.policy ? { policy: delivery.policy } : {}),
        timeScale: delivery.timeScale,
        copies: delivery.copies,
        isConcurrent: delivery.isConcurrent,
        lostAnswers: delivery.lostAnswers,
      },
      {
        clock: context.clock,
        newLogid: () => newLogid(context.clock.now(), random),
        deliverOnce,
        signal: context.signal,
        onAttempt: ({ next }) => {
          if (next) context.note(tellNext(next, delivery.timeScale));
        },
      },
      definition.afterRetries,
    );
    const judged = series.attempts.map((attempt) => attempt.judged);
    const isConcurrent = delivery.isConcurrent && delivery.copies > 1;
    const group = judgeSeries(definition, series.attempts, { isConcurrent });
    const findings = mergeFindings([...judged.flatMap((one) => one.findings), ...group], settings.severities);
    const verdict = verdictOf(judged, findings, delivery.failOn);
    return {
      callback: definition.id,
      generated,
      insecure: delivery.insecure,
      verdict: verdict === "pass" && isInterrupted(series) ? "error" : verdict,
      findings,
      series,
    };
  } finally {
    await transport.close();
    journal?.close();
  }
}
