import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../../src/core/exchange.js";
import type { JsonObject } from "../../src/core/json.js";
import { say } from "../../src/core/text.js";
import type { LaterDecision, Member, RepeatFacts } from "../../src/engine/idempotency/group.js";
import { type GroupKind, idempotencyRules, judgeGroup, judgeSeries } from "../../src/engine/idempotency.js";
import { exchangeOf, type MadeExchange } from "../support/exchanges.js";

/** A made-up callback that tells the engine all it may know. */
const facts: RepeatFacts = {
  id: "book-table",
  idempotencyKey: "order_id",
  sameAnswer: ["/data/table_id", "/data/verdict/result", "/data/verdict/number"],
  decision: {
    mode: "/data/verdict/mode",
    sync: 1,
    async: 2,
    decided: ["/data/verdict/result", "/data/verdict/number"],
  },
  ownId: "/data/table_id",
  echoes: [{ request: "/order_id", response: "/data/order_id" }],
};

const booked: JsonObject = { error_code: 0, table_id: "T1", verdict: { mode: 1, result: 1, number: "N1" } };
const pending: JsonObject = { error_code: 0, table_id: "T1", verdict: { mode: 2 } };
const lost: Failure = { kind: "reset", detail: "hang-up-after-body" };
const code = (error_code: number): JsonObject => ({ error_code });

type Given = JsonObject | number | Failure | MadeExchange;

function members(...given: readonly (Given | readonly [copy: number, given: Given])[]): readonly Member[] {
  return given.map((one, index) => {
    const [copy, made] = Array.isArray(one) ? (one as [number, Given]) : [index + 1, one as Given];
    const spec = typeof made === "object" && "answer" in made ? (made as MadeExchange) : { answer: made as JsonObject };
    return { copy, exchange: exchangeOf({ attempt: index + 1, ...spec }) };
  });
}

/** `error /data/table_id` for each finding. */
function judged(kind: GroupKind, group: readonly Member[], later?: LaterDecision): readonly string[] {
  return judgeGroup(facts, kind, group, later).map(({ severity, pointer }) => `${severity} ${pointer}`);
}

const sameAnswerCases: readonly (readonly [string, readonly Given[], readonly string[]])[] = [
  ["the same answer twice", [booked, booked, booked], []],
  [
    "another order of keys and an extra field",
    [booked, { x: 1, verdict: { number: "N1", result: 1, mode: 1 }, table_id: "T1", error_code: 0 }],
    [],
  ],
  ["a number written differently", [booked, { ...booked, verdict: { mode: 1, result: 1, number: "N1", zero: 0 } }], []],
  ["zero values for nothing", [pending, { ...pending, verdict: { mode: 2, result: 0, number: "" } }], []],
  ["another id", [booked, { ...booked, table_id: "T2" }], ["error /data/table_id"]],
  [
    "another number",
    [booked, { ...booked, verdict: { mode: 1, result: 1, number: "N2" } }],
    ["error /data/verdict/number"],
  ],
  ["another decision", [booked, { ...booked, verdict: { mode: 1, result: 2 } }], ["error /data/verdict/result"]],
  ["the decision missing", [booked, { error_code: 0, table_id: "T1" }], ["error /data/verdict/result"]],
  [
    "the id missing",
    [booked, { error_code: 0, verdict: { mode: 1, result: 1, number: "N1" } }],
    ["error /data/table_id"],
  ],
  ["an id that the first answer lacked", [{ error_code: 0 }, { error_code: 0, table_id: "T1" }], []],
  [
    "a decision that the first answer did not speak of",
    [{ error_code: 0, table_id: "T1" }, booked],
    ["warning /data/verdict/result"],
  ],
  ["a decision withdrawn", [booked, pending], ["error /data/verdict/mode"]],
  [
    "a put-off decision no longer spoken of",
    [pending, { error_code: 0, table_id: "T1" }],
    ["warning /data/verdict/mode"],
  ],
  ["a decision made in between, unseen", [pending, booked], ["warning /data/verdict/mode"]],
  ["the refusal of a duplicate", [booked, code(7)], ["error /data/error_code"]],
  ["a request for another retry", [booked, code(100)], ["error /data/error_code"]],
  [
    "two wrong repeats",
    [booked, { ...booked, table_id: "T2" }, code(9)],
    ["error /data/table_id", "error /data/error_code"],
  ],
  ["a refusal first", [code(4), booked], []],
  ["a refusal alone", [code(4), code(4)], []],
  ["a repeat that fails on the wire", [booked, 500, lost], []],
  ["a forged repeat", [booked, { answer: code(13), signature: "wrong-secret" }], []],
  ["a malformed repeat", [booked, { answer: code(13), malformed: true }], []],
];

for (const [name, given, expected] of sameAnswerCases) {
  test(`same-answer: ${name}`, () => assert.deepEqual(judged("same-answer", members(...given)), expected));
}

test("same-answer: a repeat that is asked to come again and then succeeds is only a warning", () => {
  assert.deepEqual(judged("same-answer", members([1, booked], [2, code(100)], [2, booked])), [
    "warning /data/error_code",
  ]);
});

test("same-answer: a decision made by an operation in between is noted when it agrees, an error when it does not", () => {
  const later = { "/data/verdict/result": 1, "/data/verdict/number": "N1" };
  const other = { "/data/verdict/result": 1, "/data/verdict/number": "N2" };
  assert.deepEqual(judged("same-answer", members(pending, booked), later), ["info /data/verdict/mode"]);
  assert.deepEqual(judged("same-answer", members(pending, booked), other), ["error /data/verdict/number"]);
});

test("a finding shows both answers side by side and names both values in its sentence", () => {
  const [finding] = judgeGroup(facts, "same-answer", members(booked, { ...booked, table_id: "T2" }));
  assert.deepEqual(finding?.expected, booked);
  assert.deepEqual(finding?.actual, { ...booked, table_id: "T2" });
  assert.deepEqual([finding?.rule, finding?.part], ["idempotency/same-answer", "sequence"]);
  assert.deepEqual(finding?.doc, { page: "book-table", field: "response.table_id" });
  const sentence = say("en", finding?.message.text ?? { zh: "", en: "" }, finding?.message.args);
  assert.match(sentence, /^One answer to this request says data\.table_id "T1", another "T2"\./);
});

const raceCases: readonly (readonly [string, readonly Member[], readonly string[]])[] = [
  ["all get the same result", members(booked, booked, booked), []],
  ["two results", members(booked, { ...booked, table_id: "T2" }, booked), ["error /data/table_id"]],
  ["a loser asked to come again, whose retry succeeds", members([1, booked], [2, code(100)], [2, booked]), []],
  [
    "a loser whose retry brings another id",
    members([1, booked], [2, code(100)], [2, { ...booked, table_id: "T2" }]),
    ["error /data/table_id"],
  ],
  ["a loser asked to come again, not retried", members([1, booked], [2, code(100)]), ["warning /data/error_code"]],
  [
    "a loser asked to come again for ever",
    members([1, booked], [2, code(100)], [2, code(100)]),
    ["error /data/error_code"],
  ],
  ["a loser told that it is a duplicate", members(booked, code(7)), ["error /data/error_code"]],
  [
    "losers with 9, 13 and 4",
    members(booked, code(9), code(13), code(4)),
    ["error /data/error_code", "error /data/error_code", "error /data/error_code"],
  ],
  ["a loser with HTTP 500", members(booked, 500), ["error "]],
  ["a loser that times out", members(booked, { kind: "timeout", detail: "headers" }), []],
  [
    "the winner comes last",
    members(code(100), code(7), booked),
    ["warning /data/error_code", "error /data/error_code"],
  ],
  ["nobody wins", members(code(4), code(4), code(100)), []],
  ["put off and decided", members(pending, booked), ["warning /data/verdict/mode"]],
];

for (const [name, group, expected] of raceCases) {
  test(`race: ${name}`, () => assert.deepEqual(judged("race", group), expected));
}

const retryCases: readonly (readonly [string, GroupKind, readonly Given[], readonly string[]])[] = [
  ["100, then success", "after-100", [code(100), booked], []],
  ["100 twice, then success", "after-100", [code(100), code(100), booked], []],
  ["100, then a duplicate", "after-100", [code(100), code(7)], ["error /data/error_code"]],
  ["100, then 9", "after-100", [code(100), code(9)], ["error /data/error_code"]],
  ["100, then 13", "after-100", [code(100), code(13)], ["error /data/error_code"]],
  ["100, then full", "after-100", [code(100), code(4)], ["warning /data/error_code"]],
  ["100 twice", "after-100", [code(100), code(100)], ["warning /data/error_code"]],
  ["100 three times", "after-100", [code(100), code(100), code(100)], ["error /data/error_code"]],
  ["100 alone", "after-100", [code(100)], []],
  ["100, then HTTP 500", "after-100", [code(100), 500], ["error "]],
  ["100, then a timeout", "after-100", [code(100), { kind: "timeout", detail: "headers" }], []],
  ["success first", "after-100", [booked, code(100), code(7)], []],
  ["lost, then success", "after-lost-answer", [lost, booked], []],
  ["lost, then asked to come again, then success", "after-lost-answer", [lost, code(100), booked], []],
  ["lost, then a duplicate", "after-lost-answer", [lost, code(7)], ["error /data/error_code"]],
  ["lost, then HTTP 500", "after-lost-answer", [lost, 500], ["error "]],
  ["lost, then full", "after-lost-answer", [lost, code(4)], ["warning /data/error_code"]],
  ["lost twice, then a duplicate", "after-lost-answer", [lost, lost, code(7)], ["error /data/error_code"]],
  [
    "timed out, then a duplicate",
    "after-lost-answer",
    [{ kind: "timeout", detail: "body" }, code(7)],
    ["error /data/error_code"],
  ],
  [
    "never reached, then a duplicate",
    "after-lost-answer",
    [{ kind: "refused", detail: "connection-refused" }, code(7)],
    [],
  ],
  ["answered first", "after-lost-answer", [code(4), lost, code(7)], []],
];

for (const [name, kind, given, expected] of retryCases) {
  test(`${kind}: ${name}`, () => {
    const group = members(...given.map((one) => [1, one] as const));
    assert.deepEqual(judged(kind, group), expected);
  });
}

const order = (order_id: string, answer: JsonObject): MadeExchange => ({ payload: { order_id }, answer });

test("distinct: two orders with one id are found, repeats of one order are not", () => {
  const first = order("6362050628416602318", { error_code: 0, table_id: "T1" });
  const neighbour = order("6362050628416602319", { error_code: 0, table_id: "T1" });
  const other = order("7", { error_code: 0, table_id: "T2" });
  assert.deepEqual(judged("distinct", members(first, other, first)), []);
  assert.deepEqual(judged("distinct", members(first, other, neighbour)), ["error /data/table_id"]);
  assert.deepEqual(judged("distinct", members(order("1", code(4)), order("2", code(4)))), []);
});

test("own-answer: an answer that speaks of the order beside it is found, a merely wrong one is left to its own rule", () => {
  const right = order("1", { error_code: 0, order_id: "1" });
  const swapped = order("2", { error_code: 0, order_id: "1" });
  const wrong = order("3", { error_code: 0, order_id: "99" });
  assert.deepEqual(judged("own-answer", members(right, wrong)), []);
  assert.deepEqual(judged("own-answer", members(right, swapped)), ["error /data/order_id"]);
});

test("refusal-not-sticky: a correct request after a refused one is accepted", () => {
  const forged: MadeExchange = { answer: code(13), signature: "missing" };
  const malformed: MadeExchange = { answer: 400, malformed: true };
  assert.deepEqual(judged("refusal-not-sticky", members(forged, booked)), []);
  assert.deepEqual(judged("refusal-not-sticky", members(forged, code(7))), ["error /data/error_code"]);
  assert.deepEqual(judged("refusal-not-sticky", members(malformed, code(13))), ["error /data/error_code"]);
  assert.deepEqual(judged("refusal-not-sticky", members(code(4), code(4))), ["warning /data/error_code"]);
  assert.deepEqual(judged("refusal-not-sticky", members(booked, code(4))), []);
});

test("a series is a race when its copies went together, else repeats and retries", () => {
  const attempts = (...group: readonly Member[]) => group.map(({ copy, exchange }) => ({ copy, judged: { exchange } }));
  const rules = (group: readonly Member[], isConcurrent: boolean): readonly string[] =>
    judgeSeries(facts, attempts(...group), { isConcurrent }).map(({ rule }) => rule);
  assert.deepEqual(rules(members(booked, code(7)), true), ["idempotency/race"]);
  assert.deepEqual(rules(members(booked, code(7)), false), ["idempotency/same-answer"]);
  assert.deepEqual(rules(members([1, code(100)], [2, code(7)]), false), ["idempotency/after-100"]);
  assert.deepEqual(rules(members([1, lost], [1, code(100)], [1, code(7)]), false), ["idempotency/after-lost-answer"]);
  assert.deepEqual(rules(members([1, code(100)], [1, code(7)], [2, code(100)]), true), ["idempotency/after-100"]);
  assert.deepEqual(rules(members(booked), false), []);
});

test("every rule on repeats is described in both languages", () => {
  assert.deepEqual(
    idempotencyRules.map(({ id }) => id),
    [
      "idempotency/same-answer",
      "idempotency/race",
      "idempotency/after-100",
      "idempotency/after-lost-answer",
      "idempotency/distinct",
      "idempotency/refusal-not-sticky",
      "isolation/own-answer",
    ],
  );
  for (const rule of idempotencyRules) {
    assert.ok(rule.title.zh && rule.title.en && rule.explanation.zh && rule.explanation.en, rule.id);
  }
});
