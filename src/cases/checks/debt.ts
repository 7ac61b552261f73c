import type { CheckResult, Delivered, OperationsSeen, Scene, SequenceCheck, SequenceFinding } from "../../core/case.js";
import { defaultMerchantFacts } from "../../core/exchange.js";
import { integerOf } from "../../core/integer.js";
import type { JsonObject } from "../../core/json.js";
import type { RuleBase } from "../../core/rule.js";
import { type DebtKind, type DebtPromise, judgeDebt, type OtherCalls } from "../../engine/debts.js";
import { request as auditRequest } from "../../generated/operations/cancel-audit.js";
import { request as confirmRequest } from "../../generated/operations/confirm-order.js";
import { debtRules } from "../rules/debt.js";
import { callsAbout } from "./calls.js";
import { ruleOf } from "./catalogued.js";
import { cannotTell, found } from "./found.js";
import { isAccepted, isAnswered, isCreate } from "./outcome.js";

/** The operation that an answer promises, as a correct merchant would call it; undefined when it owes none. */
export function owedBy({
  definition,
  plain,
  exchange,
  code,
}: Delivered): ReturnType<NonNullable<Delivered["definition"]["followUp"]>> {
  const answer = exchange.answer?.json;
  if (code !== 0 || !plain || typeof answer !== "object" || answer === null) return undefined;
  // A readable code means that the answer is an object with `data`.
  return definition.followUp?.({ payload: plain, answer: answer as JsonObject, design });
}

const design = {
  mode: defaultMerchantFacts.mode,
  confirm: "async",
  cancel: "async",
  refusesAudit: false,
  numericLookingIds: false,
  thirteenForAll: false,
} as const;

/** Judges one rule of the family; the others have expectations of their own. */
export function debtCheck(ruleId: string): SequenceCheck {
  const rule = ruleOf(debtRules, ruleId);
  return (scene) => {
    if (!scene.operations) return noPlatform;
    if (!scene.of.some(isAnswered)) return unanswered;
    const groups = groupsOf(scene.of);
    const isOwed = groups.some((copies) => copies.some((copy) => owedBy(copy) !== undefined));
    if (!isOwed && scene.case.needs?.confirm === "async") return decidedAtOnce;
    if (!isOwed && scene.case.needs?.cancel === "async") return decidedAtOnce;
    return { kind: "judged", findings: groups.flatMap((copies) => judgeCopies(rule, copies, scene)) };
  };
}

/** Copies of one request are one debt. */
function groupsOf(of: readonly Delivered[]): readonly (readonly Delivered[])[] {
  const groups = new Map<unknown, Delivered[]>();
  for (const delivered of of) {
    const { exchange, definition } = delivered;
    const key = exchange.payload?.[definition.idempotencyKey];
    groups.set(key, [...(groups.get(key) ?? []), delivered]);
  }
  return [...groups.values()];
}

function judgeCopies(rule: RuleBase, copies: readonly Delivered[], scene: Scene): readonly SequenceFinding[] {
  const [first] = copies;
  const { operations } = scene;
  if (!first || !operations) return [];
  const promise = promiseOf(copies, operations.awaited);
  const calls = callsAbout(copies.find(isAnswered) ?? first, operations.calls).filter(
    ({ operation }) => operation !== tokenOperation,
  );
  return judgeDebt(promise, calls, otherCalls(first, scene.all, operations))
    .filter(({ kind }) => ruleFor(kind, first) === rule.id)
    .map((breach) =>
      found(rule, copies, breach, breach.kind === "missing" ? { replaces: ["lifecycle/audit-honoured"] } : {}),
    );
}

/** What the case has delivered claims its own calls. */
function otherCalls(first: Delivered, delivered: Scene["all"], operations: OperationsSeen): OtherCalls {
  const owed = isCreate(first) ? "confirm-order" : "cancel-audit";
  const claimed = new Set([...delivered.values()].flatMap((one) => callsAbout(one, operations.calls)));
  const calls = [...operations.calls, ...operations.others].filter(({ operation }) => operation === owed);
  return { unclaimed: calls.filter((call) => !claimed.has(call)), all: calls };
}

const tokenOperation = "client-token";

function promiseOf(copies: readonly Delivered[], awaited: ReadonlySet<string>): DebtPromise {
  const answered = copies.filter((copy) => isAnswered(copy) && !copy.exchange.sabotaged);
  const owed = copies.map(owedBy).find((call) => call !== undefined);
  const [first] = copies;
  const isOfCreate = first !== undefined && isCreate(first);
  const isRefused = answered.length > 0 && answered.every((copy) => !isAccepted(copy));
  return {
    claim: owed ? "owed" : isOfCreate && isRefused ? "forbidden" : "none",
    answeredAt: answered.length === 0 ? undefined : Math.min(...answered.map(({ answeredAt }) => answeredAt)),
    isOverdue: copies.some(({ name }) => awaited.has(name)),
    identity: identityOf(owed?.body ?? {}),
    orderId: copies.map(({ exchange }) => exchange.payload?.order_id).find((id) => typeof id === "string"),
    ownIds: copies.flatMap(({ data }) => (typeof data?.order_out_id === "string" ? [data.order_out_id] : [])),
    request: isOfCreate ? confirmRequest : auditRequest,
  };
}

function identityOf({ order_id: orderId, cancel_Id: cancelId, cancel_type: cancelType }: JsonObject): JsonObject {
  return {
    ...(orderId === undefined ? {} : { order_id: orderId }),
    ...(cancelId === undefined ? {} : { cancel_Id: cancelId }),
    ...(integerOf(cancelType) === undefined ? {} : { cancel_type: cancelType ?? null }),
  };
}

function ruleFor(kind: DebtKind, of: Delivered): string {
  if (kind !== "missing") return `debt/${kind}`;
  return isCreate(of) ? "debt/confirm-missing" : "debt/audit-missing";
}

/** Ids by which a call may name the order of a delivery. */
export function idsOf({ exchange: { payload = {} }, data }: Pick<Delivered, "exchange" | "data">): readonly string[] {
  return [payload.order_id, payload.order_out_id, data?.order_out_id].filter(
    (id): id is string => typeof id === "string" && id !== "",
  );
}

const noPlatform: CheckResult = cannotTell({
  zh: "没有模拟平台，看不到商家的接口调用。",
  en: "There is no mock platform, so the merchant's calls cannot be seen.",
});
const unanswered: CheckResult = cannotTell({
  zh: "没有得到可读的应答，不知道欠了什么。",
  en: "There was no readable answer, so what is owed cannot be told.",
});
const decidedAtOnce: CheckResult = cannotTell({
  zh: "商家在应答里已给出结论，不欠接口调用。",
  en: "The merchant decided in its answer and owes no operation.",
});
