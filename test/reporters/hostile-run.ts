import type { CaseResult, ReportedExchange, RunEvent } from "../../src/core/event.js";
import type { Finding } from "../../src/core/finding.js";
import type { Message, Text } from "../../src/core/text.js";
import { totalsOf } from "../../src/core/totals.js";

/** A run of three cases in which `hostile` stands wherever a stranger's text can stand. */
export function hostileRun(hostile: string): readonly RunEvent[] {
  const text: Text = { zh: `甲${hostile}`, en: `a${hostile}` };
  const message: Message = { text: { zh: "值 {value}。", en: "{value} came." }, args: { value: hostile } };
  const bare: Message = { text: { zh: hostile, en: hostile } };
  const finding: Finding = {
    rule: `rule/${hostile}`,
    severity: "error",
    part: "response",
    pointer: `/data/${hostile}`,
    expected: { [hostile]: [hostile] },
    actual: hostile,
    message,
    doc: { page: hostile, field: hostile },
  };
  const warning: Finding = { ...finding, severity: "warning", message: bare, pointer: hostile };
  const answered: ReportedExchange = {
    id: "x1",
    caseId: hostile,
    callback: hostile,
    attempt: 1,
    startedAt: "2026-11-22T08:00:00.000Z",
    durationMs: 5,
    request: { method: "POST", url: hostile, headers: { [hostile]: hostile }, body: hostile },
    response: { status: 200, headers: { [hostile]: hostile, "content-type": hostile }, body: hostile },
    failure: null,
    platform: { action: "retry", reason: message, rule: hostile },
    findings: [finding, warning],
  };
  const dropped: ReportedExchange = {
    ...answered,
    id: "x2",
    response: null,
    failure: { kind: "bad-http", detail: hostile },
    platform: { action: "retry", reason: bare, rule: hostile },
  };
  const base: CaseResult = {
    id: hostile,
    suite: hostile,
    title: text,
    proves: text,
    verdict: "failed",
    durationMs: 5,
    findings: [finding, warning],
    exchanges: ["x1", "x2"],
    smallestPayload: hostile,
    reproduce: hostile,
  };
  const results: readonly CaseResult[] = [
    base,
    { ...base, id: `b/${hostile}`, verdict: "broken", reason: message, findings: [], exchanges: ["x2"] },
    { ...base, id: `c/${hostile}`, verdict: "skipped", reason: bare, findings: [], exchanges: [] },
  ];
  return [
    {
      type: "run-started",
      tool: { name: "douyin-hotel", version: "0.1.0" },
      seed: 1,
      startedAt: "2026-11-22T08:00:00.000Z",
      settings: { endpoints: { [hostile]: hostile }, [hostile]: hostile, nested: { [hostile]: [hostile] } },
      cases: results.length,
      notices: [message, bare],
    },
    { type: "exchange", exchange: answered },
    { type: "exchange", exchange: dropped },
    ...results.map((result): RunEvent => ({ type: "case-finished", result })),
    {
      type: "run-finished",
      verdict: "failed",
      durationMs: 9,
      totals: totalsOf(results),
      notices: [message, bare],
      reachability: [{ code: 4, meaning: text, reached: true, exchange: "x1", provokedBy: { [hostile]: hostile } }],
    },
  ];
}
