import type { MessageSchema } from "../core/callback.js";
import { type JsonObject, type JsonValue, stringifyJson } from "../core/json.js";
import type { OperationArrived } from "../core/platform-port.js";
import type { Breach } from "../core/rule.js";
import type { Message } from "../core/text.js";
import { doublyDecided } from "./debts/doubly-decided.js";
import { mistakenId } from "./debts/mistaken-id.js";
import { debtTexts as texts } from "./debts/texts.js";
import { messageOf } from "./schema/messages.js";
import { findMistakes } from "./schema/mistakes.js";

/** An operation that the merchant's answer promised, or that must not come. All times are monotonic ms of one clock. */
export type DebtPromise = {
  /** `owed`: the decision was put off. `none`: nothing is owed. `forbidden`: the order was refused. */
  readonly claim: "owed" | "none" | "forbidden";
  /** When the first copy that we did not cut off was answered; undefined when none was. */
  readonly answeredAt: number | undefined;
  /** The deadline has passed without a call. */
  readonly isOverdue: boolean;
  /** Fields that the call must carry, with their values. */
  readonly identity: JsonObject;
  /** The platform's id of the order; undefined where the request had none. */
  readonly orderId: string | undefined;
  /** The merchant's own ids of the order; it may number its orders as the platform does. */
  readonly ownIds: readonly string[];
  readonly request: MessageSchema;
};

/** Calls of the operation that is owed which do not name what is owed. */
export type OtherCalls = {
  /** About nothing else that is known. */
  readonly unclaimed: readonly OperationArrived[];
  readonly all: readonly OperationArrived[];
};

export type DebtKind = "missing" | "too-early" | "malformed" | "repeated" | "failure-ignored";

export type DebtBreach = Breach & { readonly kind: DebtKind };

/**
 * What is wrong with the calls about one promise, in their order of arrival; one of the others may have been meant for it.
 * Pure; one breach of each kind.
 */
export function judgeDebt(
  promise: DebtPromise,
  calls: readonly OperationArrived[],
  others: OtherCalls = { unclaimed: [], all: [] },
): readonly DebtBreach[] {
  if (promise.claim === "forbidden")
    return calls[0] ? [breach("malformed", calls[0], "", { text: texts.refused })] : [];
  const early = calls.filter(({ arrivedAt }) => promise.answeredAt !== undefined && arrivedAt < promise.answeredAt);
  const inTime = calls.filter((call) => !early.includes(call));
  return [
    ...(promise.claim === "owed" && promise.isOverdue && calls.length === 0 ? [missing(promise, others)] : []),
    ...early.slice(0, 1).map((call) => breach("too-early", call, "", { text: texts.early })),
    ...malformed(promise, inTime),
    ...afterSuccess(inTime),
    ...afterFailure(promise, inTime),
  ];
}

function missing({ identity, answeredAt }: DebtPromise, { unclaimed, all }: OtherCalls): DebtBreach {
  const isLater = ({ arrivedAt }: OperationArrived): boolean => answeredAt === undefined || arrivedAt >= answeredAt;
  const mistaken = mistakenId(identity, unclaimed.filter(isLater));
  if (!mistaken) return missingAltogether(doublyDecided(all, isLater));
  const { field, expected, actual, isRounded } = mistaken;
  return {
    kind: "missing",
    pointer: `/${field}`,
    expected,
    actual,
    message: {
      text: isRounded ? texts.missingRounded : texts.missingOther,
      args: { field, expected: stringifyJson(expected), actual: stringifyJson(actual) },
    },
  };
}

function missingAltogether(orderId: string | undefined): DebtBreach {
  const message = orderId === undefined ? { text: texts.missing } : { text: texts.missingMixedUp, args: { orderId } };
  return { kind: "missing", pointer: "", expected: 1, actual: 0, message };
}

function malformed(promise: DebtPromise, calls: readonly OperationArrived[]): readonly DebtBreach[] {
  for (const call of calls) {
    const wrong = wrongIn(promise, call);
    if (wrong) return [wrong];
  }
  return expiredToken(calls);
}

function wrongIn({ identity, orderId, ownIds, request }: DebtPromise, call: OperationArrived): DebtBreach | undefined {
  const { body, headers } = call;
  if (!headers["access-token"]?.trim()) return breach("malformed", call, "/access-token", { text: texts.token });
  if (!body) return breach("malformed", call, "", { text: texts.noObject });
  const { order_id: id } = body;
  if (typeof id === "string" && id !== orderId && ownIds.includes(id))
    return breach("malformed", call, "/order_id", { text: texts.ownId, args: { id } });
  const [mistake] = findMistakes({ body, isPlain: false }, request);
  if (mistake) return breach("malformed", call, mistake.pointer, messageOf(mistake, body));
  const other = Object.entries(identity).find(([field, value]) => body[field] !== value);
  if (!other) return undefined;
  const [field, value] = other;
  const args = { field, expected: stringifyJson(value), actual: stringifyJson(body[field] ?? null) };
  return breach("malformed", call, `/${field}`, { text: texts.identity, args });
}

/** Tokens live two hours and are not scaled; whoever fetches another one has done nothing wrong. */
function expiredToken(calls: readonly OperationArrived[]): readonly DebtBreach[] {
  const expired = calls.find(({ answeredCode }) => tokenCodes.has(answeredCode));
  if (!expired || !calls.some(({ answeredCode }) => answeredCode === 0)) return [];
  return [{ ...breach("malformed", expired, "/access-token", { text: texts.expired }), severity: "info" }];
}

const tokenCodes = new Set([2_190_002, 2_190_008]);

/** A second call after one that the platform took: the same again, or the opposite. */
function afterSuccess(calls: readonly OperationArrived[]): readonly DebtBreach[] {
  const taken = calls.findIndex(({ answeredCode }) => answeredCode === 0);
  const first = calls[taken];
  const [again] = calls.slice(taken + 1);
  if (taken < 0 || !first || !again) return [];
  const contradiction = calls
    .slice(taken + 1)
    .find((call) => stringifyJson(call.body ?? null) !== stringifyJson(first.body ?? null));
  if (contradiction) return [breach("malformed", contradiction, "", { text: texts.contradiction }, first.body)];
  return [breach("repeated", again, "", { text: texts.repeated, args: { n: calls.length } })];
}

function afterFailure({ isOverdue }: DebtPromise, calls: readonly OperationArrived[]): readonly DebtBreach[] {
  const last = calls.at(-1);
  if (!last || last.answeredCode === 0 || !isOverdue || calls.some(({ answeredCode }) => answeredCode === 0)) return [];
  return [breach("failure-ignored", last, "", { text: texts.ignored, args: { code: last.answeredCode } })];
}

function breach(
  kind: DebtKind,
  { body, headers }: OperationArrived,
  pointer: string,
  message: Message,
  expected: JsonValue | undefined = null,
): DebtBreach {
  const field = pointer.slice(1);
  const actual = field === "access-token" ? (headers[field] === undefined ? null : "…") : (body ?? null);
  return { kind, pointer, expected, actual, message };
}
