import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseResult, RunEvent } from "../../src/core/event.js";
import { totalsOf } from "../../src/core/totals.js";
import { render } from "./render-all.js";

const text = { zh: "甲", en: "a" };

function runOf(count: number, message: string): readonly RunEvent[] {
  const cases = Array.from(
    { length: count },
    (_, index): CaseResult => ({
      id: `s/case-${index}`,
      suite: "s",
      title: text,
      proves: text,
      verdict: "failed",
      durationMs: 1,
      exchanges: [],
      findings: [
        {
          rule: `family/rule-${index}`,
          severity: "error",
          part: "response",
          pointer: "",
          expected: null,
          actual: null,
          message: { text: { zh: message, en: message } },
          doc: { page: "p", field: "f" },
        },
      ],
    }),
  );
  return [
    ...cases.map((result): RunEvent => ({ type: "case-finished", result })),
    { type: "run-finished", verdict: "failed", durationMs: 1, totals: totalsOf(cases), notices: [], reachability: [] },
  ];
}

test("ten broken rules fill the ten places of a level", async () => {
  const lines = (await render("github", runOf(10, "m"))).trimEnd().split("\n");
  assert.equal(lines.filter((line) => line.startsWith("::error title=family/rule-")).length, 10);
  assert.equal(lines.length, 11);
});

test("of more than ten, nine are shown and the tenth place counts the rest", async () => {
  const lines = (await render("github", runOf(25, "m"))).split("\n").filter((line) => line.startsWith("::error"));
  assert.equal(lines.length, 10);
  assert.match(lines[9] ?? "", /^::error title=left out::16 more of this level are not shown/);
});

test("all annotations together stay below 64 KB, and what found no room is counted", async () => {
  const report = await render("github", runOf(10, "订".repeat(5000)), { lang: "en" });
  assert.ok(Buffer.byteLength(report) < 64 * 1024, String(Buffer.byteLength(report)));
  const errors = report.split("\n").filter((line) => line.startsWith("::error"));
  assert.match(errors.at(-1) ?? "", new RegExp(`::${10 - (errors.length - 1)} more of this level`));
});

test("percent signs, line ends, colons and commas are escaped as the runner unescapes them", async () => {
  const report = await render("github", [
    ...runOf(1, "100 %\nnext: a, b").map((event) =>
      event.type === "case-finished"
        ? {
            ...event,
            result: { ...event.result, findings: event.result.findings.map((f) => ({ ...f, rule: "a:b,c" })) },
          }
        : event,
    ),
  ]);
  assert.match(report, /^::error title=a%3Ab%2Cc::100 %25%0Anext: a, b%0Acases: s\/case-0$/m);
});
