import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { callbacks } from "../../../src/callbacks/registry.js";
import type { PlatformActionName } from "../../../src/core/exchange.js";
import type { OperationDefinition } from "../../../src/core/operation.js";
import { duesOf } from "../../../src/mocks/platform/due.js";
import type { AttemptOutcome, OrderEvent, PlatformEvent } from "../../../src/mocks/platform/events.js";
import { followsAfter } from "../../../src/mocks/platform/follows.js";
import { type OrderRecord, stageOf } from "../../../src/mocks/platform/order-record.js";
import { createStore, type PlatformStore } from "../../../src/mocks/platform/store.js";
import { operations } from "../../../src/operations/registry.js";
import { settingsOf } from "../../support/life.js";
import { orderId, place } from "../../support/platform.js";

const [confirmOrder, cancelAudit] = await Promise.all(
  ["confirm-order", "cancel-audit"].map((id) => operations.load(id)),
);
const creating: readonly PlatformActionName[] = [
  "confirm",
  "wait-confirm",
  "accept",
  "refund",
  "cancel-order",
  "reject",
  "retry",
];
const cancelling: readonly PlatformActionName[] = ["refund", "cancel-order", "keep", "wait-audit", "retry"];

/** One thing that may happen; `pick` decides among what is possible at the moment. */
type Move = {
  readonly kind: "due" | "answer" | "pay" | "cancel" | "copy" | "confirm" | "audit" | "deadline";
  readonly pick: number;
};

const moves = fc.array(
  fc.record({
    kind: fc.constantFrom<Move["kind"][]>("due", "answer", "pay", "cancel", "copy", "confirm", "audit", "deadline"),
    pick: fc.nat(1000),
  }),
  { maxLength: 60, size: "max" },
);

const settings = settingsOf({ payWithinMs: 1_800_000 });

/** Plays moves as the clockwork, a merchant and a user would make them. */
function play(
  isPaid: boolean,
  isConfirmable: boolean,
  list: readonly Move[],
): { store: PlatformStore; events: PlatformEvent[] } {
  const events: PlatformEvent[] = [];
  const store = createStore([], { append: (event) => events.push(event) });
  place(store, { isPaid, isConfirmable });
  list.forEach(({ kind, pick }, index) => {
    const order = store.state.orders.get(orderId);
    if (order) move(store, order, kind, pick, index + 10);
  });
  return { store, events };
}

function move(store: PlatformStore, order: OrderRecord, kind: Move["kind"], pick: number, at: number): void {
  const of = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
  switch (kind) {
    case "due": {
      const due = of(duesOf(order));
      if (due?.kind === "attempt") start(store, due.deliveryId, at);
      if (due?.kind === "cancel") queueCancel(store, order, at, due.cause, true);
      return;
    }
    case "answer": {
      const delivery = of(order.deliveries.filter(({ status }) => status.kind === "in-flight"));
      if (!delivery) return;
      const action = of(delivery.part === "creates" ? creating : cancelling) ?? "retry";
      const outcome = outcomeOf(action);
      const follows = followsAfter(order, delivery, outcome, settings, at);
      store.append({ type: "attempt-ended", orderId, at, deliveryId: delivery.id, outcome, follows });
      return;
    }
    case "pay":
      if (order.money === "unpaid") store.append({ type: "paid", orderId, at, waitUntil: at + 100 });
      return;
    case "cancel":
      if (order.booking !== "creating") queueCancel(store, order, at, "user", pick % 2 === 0);
      return;
    case "copy": {
      const original = of(order.deliveries);
      if (!original) return;
      const { attempts: _, status: __, queuedAt: ___, ...queued } = original;
      const delivery = { ...queued, id: order.deliveries.length + 1, cause: "copy" as const };
      store.append({ type: "callback-queued", orderId, at, delivery });
      return;
    }
    case "confirm":
      call(store, order, confirmOrder, { order_id: orderId, confirm_result: { confirm_result: 1 + (pick % 2) } }, at);
      return;
    case "audit": {
      const cancel = of(order.cancels);
      const body = {
        order_id: orderId,
        cancel_Id: cancel?.cancelId ?? "",
        cancel_type: 2,
        cancel_result: 1 + (pick % 2),
      };
      call(store, order, cancelAudit, body, at);
      return;
    }
    case "deadline": {
      const deadline = of(order.deadlines);
      if (!deadline) return;
      const { kind: passed, cancelId } = deadline;
      store.append({
        type: "deadline-passed",
        orderId,
        at,
        deadline: passed,
        ...(cancelId === undefined ? {} : { cancelId }),
      });
    }
  }
}

function start(store: PlatformStore, deliveryId: number, at: number): void {
  const attempt = { n: 1, stream: 0, logid: "L", platformMs: at };
  store.append({ type: "attempt-started", orderId, at, deliveryId, attempt });
}

function queueCancel(
  store: PlatformStore,
  order: OrderRecord,
  at: number,
  cause: "user" | "unpaid" | "create-failed" | "unconfirmed" | "confirm-deadline",
  isNotice: boolean,
): void {
  const id = order.deliveries.length + 1;
  const cancelId = `C${id}`;
  const cancel = { cancelId, cancelType: 2, isNotice, keepsOrder: id % 3 === 0, isPartial: id % 4 === 0 };
  const delivery = {
    id,
    callback: "cancel-order",
    variant: "audit",
    part: "cancels",
    key: cancelId,
    cause,
    cancel,
    payload: {},
    body: "{}",
  } as const;
  store.append({ type: "callback-queued", orderId, at, delivery });
}

function call(
  store: PlatformStore,
  order: OrderRecord,
  definition: OperationDefinition | undefined,
  body: Record<string, string | number | { confirm_result: number }>,
  at: number,
): void {
  if (definition?.purpose.kind !== "order") return;
  const effect = definition.purpose.apply(order, body);
  const received = {
    operation: definition.id,
    path: definition.path,
    headers: {},
    text: "",
    status: 200,
    answer: "",
    code: 0,
    elapsedAt: at,
  };
  store.append({
    type: "operation",
    orderId,
    at,
    call: received,
    ...(effect.kind === "taken" ? { change: effect.change } : {}),
  });
}

function outcomeOf(action: PlatformActionName): AttemptOutcome {
  return {
    url: "",
    requestHeaders: [],
    requestBody: "",
    timeoutMs: 1,
    durationMs: 1,
    response: { status: 200, headers: [], body: "" },
    action,
    reason: { text: { zh: "", en: "" } },
    rule: "test",
  };
}

/** Why nothing would ever happen with the order again although it waits for something; undefined when that is not so. */
function stuckBecause(order: OrderRecord): string | undefined {
  const { booking, money, deadlines, deliveries, cancels } = order;
  const isOut = (key: string) =>
    deliveries.some((one) => one.key === key && (one.status.kind === "due" || one.status.kind === "in-flight"));
  if (booking === "creating" && !isOut(orderId)) return "nobody creates it";
  if (booking === "wait-confirm" && !deadlines.some(({ kind }) => kind === "confirm")) return "no confirm deadline";
  if (booking === "create-failed" && money === "paid" && !duesOf(order).some(({ kind }) => kind === "cancel"))
    return "its money stays";
  for (const { state, cancelId, isNotice } of cancels) {
    if (state === "wait-audit" && !deadlines.some((open) => open.cancelId === cancelId)) return "no audit deadline";
    if (state === "sent" && !isNotice && !isOut(cancelId)) return "nobody cancels it";
  }
  return undefined;
}

test("whatever happens, an order is never lost, never stuck, and its money moves one way only", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), moves, (isPaid, isConfirmable, list) => {
      const { store, events } = play(isPaid, isConfirmable, list);
      const order = store.state.orders.get(orderId);
      assert.ok(order, "the order is gone");
      assert.equal(stuckBecause(order), undefined);
      assert.deepEqual(
        order.history,
        events.filter((event): event is OrderEvent => "orderId" in event),
      );
      const again = createStore();
      let money = -1;
      for (const event of events) {
        again.append(event);
        const rank = ["unpaid", "paid", "part-refunded", "refunded"].indexOf(
          again.state.orders.get(orderId)?.money ?? "unpaid",
        );
        assert.ok(rank >= money, "money came back");
        money = rank;
      }
      assert.deepEqual(again.state, store.state);
    }),
    { numRuns: 1000 },
  );
});

test("every stage of the life cycle is reached by some sequence", () => {
  const seen = new Set<string>();
  for (const list of fc.sample(moves, { numRuns: 1000, seed: 7 })) {
    const again = createStore();
    for (const event of play(list.length % 2 === 0, list.length % 3 !== 0, list).events) {
      again.append(event);
      const order = again.state.orders.get(orderId);
      if (order) seen.add(stageOf(order));
    }
  }
  const expected = [
    "creating",
    "create-failed",
    "created",
    "wait-confirm",
    "confirmed",
    "refunded",
    "cancelled",
    "wait-audit",
    "cancelling",
  ];
  assert.deepEqual(
    expected.filter((stage) => !seen.has(stage)),
    [],
  );
});

test("an event about an order that was never placed changes nothing", () => {
  const event: PlatformEvent = { type: "paid", orderId: "nobody", at: 1, waitUntil: 2 };
  assert.deepEqual(createStore([event]).state, createStore().state);
});

test("an order that is placed twice keeps its first life", () => {
  const store = createStore();
  place(store);
  store.append({ type: "paid", orderId, at: 5, waitUntil: 6 });
  const before = store.state.orders.get(orderId);
  place(store);
  assert.equal(store.state.orders.get(orderId)?.placedAt, before?.placedAt);
});

test("the definitions know their own payloads", async () => {
  const { life } = await callbacks.load("create-order");
  assert.equal(life?.kind, "creates");
  const facts = life?.kind === "creates" ? life.facts({ order_id: "1", biz_type: 2011, total_amount: 5 }) : undefined;
  assert.deepEqual([facts?.orderId, facts?.isConfirmable, facts?.amount, facts?.currency], ["1", false, 5, "CNY"]);
});
