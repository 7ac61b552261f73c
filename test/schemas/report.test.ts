import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { readSchema } from "../support/schema-files.js";

const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
const isReport = ajv.compile(readSchema("schemas/report.schema.json"));

const finding = {
  rule: "create-order/order-id-echo",
  severity: "error",
  part: "response",
  pointer: "/data/order_id",
  expected: "1",
  actual: null,
  message: "m",
  doc: { page: "create-order", field: "response.order_id" },
};
const attempt = {
  startedAt: "2026-03-01T00:00:00.000Z",
  durationMs: 12,
  request: { method: "POST", url: "http://127.0.0.1:1/x", headers: { "Content-Type": "application/json" }, body: "{}" },
  response: { status: 200, headers: {}, body: "" },
  failure: null,
  platform: { action: "confirm", reason: "r", rule: "documented" },
  findings: [finding],
};
const send = {
  version: 1,
  command: "send",
  callback: "create-order",
  seed: 7,
  variant: "standard",
  verdict: "fail",
  attempts: [{ n: 1, ...attempt }],
  findings: [finding],
};
const testReport = {
  version: 1,
  tool: { name: "douyin-hotel", version: "0.1.0" },
  seed: 1,
  startedAt: "2026-03-01T00:00:00.000Z",
  durationMs: 0,
  settings: {},
  verdict: "failed",
  totals: { cases: 1, passed: 0, failed: 1, skipped: 0, broken: 0, findings: { error: 1, warning: 0, info: 0 } },
  cases: [
    {
      id: "idempotency/duplicate-create",
      suite: "idempotency",
      title: "t",
      verdict: "failed",
      durationMs: 0,
      findings: [finding],
      exchanges: ["x1"],
    },
  ],
  exchanges: [
    {
      id: "x1",
      callback: "create-order",
      attempt: 1,
      ...attempt,
      response: null,
      failure: { kind: "reset", detail: "headers" },
    },
  ],
};
const validate = {
  version: 1,
  command: "validate",
  callback: "create-order",
  verdict: "pass",
  platform: attempt.platform,
  findings: [],
};
const [onlyCase] = testReport.cases;

const good = { "the report of test": testReport, "the output of send": send, "the output of validate": validate };
for (const [name, value] of Object.entries(good)) {
  test(`the report schema accepts ${name}`, () => {
    assert.equal(isReport(value), true, JSON.stringify(isReport.errors));
  });
}

const bad = {
  "a dry run with an answer of the wrong shape": { ...send, attempts: [{ n: 1, ...attempt, response: "" }] },
  "a dry run without a platform action": { ...send, attempts: [{ n: 1, ...attempt, response: null, platform: null }] },
  "a finding without its rule": { ...send, findings: [{ ...finding, rule: undefined }] },
  "an unknown verdict": { ...send, verdict: "passed" },
  "another version": { ...validate, version: 2 },
  "a skipped case without a reason": { ...testReport, cases: [{ ...onlyCase, verdict: "skipped" }] },
  "an unknown failure": { ...send, attempts: [{ n: 1, ...attempt, failure: { kind: "lost", detail: "" } }] },
  "totals without findings": { ...testReport, totals: { ...testReport.totals, findings: undefined } },
};
for (const [name, value] of Object.entries(bad)) {
  test(`the report schema refuses ${name}`, () => {
    assert.equal(isReport(JSON.parse(JSON.stringify(value))), false);
  });
}

test("a skipped case with its reason is accepted", () => {
  const value = { ...testReport, cases: [{ ...onlyCase, verdict: "skipped", reason: "two-step" }] };
  assert.equal(isReport(value), true);
});
