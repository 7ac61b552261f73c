import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import type { Failure } from "../../src/core/exchange.js";
import type { Finding, Severity } from "../../src/core/finding.js";
import { renderFinding } from "../../src/core/render-finding.js";
import { judge } from "../../src/engine/judge.js";
import { mergeFindings, settleFindings } from "../../src/engine/settle-findings.js";
import { isGivenUp, isUnreachable, verdictOf } from "../../src/engine/verdict.js";
import { exchangeOf, inShort } from "../support/judged-exchange.js";

const exchange = exchangeOf({
  callback: "cancel-order",
  payload: { order_id: "1", cancel_id: "2", need_audit: true },
  reply: { json: { data: { error_code: 0, cancel_mode: 1, cancel_result: 2, note: 1 } }, headers: {} },
});

async function judgedWith(severities: Readonly<Record<string, Severity | "off">>) {
  return judge(await callbacks.load("cancel-order"), exchange, { reading: "documented", severities });
}

test("findings come gravest first", async () => {
  assert.deepEqual(inShort(await judgedWith({})), [
    "error cancel-order/refusal-needs-reason /data/reason",
    "warning transport/content-type /content-type",
    "info schema/extra-field /data/note",
  ]);
});

test("a severity in the settings replaces that of the rule, and off silences it", async () => {
  const judged = await judgedWith({
    "cancel-order/refusal-needs-reason": "info",
    "schema/extra-field": "error",
    "transport/content-type": "off",
  });
  assert.deepEqual(inShort(judged), [
    "error schema/extra-field /data/note",
    "info cancel-order/refusal-needs-reason /data/reason",
  ]);
});

test("a finding is rendered in the shape of --json", async () => {
  const [first] = (await judgedWith({})).findings;
  assert.ok(first);
  assert.deepEqual(renderFinding(first, "zh"), {
    rule: "cancel-order/refusal-needs-reason",
    severity: "error",
    part: "response",
    pointer: "/data/reason",
    expected: "string",
    actual: null,
    message: "拒绝取消（cancel_result 2）时 reason 必填，这里为空或没有返回。",
    doc: { page: "cancel-order", field: "response.reason" },
  });
});

test("the verdict follows the findings, and is error when nobody could be asked", async () => {
  const { findings } = await judgedWith({ "cancel-order/refusal-needs-reason": "warning" });
  assert.equal(verdictOf([{ exchange }], findings), "pass");
  assert.equal(verdictOf([{ exchange }], findings, "warning"), "fail");
  const unreachable = exchangeOf({ callback: "cancel-order", failure: { kind: "refused", detail: "x" } });
  assert.equal(verdictOf([{ exchange }, { exchange: unreachable }], findings, "warning"), "error");
  const reset = exchangeOf({ callback: "cancel-order", failure: { kind: "reset", detail: "x" } });
  assert.equal(verdictOf([{ exchange: reset }], []), "pass");
  const givenUp = exchangeOf({ callback: "cancel-order", failure: { kind: "reset", detail: "aborted" } });
  assert.equal(verdictOf([{ exchange: givenUp }], []), "error");
  assert.equal(verdictOf([{ exchange }, { exchange: givenUp }], findings, "warning"), "fail");
});

test("what one exchange shows does not replace what another one shows", async () => {
  const definition = await callbacks.load("cancel-order");
  const told = { callback: "cancel-order", payload: { order_id: "1", need_audit: true } };
  const answers = [{ error_code: "0" }, { error_code: 4, cancel_mode: 1 }, { error_code: "0" }];
  const findings = answers.flatMap(
    (data) => judge(definition, exchangeOf({ ...told, reply: { json: { data } } }), { reading: "documented" }).findings,
  );
  assert.deepEqual(
    mergeFindings(findings).map(({ rule }) => rule),
    ["cancel-order/refusal-by-code", "schema/type"],
  );
});

test("what reached nobody is known by its kind, and what we gave up ourselves by its detail", () => {
  const kinds = ["refused", "dns", "tls", "reset", "timeout", "too-large", "bad-http", "redirect"] as const;
  const at = (detail: string, says: (failure: Failure) => boolean) => kinds.filter((kind) => says({ kind, detail }));
  assert.deepEqual(at("connect", isUnreachable), ["refused", "dns", "tls", "timeout"]);
  assert.deepEqual(at("headers", isUnreachable), ["refused", "dns", "tls"]);
  assert.deepEqual(at("aborted", isGivenUp), ["reset"]);
  assert.deepEqual(at("before-answer", isGivenUp), []);
  assert.equal(verdictOf([], []), "pass");
});

const found = (severity: Severity, rule: string, pointer: string, part: Finding["part"] = "response"): Finding => ({
  ...{ rule, severity, part, pointer, expected: null, actual: null },
  message: { text: { zh: rule, en: rule } },
  doc: { page: "x", field: "y" },
});
const settled = (...findings: readonly Finding[]) =>
  settleFindings(findings).map(({ rule, pointer }) => `${rule} ${pointer}`);

test("what a rule says of a place replaces what the schema says of it, and no more than that", () => {
  const type = found("error", "schema/type", "/data/a");
  assert.deepEqual(settled(type, found("error", "c/rule", "/data/a")), ["c/rule /data/a"]);
  assert.deepEqual(settled(type, found("warning", "c/rule", "/data/a")), ["c/rule /data/a"]);
  assert.deepEqual(settled(type, found("info", "c/rule", "/data/a")), ["schema/type /data/a", "c/rule /data/a"]);
  assert.deepEqual(settled(type, found("error", "c/rule", "/data/a/b")), ["schema/type /data/a", "c/rule /data/a/b"]);
  assert.deepEqual(settled(type, found("error", "c/rule", "/data/a", "transport")), [
    "c/rule /data/a",
    "schema/type /data/a",
  ]);
  assert.deepEqual(settled(type, found("warning", "transport/duplicate-key", "/data/a")), [
    "schema/type /data/a",
    "transport/duplicate-key /data/a",
  ]);
  const absent = found("info", "schema/null-optional", "/data/a");
  assert.deepEqual(settled(absent, found("info", "c/rule", "/data/a/b")), ["c/rule /data/a/b"]);
  assert.deepEqual(settled(absent, found("info", "c/rule", "/data/ab")), [
    "schema/null-optional /data/a",
    "c/rule /data/ab",
  ]);
  const extra = found("info", "schema/extra-field", "/data/a");
  assert.deepEqual(settled(extra, found("error", "c/rule", "/data/a")), [
    "c/rule /data/a",
    "schema/extra-field /data/a",
  ]);
});

test("one mistake that is found twice stands once, and a severity that is no one's is left out", () => {
  const one = found("error", "c/rule", "/a");
  assert.deepEqual(mergeFindings([one, { ...one }, found("error", "c/rule", "/b")]).length, 2);
  assert.equal(mergeFindings([one])[0], one);
  assert.deepEqual(mergeFindings([one], { "c/rule": "warning" })[0]?.severity, "warning");
  const odd = found("error", "toString", "/a");
  assert.deepEqual(mergeFindings([odd]), [odd]);
});
