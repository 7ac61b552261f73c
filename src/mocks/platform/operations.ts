import { type JsonObject, stringifyJson } from "../../core/json.js";
import type { OperationDefinition } from "../../core/operation.js";
import { AppError } from "../../core/problem.js";
import { sayMessage } from "../../core/text.js";
import { newLogid } from "../../engine/logid.js";
import { readBody } from "../merchant/read-body.js";
import { jsonResponse } from "../merchant/respond.js";
import { awaitAnswer } from "./await-answer.js";
import type { IncomingCall, JudgedCall, OperationParts } from "./call.js";
import { orderEnvelope, tokenEnvelope, verdictOf } from "./envelope.js";
import type { ReceivedCall } from "./events.js";
import { type CallFault, parseFaultList } from "./faults.js";
import { mentionedOrder } from "./mentions.js";
import { type Cut, misbehave } from "./misbehave.js";
import { judgeOrderCall } from "./order-call.js";
import { readCall } from "./read-call.js";
import type { PlatformStore } from "./store.js";
import { askToken } from "./token-call.js";

/** Puts faults on one call alone. */
export const faultHeader = "x-mock-fault";

/** Answers one call of an operation, and keeps that it came. */
export async function answerCall(
  definition: OperationDefinition,
  request: Request,
  parts: OperationParts,
  cut: Cut,
): Promise<Response> {
  const bytes = await readBody(request);
  if (typeof bytes === "string") {
    return jsonResponse({ error: { code: `body-${bytes}` } }, bytes === "too-large" ? 413 : 400);
  }
  const faults = faultsOf(definition, request, parts);
  if (faults instanceof AppError) {
    return jsonResponse({ error: { code: faults.code, message: sayMessage(parts.lang, faults.say) } }, 400);
  }
  const call: IncomingCall = {
    definition,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    bytes,
    text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
    elapsedAt: parts.clock.elapsed(),
  };
  await awaitAnswer(call, parts);
  return misbehave(faults, (code) => carryOut(call, code, parts), { clock: parts.clock, signal: request.signal, cut });
}

function faultsOf(
  { id }: OperationDefinition,
  { headers }: Request,
  { faults }: OperationParts,
): readonly CallFault[] | AppError {
  const named = headers.get(faultHeader);
  try {
    const own = named === null ? [] : parseFaultList(named).map(({ fault }) => fault);
    return [...own, ...(faults?.next(id) ?? [])];
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Synchronous from reading the state to changing it. `code` is a fault's, in place of a verdict. */
function carryOut(call: IncomingCall, code: number | undefined, parts: OperationParts): Response {
  const now = parts.clock.now();
  const read = readCall(call.definition, call.bytes);
  if (call.definition.purpose.kind === "token") {
    const answer = code === undefined ? askToken(read, parts, now) : tokenEnvelope(verdictOf(code), parts.lang);
    return jsonResponse(answer);
  }
  const scripted = code ?? (read.body ? parts.script?.(read.body) : undefined);
  const judged: JudgedCall =
    scripted === undefined ? judgeOrderCall(call, read, parts, now) : { verdict: verdictOf(scripted) };
  const logid = newLogid(now, parts.random);
  const answer = orderEnvelope(judged.verdict, { logid, nowMs: now, lang: parts.lang });
  keep({ call, body: read.body, judged, answer, now }, parts.store);
  return jsonResponse(answer, 200);
}

type Kept = {
  readonly call: IncomingCall;
  readonly body: JsonObject | undefined;
  readonly judged: JudgedCall;
  readonly answer: JsonObject;
  readonly now: number;
};

function keep({ call, body, judged: { verdict, change }, answer, now }: Kept, store: PlatformStore): void {
  const received: ReceivedCall = {
    operation: call.definition.id,
    path: call.path,
    headers: call.headers,
    text: call.text,
    ...(body ? { body } : {}),
    status: 200,
    answer: stringifyJson(answer),
    code: verdict.code,
    ...(verdict.reason ? { reason: verdict.reason } : {}),
    elapsedAt: call.elapsedAt,
  };
  const orderId = body && mentionedOrder(store.state, body)?.orderId;
  if (orderId === undefined) store.append({ type: "stray-call", at: now, call: received });
  else store.append({ type: "operation", orderId, at: now, call: received, ...(change ? { change } : {}) });
}
