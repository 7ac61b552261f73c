import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { readSchema } from "../support/schema-files.js";
import { render } from "./render-all.js";
import { sampleRun } from "./sample-run.js";

test("the report is valid by the schema that is published with the package", async () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const isReport = ajv.compile(readSchema("schemas/report.schema.json"));
  assert.equal(isReport(JSON.parse(await render("json", sampleRun))), true, JSON.stringify(isReport.errors));
});

test("the report has the members that scripts rely on, in order", async () => {
  const report = JSON.parse(await render("json", sampleRun));
  assert.deepEqual(Object.keys(report), [
    "version",
    "tool",
    "seed",
    "startedAt",
    "durationMs",
    "settings",
    "verdict",
    "totals",
    "notices",
    "reachability",
    "cases",
    "exchanges",
  ]);
  assert.deepEqual(Object.keys(report.cases[2]), [
    "id",
    "suite",
    "title",
    "proves",
    "verdict",
    "durationMs",
    "findings",
    "exchanges",
    "smallestPayload",
    "reproduce",
  ]);
  assert.deepEqual(Object.keys(report.exchanges[0]), [
    "id",
    "case",
    "callback",
    "attempt",
    "startedAt",
    "durationMs",
    "request",
    "response",
    "failure",
    "platform",
    "findings",
  ]);
  assert.deepEqual(report.cases[2].findings[0], {
    rule: "idempotency/same-answer",
    severity: "error",
    part: "sequence",
    pointer: "/data/order_out_id",
    expected: "M-1",
    actual: "M-2",
    message:
      "The second create of the same order_id answered with another merchant order, M-2; the first said M-1. The guest has two bookings.",
    doc: { page: "create-order", field: "response.order_out_id" },
  });
});

test("a skipped and a broken case say why", async () => {
  const { cases } = JSON.parse(await render("json", sampleRun, { lang: "zh" }));
  const reasons = cases.filter((result: { reason?: string }) => result.reason !== undefined);
  assert.deepEqual(
    reasons.map(({ id, reason }: { id: string; reason: string }) => [id, reason]),
    [
      ["chaos/slow-body", "目标不再接受连接。"],
      ["callback-debt/confirm-sent", "没有 --platform-port，外部商家无法回调。"],
      ["callback-debt/audit-sent", "没有 --platform-port，外部商家无法回调。"],
      ["callback-debt/two-step", "merchant.mode 是 one-step。"],
    ],
  );
});

test("integers past 2^53 keep their digits", async () => {
  assert.match(await render("json", sampleRun), /"actual": 6362050628416602000,/);
});
