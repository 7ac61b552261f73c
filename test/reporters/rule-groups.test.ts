import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseResult } from "../../src/core/event.js";
import type { Severity } from "../../src/core/finding.js";
import { groupByRule } from "../../src/reporters/rule-groups.js";

function failing(id: string, ...broken: readonly (readonly [string, Severity])[]): CaseResult {
  const text = { zh: "甲", en: "a" };
  return {
    id,
    suite: "s",
    title: text,
    proves: text,
    verdict: "failed",
    durationMs: 1,
    exchanges: [],
    findings: broken.map(([rule, severity]) => ({
      rule,
      severity,
      part: "response",
      pointer: "",
      expected: null,
      actual: null,
      message: { text },
      doc: { page: "p", field: "f" },
    })),
  };
}

test("rules stand by severity, then by what they do to the guest, then by how many cases show them", () => {
  const groups = groupByRule([
    failing("a", ["idempotency/race", "warning"], ["schema/type", "error"], ["signature/forged-accepted", "error"]),
    failing("b", ["cancel-order/fee-in-range", "error"], ["create-order/confirm-info-required", "error"]),
    failing("c", ["idempotency/race", "error"], ["made-up/rule", "error"], ["create-order/order-id-echo", "error"]),
    failing("d", ["create-order/order-id-echo", "error"], ["negative/accepted-invalid", "error"]),
  ]);
  assert.deepEqual(
    groups.map(({ severity, rule, hurt, cases }) => `${severity} ${rule} ${hurt.id} ${cases.length}`),
    [
      "error idempotency/race double-booking 1",
      "error create-order/order-id-echo lost-order 2",
      "error create-order/confirm-info-required lost-order 1",
      "error cancel-order/fee-in-range money-wrong 1",
      "error signature/forged-accepted forged-or-leaked 1",
      "error schema/type not-understood 1",
      "error negative/accepted-invalid bad-order-accepted 1",
      "error made-up/rule other 1",
      "warning idempotency/race double-booking 1",
    ],
  );
});

test("a case that breaks one rule twice is counted once in its group", () => {
  const [group] = groupByRule([failing("a", ["x/y", "error"], ["x/y", "error"])]);
  assert.equal(group?.cases.length, 1);
  assert.equal(group?.entries.length, 2);
});
