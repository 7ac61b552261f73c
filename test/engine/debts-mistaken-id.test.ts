import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "../../src/core/json.js";
import type { OperationArrived } from "../../src/core/platform-port.js";
import { type DebtBreach, type DebtPromise, judgeDebt } from "../../src/engine/debts.js";
import { request } from "../../src/generated/operations/confirm-order.js";

const promise: DebtPromise = {
  claim: "owed",
  answeredAt: 100,
  isOverdue: true,
  identity: { order_id: "1063856113780939829" },
  orderId: "1063856113780939829",
  ownIds: ["H0001"],
  request,
};
const audit: DebtPromise = {
  ...promise,
  identity: { order_id: "1063856113780939829", cancel_Id: "7301", cancel_type: 2 },
};

function call(body: JsonObject, arrivedAt = 200): OperationArrived {
  return { operation: "", path: "", arrivedAt, headers: {}, body, answeredCode: 0 };
}

function missed(owed: DebtPromise, ...others: readonly OperationArrived[]): DebtBreach | undefined {
  return judgeDebt(owed, [], { unclaimed: others, all: others })[0];
}

test("without any other call the operation is simply missing", () => {
  assert.equal(missed(promise)?.pointer, "");
  assert.equal(missed(promise)?.kind, "missing");
});

for (const [what, actual] of [
  ["rounded", "1063856113780939800"],
  ["the same digits as a number", 1063856113780939829n],
  ["cut short", "80939829"],
  ["with something before it", "DY1063856113780939829"],
] as const) {
  test(`a call whose order_id is ${what} is named`, () => {
    const breach = missed(promise, call({ order_id: "2000000000000000001" }), call({ order_id: actual }));
    assert.equal(breach?.kind, "missing");
    assert.equal(breach?.pointer, "/order_id");
    assert.equal(breach?.expected, "1063856113780939829");
    assert.equal(breach?.actual, actual);
    assert.match(breach?.message.text.en ?? "", what === "rounded" ? /lost in a floating-point/ : /send it unchanged/);
  });
}

test("a call about quite another order says nothing", () => {
  assert.equal(missed(promise, call({ order_id: "2000000000000000001" }))?.pointer, "");
});

test("a call that came before the answer was meant for something else", () => {
  assert.equal(missed(promise, call({ order_id: "1063856113780939800" }, 50))?.pointer, "");
});

test("of an audit, either id alone gives the call away", () => {
  const other = missed(audit, call({ order_id: "2000000000000000001", cancel_Id: "7301" }));
  assert.deepEqual([other?.pointer, other?.actual], ["/order_id", "2000000000000000001"]);
  const own = missed(audit, call({ order_id: "1063856113780939829", cancel_Id: "1063856113780939829" }));
  assert.deepEqual([own?.pointer, own?.actual], ["/cancel_Id", "1063856113780939829"]);
  assert.equal(missed(audit, call({ order_id: "2000000000000000001", cancel_Id: "9" }))?.pointer, "");
});

test("an order that was told two different things hints at a mixed-up id; the same thing twice does not", () => {
  const one = { order_id: "2000000000000000001", confirm_result: { confirm_result: 1, confirm_number: "N1" } };
  const other = { order_id: "2000000000000000001", confirm_result: { confirm_result: 1, confirm_number: "N2" } };
  const told = missed(promise, call(one), call(other));
  assert.deepEqual(told?.message.args, { orderId: "2000000000000000001" });
  assert.match(told?.message.text.en ?? "", /shared mutable variable/);
  assert.equal(missed(promise, call(one), call(one))?.message.args, undefined);
  assert.equal(missed(promise, call(one, 20), call(other, 50))?.message.args, undefined);
});
