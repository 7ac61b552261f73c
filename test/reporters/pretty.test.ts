import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseResult, Paint, RunEvent } from "../../src/core/event.js";
import { totalsOf } from "../../src/core/totals.js";
import { createRuler } from "../../src/reporters/columns.js";
import { render } from "./render-all.js";
import { sampleCases, sampleRun } from "./sample-run.js";

for (const columns of [40, 80, 120]) {
  for (const lang of ["zh", "en"] as const) {
    test(`nothing but commands is wider than ${columns} columns in ${lang}`, async () => {
      const report = await render("pretty", sampleRun, { lang, columns });
      const ruler = createRuler();
      const wide = report.split("\n").filter((line) => ruler.width(line) > columns);
      assert.deepEqual(
        wide.filter((line) => !line.includes("npx douyin-hotel test --only")),
        [],
      );
    });
  }
}

test("colour is used only when it was asked for, and changes no letter", async () => {
  const mark = (text: string) => `\u001b[1m${text}\u001b[22m`;
  const paint: Paint = {
    good: mark,
    bad: mark,
    caution: mark,
    quiet: mark,
    strong: mark,
    key: mark,
    value: mark,
    literal: mark,
  };
  const plain = await render("pretty", sampleRun, { paint });
  const coloured = await render("pretty", sampleRun, { paint, isColoured: true });
  assert.doesNotMatch(plain, /\u001b/);
  assert.match(coloured, /\u001b\[1m/);
  assert.equal(coloured.replaceAll(/\u001b\[\d+m/g, "").replaceAll(/ +$/gm, ""), plain);
});

test("a failing case is told once in full, in the section of its worst rule, and ends with its command", async () => {
  const report = await render("pretty", sampleRun);
  const lines = report.split("\n");
  const start = lines.indexOf("✗ idempotency/duplicate-create");
  const end = lines.indexOf("", start);
  assert.equal(lines[end - 1], "    reproduce   npx douyin-hotel test --only idempotency/duplicate-create --seed 7");
  assert.deepEqual(
    ["sent", "came back", "documents", "Douyin will", "smallest", "reproduce"].map((label) =>
      lines.slice(start, end).some((line) => line.startsWith(`    ${label}`)),
    ),
    [true, true, true, true, true, true],
  );
});

test("of many cases that break one rule three are told in full, every one with its command", async () => {
  const [, , first] = sampleCases;
  assert.ok(first);
  const cases = Array.from(
    { length: 6 },
    (_, index): CaseResult => ({
      ...first,
      id: `idempotency/copy-${index}`,
      reproduce: `npx douyin-hotel test --only idempotency/copy-${index}`,
    }),
  );
  const report = await render("pretty", runOf(cases));
  assert.equal(report.match(/^ {4}came back/gm)?.length, 3);
  assert.equal(report.match(/--only idempotency\/copy-\d$/gm)?.length, 6);
});

test("the verdict is the last line, also when nothing was found", async () => {
  const report = await render("pretty", runOf(sampleCases.slice(0, 1).map((result) => ({ ...result, findings: [] }))));
  assert.equal(report.trimEnd().split("\n").at(-1), "Verdict: passed (in 5 ms)");
});

function runOf(cases: readonly CaseResult[]): readonly RunEvent[] {
  const verdict = cases.some((result) => result.verdict === "failed") ? "failed" : "passed";
  return [
    ...sampleRun.filter(({ type }) => type === "run-started" || type === "exchange"),
    ...cases.map((result): RunEvent => ({ type: "case-finished", result })),
    { type: "run-finished", verdict, durationMs: 5, totals: totalsOf(cases), notices: [], reachability: [] },
  ];
}
