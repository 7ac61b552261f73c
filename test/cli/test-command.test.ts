import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { suiteIds } from "../../src/cases/registry.js";
import { emptyFolder } from "../support/cli.js";
import type { FakeRun } from "../support/fake-console.js";
import { schemaMistakes } from "../support/report-schema.js";
import { runTest, type TestReport } from "../support/test-report.js";

const folder = emptyFolder();
const names = ["json", "ndjson", "junit", "html", "markdown", "github", "tap", "sarif"] as const;
const file = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(file(name), "utf8");
let run: FakeRun;
let report: TestReport;

before(async () => {
  run = await runTest(names.flatMap((name) => ["--reporter", `${name}=${file(name)}`]));
  report = JSON.parse(text("json"));
});

test("without any argument every suite runs against the reference merchant and passes", () => {
  assert.equal(run.code, 0, run.stdout.slice(-2000));
  assert.equal(report.verdict, "passed");
  assert.deepEqual([...new Set(report.cases.map(({ suite }) => suite))], [...suiteIds]);
  for (const suite of suiteIds) {
    const passed = report.cases.filter((one) => one.suite === suite && one.verdict === "passed").length;
    assert.ok(passed > 0, suite);
  }
  assert.deepEqual({ ...report.totals.findings, info: 0 }, { error: 0, warning: 0, info: 0 });
});

test("the catalogue of cases is as deep as it is meant to be", () => {
  assert.ok(report.cases.length >= 150, `${report.cases.length} cases`);
  const debts = report.cases.filter(({ suite, verdict }) => suite === "callback-debt" && verdict === "passed");
  assert.ok(debts.length >= 10, `${debts.length} cases of callback debts`);
  assert.equal(report.reachability.length, 17);
  assert.deepEqual(
    report.reachability.filter(({ reached }) => !reached),
    [],
  );
});

test("stdout reads as a report, stderr says who answers and with which seed", () => {
  assert.match(run.stdout, /^douyin-hotel \d+\.\d+\.\d+: \d+ contract cases\n/);
  assert.match(run.stdout, /\nVerdict: passed \(in [^)]+\)\n$/);
  assert.match(run.stderr, /the built-in reference merchant answers at http:\/\/127\.0\.0\.1:\d+/);
  assert.match(run.stderr, new RegExp(`Seed ${report.seed}\\.`));
});

test("a skipped case always has its reason", () => {
  const mute = report.cases.filter(({ verdict, reason }) => verdict === "skipped" && !reason);
  assert.deepEqual(mute, []);
});

test("the JSON report keeps to its schema", () => {
  assert.deepEqual(schemaMistakes(report), []);
});

test("every exchange that a case names is in the report, under an id of its own", () => {
  const known = report.exchanges.map(({ id }) => id);
  assert.equal(new Set(known).size, known.length);
  const named = report.cases.flatMap(({ exchanges }) => exchanges);
  assert.deepEqual(
    named.filter((id) => !known.includes(id)),
    [],
  );
});

test("all reports count the same cases", () => {
  const { cases, skipped } = report.totals;
  assert.match(text("junit"), new RegExp(`<testsuites[^>]* tests="${cases}"`));
  assert.equal(text("tap").match(/^(?:not )?ok \d+/gm)?.length, cases);
  assert.match(text("tap"), new RegExp(`^1\\.\\.${cases}$`, "m"));
  const lines = text("ndjson").trimEnd().split("\n");
  const events: { type: string; totals?: unknown }[] = lines.map((line) => JSON.parse(line));
  assert.equal(events.filter(({ type }) => type === "case-finished").length, cases);
  assert.deepEqual(events.at(-1)?.totals, report.totals);
  assert.match(text("markdown"), new RegExp(`\\| ${cases} \\| ${report.totals.passed} \\| 0 \\| ${skipped} \\| 0 \\|`));
  assert.match(text("github"), new RegExp(`::notice title=douyin-hotel::passed: ${cases} cases`));
  const levels: { level: string }[] = JSON.parse(text("sarif")).runs[0].results;
  assert.equal(levels.filter(({ level }) => level === "note").length, report.totals.findings.info);
  assert.equal(levels.length, report.totals.findings.info);
  assert.match(text("html"), /^<!doctype html>/);
});

test("no report shows the secret or a guest's phone number", () => {
  for (const name of names) {
    assert.doesNotMatch(text(name), /example-secret-0123456789abcdef0/, name);
    const phones = text(name).match(/(?<![\w.])1[3-9]\d{9}(?!\w)/g) ?? [];
    assert.deepEqual(
      phones.filter((phone) => phone !== ofTheSettings),
      [],
      name,
    );
  }
});

/** What makes the reference merchant answer 11. */
const ofTheSettings = "19900000011";
