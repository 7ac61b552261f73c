import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseResult, ReportedExchange } from "../../src/core/event.js";
import type { PlatformActionName } from "../../src/core/exchange.js";
import type { Finding } from "../../src/core/finding.js";
import { evidenceOf } from "../../src/reporters/evidence.js";

const text = { zh: "", en: "" };
const finding = (rule: string, part: Finding["part"]): Finding => ({
  rule,
  severity: "error",
  part,
  pointer: "",
  expected: null,
  actual: null,
  message: { text },
  doc: { page: "spi", field: "response" },
});

function exchange(id: string, action: PlatformActionName, findings: readonly Finding[] = []): ReportedExchange {
  return {
    id,
    caseId: "a/b",
    callback: "create-order",
    attempt: 1,
    startedAt: "",
    durationMs: 1,
    request: { method: "POST", url: "", headers: {}, body: "" },
    response: null,
    failure: null,
    platform: { action, reason: { text }, rule: "" },
    findings,
  };
}

function shown(findings: readonly Finding[], ...exchanges: readonly ReportedExchange[]): string | undefined {
  const result: CaseResult = {
    id: "a/b",
    suite: "a",
    title: text,
    proves: text,
    verdict: "failed",
    durationMs: 1,
    findings,
    exchanges: exchanges.map(({ id }) => id),
  };
  return evidenceOf(result, findings, new Map(exchanges.map((one) => [one.id, one])))?.id;
}

test("a finding of one answer is shown by that answer", () => {
  const own = finding("create-order/order-id-echo", "response");
  assert.equal(shown([own], exchange("x1", "confirm", [own]), exchange("x2", "confirm")), "x1");
});

test("a debt is shown by the answer that promised the operation", () => {
  const debt = finding("debt/confirm-missing", "callback-debt");
  assert.equal(shown([debt], exchange("x1", "wait-confirm"), exchange("x2", "refund")), "x1");
});

test("what several answers show together is shown by the last", () => {
  const sequence = finding("idempotency/same-answer", "sequence");
  assert.equal(shown([sequence], exchange("x1", "confirm"), exchange("x2", "confirm")), "x2");
});
