import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ReportRequest } from "../../src/cli/report-requests.js";
import { openReports, type ReportOptions } from "../../src/cli/report-sinks.js";
import { plainStyle } from "../../src/cli/style.js";
import { AppError } from "../../src/core/problem.js";
import { type Message, say, type Text, type TextArgs } from "../../src/core/text.js";
import { reporters } from "../../src/reporters/registry.js";
import { sampleRun } from "../reporters/sample-run.js";
import { emptyFolder } from "../support/cli.js";
import { fakeClock } from "../support/fake-clock.js";

function stage(isErrorTty = false) {
  const written = { stdout: "", stderr: "", raw: "" };
  const clock = fakeClock();
  const line = (message: Message | Text, args?: TextArgs) => {
    written.stderr += `${"text" in message ? say("en", message.text, args ?? message.args) : say("en", message, args)}\n`;
  };
  const context = {
    clock,
    columns: 80,
    isErrorTty,
    lang: "en",
    style: plainStyle,
    t: (text: Text, args?: TextArgs) => say("en", text, args),
    note: line,
    warn: line,
    printError: (text: string) => {
      written.raw += text;
    },
    print: async (text: string) => {
      written.stdout += text;
    },
  } as const;
  return { written, clock, context };
}

async function run(requests: readonly ReportRequest[], options: ReportOptions = {}, events = sampleRun) {
  const { written, context } = stage();
  const sinks = await openReports(requests, context, options);
  for (const event of events) await sinks.emit(event);
  return { ...written, stderr: () => written.stderr, code: await sinks.close(), stdout: written.stdout };
}

test("every report gets the same events, each in its own place", async () => {
  const folder = emptyFolder();
  const { code, stdout } = await run([
    { name: "pretty" },
    { name: "json", file: join(folder, "report.json") },
    { name: "junit", file: join(folder, "report.xml") },
  ]);
  assert.equal(code, 0);
  assert.match(stdout, /Verdict: failed/);
  assert.equal(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).totals.failed, 3);
  assert.match(readFileSync(join(folder, "report.xml"), "utf8"), /<\/testsuites>\n$/);
  assert.deepEqual(readdirSync(folder).sort(), ["report.json", "report.xml"]);
});

test("an earlier report stays whole until the new one is whole", async () => {
  const folder = emptyFolder();
  const file = join(folder, "report.ndjson");
  writeFileSync(file, "earlier");
  const sinks = await openReports([{ name: "ndjson", file }], stage().context);
  await sinks.emit(sampleRun[0] ?? assert.fail());
  assert.equal(readFileSync(file, "utf8"), "earlier");
  const draft = readdirSync(folder).find((name) => name.endsWith(".part")) ?? assert.fail("no draft");
  assert.match(readFileSync(join(folder, draft), "utf8"), /^\{"type":"run-started".*\}\n$/);
  await sinks.close();
  assert.match(readFileSync(file, "utf8"), /^\{"type":"run-started"/);
});

test("a link keeps pointing to the report", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "real"));
  writeFileSync(join(folder, "real", "r.tap"), "");
  symlinkSync(join(folder, "real", "r.tap"), join(folder, "link.tap"));
  await run([{ name: "tap", file: join(folder, "link.tap") }]);
  assert.match(readFileSync(join(folder, "real", "r.tap"), "utf8"), /^TAP version 14\n/);
});

test("a run that breaks off leaves reports that say so", async () => {
  const folder = emptyFolder();
  const file = join(folder, "report.json");
  const { code, stdout } = await run([{ name: "tap" }, { name: "json", file }], {}, sampleRun.slice(0, 8));
  assert.equal(code, 0);
  const report = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(report.verdict, "interrupted");
  assert.deepEqual(report.totals.cases, 2);
  assert.match(stdout, /^Bail out! interrupted/m);
});

test("a report that cannot be written stops everything before it begins, in one sentence", async () => {
  const folder = emptyFolder();
  for (const file of [join(folder, "no", "such", "folder.json"), folder]) {
    await assert.rejects(openReports([{ name: "html", file }], stage().context), (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, "report-unwritable");
      assert.equal(error.category, "output");
      return true;
    });
  }
});

test("when the second report cannot be written, the first leaves nothing behind", async () => {
  const folder = emptyFolder();
  const requests = [
    { name: "json", file: join(folder, "a.json") },
    { name: "tap", file: join(folder, "missing", "b.tap") },
  ];
  await assert.rejects(openReports(requests, stage().context), AppError);
  assert.deepEqual(readdirSync(folder), []);
});

test("a reporter that throws stops nobody else, is told of once, and costs exit code 3", async () => {
  const folder = emptyFolder();
  const broken = {
    summary: { zh: "坏的", en: "broken" },
    load: async () => () => ({
      name: "broken",
      on: () => {
        throw new Error("boom");
      },
    }),
  };
  const result = await run(
    [
      { name: "broken", file: join(folder, "broken.txt") },
      { name: "tap", file: join(folder, "report.tap") },
    ],
    { formats: { ...reporters, broken } },
  );
  assert.equal(result.code, 3);
  assert.equal(
    result.stderr(),
    `The broken report was not made (boom); the others go on.\ntap report: ${join(folder, "report.tap")}\n`,
  );
  assert.deepEqual(readdirSync(folder), ["report.tap"]);
});

test("a full disk is told of and costs exit code 3", { skip: process.platform !== "linux" }, async () => {
  const { code, stderr, stdout } = await run([{ name: "pretty" }, { name: "json", file: "/dev/full" }]);
  assert.equal(code, 3);
  assert.match(stderr(), /^The json report was not made \(ENOSPC\); the others go on\.\n$/);
  assert.match(stdout, /Verdict: failed/);
});

test("a device is written to and not replaced", { skip: process.platform !== "linux" }, async () => {
  const { code } = await run([{ name: "json", file: "/dev/null" }]);
  assert.equal(code, 0);
});

test("a reader of stdout that went away is no fault, and files are still written", async () => {
  const folder = emptyFolder();
  const file = join(folder, "report.tap");
  const { written, context } = stage();
  const print = () => Promise.reject(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
  const sinks = await openReports([{ name: "pretty" }, { name: "tap", file }], { ...context, print });
  for (const event of sampleRun) await sinks.emit(event);
  assert.equal(await sinks.close(), 0);
  assert.equal(written.stderr, `tap report: ${file}\n`);
});

test("progress shows on a terminal, only after a second, and is gone before the result", async () => {
  const { written, clock, context } = stage(true);
  const sinks = await openReports([{ name: "pretty" }], context);
  const [start, ...rest] = sampleRun;
  await sinks.emit(start ?? assert.fail());
  await sinks.emit(rest.find(({ type }) => type === "case-finished") ?? assert.fail());
  assert.equal(written.raw, "");
  clock.advance(1500);
  await sinks.emit(rest.find(({ type }) => type === "case-finished") ?? assert.fail());
  assert.equal(written.raw, "\r\u001b[2K2/9, 0 failed, create-order");
  await sinks.emit(rest.at(-1) ?? assert.fail());
  assert.match(written.raw, /\r\u001b\[2K$/);
});

test("progress is not shown when stderr is no terminal", async () => {
  const { written, clock, context } = stage(false);
  const sinks = await openReports([{ name: "pretty" }], context);
  clock.advance(5000);
  for (const event of sampleRun) await sinks.emit(event);
  assert.equal(written.raw, "");
});
