import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { startMerchantServer } from "../support/merchant-server.js";
import { reportOf, runTest } from "../support/test-report.js";

const one = ["--only", "create-order/standard"];

test("what weakens a run is said in every report", async () => {
  const folder = emptyFolder();
  const names = ["json", "ndjson", "junit", "html", "markdown", "github", "tap", "sarif"];
  const reports = names.flatMap((name) => ["--reporter", `${name}=${join(folder, name)}`]);
  const merchant = await startMerchantServer();
  const { stdout, stderr } = await runTest([...merchant.words, ...one, ...reports, "--insecure", "--show-pii"]);
  await merchant.close();
  assert.match(stderr, /--insecure: TLS certificates are not checked/);
  const texts = [stdout, ...names.map((name) => readFileSync(join(folder, name), "utf8"))];
  const said = [/TLS certificates were not checked/, /personal data is shown in clear/, /signed with demo credentials/];
  for (const [i, text] of texts.entries())
    for (const sentence of said) assert.match(text.replace(/\\/g, ""), sentence, ["pretty", ...names][i]);
});

test("personal data is masked unless --show-pii asks for it", async () => {
  const masked = await reportOf([...one, "--seed", "5"]);
  const shown = await reportOf([...one, "--seed", "5", "--show-pii"]);
  const nameIn = ({ report }: typeof masked): string =>
    /"contact_info":\{"name":"([^"]+)"/.exec(report.exchanges[0]?.request.body ?? "")?.[1] ?? "";
  assert.match(nameIn(masked), /^.\*+$/);
  assert.doesNotMatch(nameIn(shown), /\*/);
  assert.equal(nameIn(shown)[0], nameIn(masked)[0]);
});

test("the same seed on the same day sends the same payloads", async () => {
  const words = ["--only", "create-order/maximal", "--seed", "5", "--now", "2026-03-01"];
  const [first, second] = [await reportOf(words), await reportOf(words)];
  assert.equal(first.report.exchanges[0]?.request.body, second.report.exchanges[0]?.request.body);
  assert.equal(first.report.seed, 5);
  assert.doesNotMatch(first.stderr, /^Seed/m);
});

test("--json goes well with reports in files, and with a reporter of that name", async () => {
  const folder = emptyFolder();
  const { code, stdout } = await runTest([...one, "--json", "--reporter", `junit=${join(folder, "junit.xml")}`]);
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).totals.passed, 1);
  assert.match(readFileSync(join(folder, "junit.xml"), "utf8"), /<testsuites/);
  assert.equal(JSON.parse((await runTest([...one, "--json", "--reporter", "json"])).stdout).totals.passed, 1);
  const both = await runTest([...one, "--json", "--reporter", "tap"]);
  assert.equal(both.code, 2);
  assert.match(both.stderr, /Both tap and json would go to stdout/);
});

test("the config's reporters are written where no --reporter is given", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "douyin-hotel.config.json"), JSON.stringify({ reporters: ["pretty", "tap=run.tap"] }));
  const { code, stdout } = await runTest(one, { cwd });
  assert.equal(code, 0);
  assert.match(stdout, /\nVerdict: passed/);
  assert.match(readFileSync(join(cwd, "run.tap"), "utf8"), /^TAP version 14\n/);
  const asked = await runTest([...one, "--json"], { cwd });
  assert.equal(JSON.parse(asked.stdout).totals.passed, 1);
});

test("--quiet leaves stderr empty, and stdout is the report in Chinese where that is asked for", async () => {
  const { code, stdout, stderr } = await runTest([...one, "-q", "--lang", "zh"], { columns: 40 });
  assert.equal(code, 0);
  assert.equal(stderr, "");
  assert.match(stdout, /\n结果：通过（用时 [^）]+）\n$/);
  assert.doesNotMatch(stdout, /passed|Verdict/);
});
