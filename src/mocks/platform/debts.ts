import { debtRules } from "../../cases/rules/debt.js";
import type { Finding } from "../../core/finding.js";
import type { OperationDefinition } from "../../core/operation.js";
import type { PlatformCancel } from "../../core/platform-order.js";
import type { OperationArrived } from "../../core/platform-port.js";
import type { Text } from "../../core/text.js";
import { type DebtBreach, type DebtPromise, judgeDebt } from "../../engine/debts.js";
import type { Catalogue } from "./catalogue.js";
import type { OrderEvent } from "./events.js";
import type { DeliveryRecord, OrderRecord } from "./order-record.js";

/** What the merchant put off with an asynchronous answer, and what came of it. Times are ms since the epoch. */
export type Debt = {
  readonly kind: DebtKind;
  /** The operation that settles it. */
  readonly operation: string;
  readonly cancelId?: string;
  /** When the answer that promised it came. */
  readonly promisedAt: number;
  readonly dueAt: number | undefined;
  readonly settledAt: number | undefined;
  readonly state: "open" | "settled" | "overdue" | "overtaken";
  /** Codes that the platform answered, in order of arrival. */
  readonly calls: readonly { readonly at: number; readonly code: number }[];
};

type DebtKind = "confirm" | "audit";

/** Every debt of an order, and what the debt rules say against the calls about it. */
export function debtsOf(
  order: OrderRecord,
  { operations }: Catalogue,
): { readonly debts: readonly Debt[]; readonly findings: readonly Finding[] } {
  const subjects = operations.flatMap((operation) => subjectsOf(operation, order));
  return {
    debts: subjects.flatMap((subject) => debtOf(subject, order)),
    findings: subjects.flatMap((subject) =>
      judgeDebt(promiseOf(subject, order), callsInTime(subject, order).map(arrivedOf))
        .map((breach) => (answerPromising(subject, order) === undefined ? withoutPromise(breach) : breach))
        .map((breach) => found(breach, subject.kind)),
    ),
  };
}

/** Something that one operation may decide: the order itself, or one of its cancellations. */
type Subject = {
  readonly kind: DebtKind;
  readonly operation: OperationDefinition;
  readonly cancel?: PlatformCancel;
  readonly deliveries: readonly DeliveryRecord[];
  readonly identity: DebtPromise["identity"];
};

function subjectsOf(operation: OperationDefinition, order: OrderRecord): readonly Subject[] {
  const { purpose } = operation;
  const kind = purpose.kind === "order" ? purpose.settles : undefined;
  if (purpose.kind !== "order" || kind === undefined) return [];
  if (kind === "confirm") {
    const deliveries = order.deliveries.filter(({ part }) => part === "creates");
    return [{ kind, operation, deliveries, identity: purpose.identity(order) }];
  }
  return order.cancels.map((cancel) => ({
    kind,
    operation,
    cancel,
    deliveries: order.deliveries.filter(({ key }) => key === cancel.cancelId),
    identity: purpose.identity(order, cancel),
  }));
}

function debtOf(subject: Subject, order: OrderRecord): readonly Debt[] {
  const { kind, operation, cancel } = subject;
  const promisedAt = promisedAtOf(subject, order);
  if (promisedAt === undefined) return [];
  const calls = callsAbout(subject, order).map(({ event: { at, call } }) => ({ at, code: call.code }));
  const settledAt = callsInTime(subject, order).find(({ event }) => event.call.code === 0)?.event.at;
  return [
    {
      kind,
      operation: operation.id,
      ...(cancel ? { cancelId: cancel.cancelId } : {}),
      promisedAt,
      dueAt: dueAtOf(subject, order),
      settledAt,
      state: settledAt !== undefined ? "settled" : openState(subject, order),
      calls,
    },
  ];
}

/** A merchant whose answer promised nothing may not even know that the guest has paid: there is no callback that says so. */
function withoutPromise(breach: DebtBreach): DebtBreach {
  return breach.kind === "missing" ? { ...breach, severity: "warning", message: { text: unpromised } } : breach;
}

const unpromised: Text = {
  zh: "订单支付后，在时限内没有收到确认接单接口的调用，订单被取消。目录里没有支付回调，商家可能不知道用户已支付，所以只是警告。",
  en: "After the payment no confirm operation arrived in time, and the order was cancelled. There is no pay callback in the catalogue, so the merchant may not know of the payment: hence a warning only.",
};

/** The answer that put the decision off, or the payment that made the order wait. */
function promisedAtOf(subject: Subject, order: OrderRecord): number | undefined {
  const answer = answerPromising(subject, order);
  if (answer || subject.kind === "audit" || !order.isConfirmable) return answer?.at;
  const isWaiting = order.booking === "wait-confirm" || order.decision?.by === "operation" || hasPassed(subject, order);
  return isWaiting ? order.history.find(({ type }) => type === "paid")?.at : undefined;
}

function answerPromising({ kind, deliveries }: Subject, { history }: OrderRecord): OrderEvent | undefined {
  const action = kind === "confirm" ? "wait-confirm" : "wait-audit";
  const ids = deliveries.map(({ id }) => id);
  return history.find(
    (event) => event.type === "attempt-ended" && ids.includes(event.deliveryId) && event.outcome.action === action,
  );
}

/** The deadline as it was set when the wait began. */
function dueAtOf({ kind, cancel, deliveries }: Subject, { deadlines, history }: OrderRecord): number | undefined {
  const open = deadlines.find((deadline) => deadline.kind === kind && deadline.cancelId === cancel?.cancelId);
  if (open) return open.at;
  const ids = deliveries.map(({ id }) => id);
  return history
    .map((event) => {
      if (event.type === "paid" && kind === "confirm") return event.waitUntil;
      return event.type === "attempt-ended" && ids.includes(event.deliveryId) ? event.follows.waitUntil : undefined;
    })
    .findLast((at) => at !== undefined);
}

function openState(subject: Subject, order: OrderRecord): Debt["state"] {
  if (hasPassed(subject, order)) return "overdue";
  const isOpen = subject.kind === "confirm" ? order.booking === "wait-confirm" : subject.cancel?.state === "wait-audit";
  return isOpen ? "open" : "overtaken";
}

function hasPassed(subject: Subject, order: OrderRecord): boolean {
  return passedAt(subject, order) >= 0;
}

/** Place in the history; -1 when the deadline has not passed. */
function passedAt({ kind, cancel }: Subject, { history }: OrderRecord): number {
  return history.findIndex(
    (event) => event.type === "deadline-passed" && event.deadline === kind && event.cancelId === cancel?.cancelId,
  );
}

function promiseOf(subject: Subject, order: OrderRecord): DebtPromise {
  const ids = subject.deliveries.map(({ id }) => id);
  const answered = order.history.findIndex(
    (event) => event.type === "attempt-ended" && ids.includes(event.deliveryId) && event.outcome.response !== undefined,
  );
  const isRefused =
    order.booking === "create-failed" || (order.decision?.by === "answer" && !order.decision.isAccepted);
  const isOwed = promisedAtOf(subject, order) !== undefined;
  return {
    claim: isOwed ? "owed" : subject.kind === "confirm" && isRefused ? "forbidden" : "none",
    answeredAt: answered < 0 ? Number.POSITIVE_INFINITY : answered,
    isOverdue: hasPassed(subject, order),
    identity: subject.identity,
    orderId: order.orderId,
    ownIds: order.orderOutId === undefined ? [] : [order.orderOutId],
    request: subject.operation.request,
  };
}

type Heard = { readonly event: Extract<OrderEvent, { readonly type: "operation" }>; readonly index: number };

/** Calls of this operation; of audits those that name the cancellation, or none that the order knows. */
function callsAbout({ operation, cancel }: Subject, { history, cancels }: OrderRecord): readonly Heard[] {
  const others = cancels.filter(({ cancelId }) => cancelId !== cancel?.cancelId).map(({ cancelId }) => cancelId);
  return history.flatMap((event, index) => {
    if (event.type !== "operation" || event.call.operation !== operation.id) return [];
    return others.some((id) => event.call.text.includes(id)) ? [] : [{ event, index }];
  });
}

/** What comes after the deadline settles nothing. */
function callsInTime(subject: Subject, order: OrderRecord): readonly Heard[] {
  const passed = passedAt(subject, order);
  return callsAbout(subject, order).filter(({ index }) => passed < 0 || index < passed);
}

/** Places in the history stand for moments: two events of one millisecond have an order too. */
function arrivedOf({ event: { call }, index }: Heard): OperationArrived {
  const { operation, path, headers, body, code } = call;
  return { operation, path, arrivedAt: index, headers, body, answeredCode: code };
}

function found(breach: DebtBreach, kind: DebtKind): Finding {
  const id = breach.kind === "missing" ? `debt/${kind}-missing` : `debt/${breach.kind}`;
  const rule = debtRules.find((known) => known.id === id);
  if (!rule) throw new Error(`No rule ${id}.`);
  const { pointer, expected, actual, message, severity = rule.severity, doc = rule.doc } = breach;
  return { rule: id, severity, part: rule.part, pointer, expected, actual, message, doc };
}
