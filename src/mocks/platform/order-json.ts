import type { Finding } from "../../core/finding.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import { utcText } from "../../core/moment.js";
import { renderFinding } from "../../core/render-finding.js";
import { type Lang, say, sayMessage } from "../../core/text.js";
import type { Debt } from "./debts.js";
import type { AttemptView, CallbackView, OperationView, OrderView, RawRequest, RawResponse } from "./view.js";

/** An order in full, as the control API and `order show --json` give it: sentences in one language, times in ISO 8601. */
export function orderJson(order: OrderView, lang: Lang): JsonObject {
  const { next, offers } = order;
  return {
    ...orderSummary(order, lang),
    next: { kind: next.kind, at: timeOf(next.at), text: sayMessage(lang, next.text) },
    offers: { pay: offers.pay, cancel: offers.cancel, resend: offers.resend, expire: offers.expire },
    timeline: order.timeline.map((entry) => ({
      at: utcText(entry.at),
      kind: entry.kind,
      text: sayMessage(lang, entry.text),
      ...(entry.detail ? { detail: sayMessage(lang, entry.detail) } : {}),
      ...(entry.callback === undefined ? {} : { callback: entry.callback }),
      ...(entry.attempt === undefined ? {} : { attempt: entry.attempt }),
      ...(entry.operation === undefined ? {} : { operation: entry.operation }),
    })),
    callbacks: order.callbacks.map((callback) => callbackJson(callback, lang)),
    operations: order.operations.map((operation) => operationJson(operation, lang)),
    cancels: order.cancels.map(({ cancelId, cancelType, isNotice, keepsOrder, isPartial, state }) => ({
      cancelId,
      cancelType,
      isNotice,
      keepsOrder,
      isPartial,
      state,
    })),
    deadlines: order.deadlines.map(({ kind, title, at, cancelId }) => ({
      kind,
      title: say(lang, title),
      at: utcText(at),
      ...(cancelId === undefined ? {} : { cancelId }),
    })),
    debts: order.debts.map(debtJson),
    findings: order.findings.map((finding) => renderFinding(finding, lang)),
  };
}

/** An order on one line of a list. */
export function orderSummary(order: OrderView, lang: Lang): JsonObject {
  const { facts } = order;
  return {
    orderId: order.orderId,
    orderOutId: order.orderOutId ?? null,
    stage: order.stage,
    stageTitle: say(lang, order.stageTitle),
    money: order.money,
    moneyTitle: say(lang, order.moneyTitle),
    variant: order.variant,
    facts: {
      checkIn: facts.checkIn,
      checkOut: facts.checkOut,
      rooms: facts.rooms,
      amount: facts.amount,
      currency: facts.currency,
      ratePlanId: facts.ratePlanId,
      isConfirmable: facts.isConfirmable,
    },
    placedAt: utcText(order.placedAt),
    changedAt: utcText(order.changedAt),
    findingCounts: countsOf(order.findings),
    debtStates: order.debts.map(({ kind, state }) => ({ kind, state })),
    next: { kind: order.next.kind, at: timeOf(order.next.at), text: sayMessage(lang, order.next.text) },
  };
}

function countsOf(findings: readonly Finding[]): JsonObject {
  const count = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count("error"), warning: count("warning"), info: count("info") };
}

function callbackJson(callback: CallbackView, lang: Lang): JsonObject {
  const { id, title, variant, cause, causeTitle, key, queuedAt, status, dueAt, body, attempts } = callback;
  return {
    id,
    callback: callback.callback,
    title: say(lang, title),
    variant,
    cause,
    causeTitle: say(lang, causeTitle),
    key,
    queuedAt: utcText(queuedAt),
    status,
    dueAt: timeOf(dueAt),
    body,
    attempts: attempts.map((attempt) => attemptJson(attempt, lang)),
  };
}

/** The same shape as an attempt of `send --json`; null where it is still under way. */
function attemptJson(
  { n, logid, startedAt, durationMs, request, response, failure, platform, findings }: AttemptView,
  lang: Lang,
): JsonObject {
  return {
    n,
    startedAt: utcText(startedAt),
    durationMs: durationMs === undefined ? null : Math.round(durationMs),
    logid,
    request: request ? requestJson(request) : null,
    response: response ? responseJson(response) : null,
    failure: failure ? { kind: failure.kind, detail: failure.detail } : null,
    platform: platform
      ? { action: platform.action, reason: sayMessage(lang, platform.reason), rule: platform.rule }
      : null,
    findings: findings.map((finding) => renderFinding(finding, lang)),
  };
}

function requestJson({ method, url, headers, body }: RawRequest): JsonObject {
  return { method, url, headers: joined(headers), body };
}

function responseJson({ status, headers, body }: RawResponse): JsonObject {
  return { status, headers: joined(headers), body };
}

/** Repeated headers are joined with ", ", as a receiver would. */
function joined(headers: RawRequest["headers"]): JsonObject {
  const all: Record<string, string> = {};
  for (const [name, value] of headers) all[name] = name in all ? `${all[name]}, ${value}` : value;
  return all;
}

function operationJson(
  { at, operation, title, request, response, code, reason }: OperationView,
  lang: Lang,
): JsonObject {
  return {
    at: utcText(at),
    operation,
    title: say(lang, title),
    path: request.url,
    request: { method: request.method, headers: joined(request.headers), body: request.body },
    response: { status: response.status, body: response.body },
    code,
    reason: reason ? sayMessage(lang, reason) : null,
  };
}

function debtJson({ kind, operation, cancelId, promisedAt, dueAt, settledAt, state, calls }: Debt): JsonObject {
  return {
    kind,
    operation,
    ...(cancelId === undefined ? {} : { cancelId }),
    promisedAt: utcText(promisedAt),
    dueAt: timeOf(dueAt),
    settledAt: timeOf(settledAt),
    state,
    calls: calls.map(({ at, code }) => ({ at: utcText(at), code })),
  };
}

function timeOf(at: number | undefined): JsonValue {
  return at === undefined ? null : utcText(at);
}
