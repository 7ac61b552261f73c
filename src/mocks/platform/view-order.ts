import { fromBase64 } from "../../core/base64.js";
import type { Finding } from "../../core/finding.js";
import { type Catalogue, callbackOf } from "./catalogue.js";
import type { ReceivedCall } from "./events.js";
import { attemptKey, type JudgedOrder, judgeOrder } from "./judge-order.js";
import { nextActionOf } from "./next-action.js";
import { offersOf } from "./offers.js";
import { type AttemptRecord, type DeliveryRecord, type OrderRecord, stageOf } from "./order-record.js";
import type { PlatformSettings } from "./settings.js";
import { withShortTokens } from "./short-tokens.js";
import { causeTitles, deadlineTitles, moneyTitles, stageTitles } from "./stage-titles.js";
import { timelineOf } from "./timeline.js";
import type { AttemptView, CallbackView, OperationView, OrderView } from "./view.js";

/** Pure: the same record gives the same view. */
export function viewOrder(order: OrderRecord, catalogue: Catalogue, settings: PlatformSettings): OrderView {
  const judged = judgeOrder(order, catalogue, settings);
  const stage = stageOf(order);
  return {
    orderId: order.orderId,
    orderOutId: order.orderOutId,
    stage,
    stageTitle: stageTitles[stage],
    money: order.money,
    moneyTitle: moneyTitles[order.money],
    variant: order.variant,
    facts: order.facts,
    placedAt: order.placedAt,
    changedAt: order.history.at(-1)?.at ?? order.placedAt,
    timeline: timelineOf(order, catalogue),
    callbacks: order.deliveries.map((delivery) => viewCallback(delivery, judged, catalogue)),
    operations: order.history.flatMap((event) =>
      event.type === "operation" ? [viewOperation(event.at, event.call, catalogue)] : [],
    ),
    cancels: order.cancels,
    deadlines: order.deadlines
      .map(({ kind, at, cancelId }) => ({ kind, title: deadlineTitles[kind], at, cancelId }))
      .sort((a, b) => a.at - b.at),
    debts: judged.debts,
    findings: judged.findings,
    next: nextActionOf(order, catalogue),
    offers: offersOf(order, catalogue),
  };
}

function viewCallback(delivery: DeliveryRecord, judged: JudgedOrder, catalogue: Catalogue): CallbackView {
  const { id, callback, variant, cause, key, queuedAt, status, payload, body } = delivery;
  return {
    id,
    callback,
    title: callbackOf(catalogue, callback).title,
    variant,
    cause,
    causeTitle: cause === "user" || cause === "copy" ? causeTitles[cause] : catalogue.canceller.life.plans[cause].title,
    key,
    queuedAt,
    status: status.kind,
    dueAt: status.kind === "due" ? status.at : undefined,
    payload,
    body,
    attempts: delivery.attempts.map((attempt) =>
      viewAttempt(attempt, judged.attempts.get(attemptKey(id, attempt.n))?.findings ?? []),
    ),
  };
}

function viewAttempt({ n, logid, startedAt, outcome }: AttemptRecord, findings: readonly Finding[]): AttemptView {
  const response = outcome?.response;
  return {
    n,
    logid,
    startedAt,
    durationMs: outcome?.durationMs,
    timeoutMs: outcome?.timeoutMs,
    request: outcome && {
      method: "POST",
      url: outcome.url,
      headers: outcome.requestHeaders,
      body: outcome.requestBody,
    },
    response: response && { status: response.status, headers: response.headers, body: decode(response.body) },
    failure: outcome?.failure,
    platform: outcome && { action: outcome.action, reason: outcome.reason, rule: outcome.rule },
    findings,
  };
}

/** Keeps a byte order mark: it is part of what was received. */
function decode(base64: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(fromBase64(base64));
}

function viewOperation(at: number, call: ReceivedCall, { operations }: Catalogue): OperationView {
  const { operation, path, headers, text, status, answer, code, reason } = call;
  return {
    at,
    operation,
    title: operations.find(({ id }) => id === operation)?.title ?? { zh: path, en: path },
    request: { method: "POST", url: path, headers: Object.entries(withShortTokens(headers)), body: text },
    response: { status, headers: [], body: answer },
    code,
    reason,
  };
}
