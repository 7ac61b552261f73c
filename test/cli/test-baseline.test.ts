import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { type MerchantServer, startMerchantServer } from "../support/merchant-server.js";
import { reportOf, runTest } from "../support/test-report.js";

let merchant: MerchantServer;
before(async () => {
  merchant = await startMerchantServer({ faults: ["order-id-number"] });
});
after(() => merchant.close());

const echo = (id: string) => ({ case: id, rule: "create-order/order-id-echo", pointer: "/data/order_id" });
const run = (cwd: string, ...words: string[]) => reportOf([...merchant.words, "--timeout", "60000", ...words], { cwd });
const written = (cwd: string): unknown => JSON.parse(readFileSync(join(cwd, "known.json"), "utf8"));

test("--update-baseline writes what was found, and the next run notes it and passes", async () => {
  const cwd = emptyFolder();
  const only = ["--only", "create-order/standard", "--only", "create-order/hourly", "--baseline", "known.json"];
  assert.equal((await run(cwd, ...only, "--update-baseline")).code, 0);
  const findings = [echo("create-order/hourly"), echo("create-order/standard")];
  assert.deepEqual(written(cwd), { version: 1, findings });
  const { code, report } = await run(cwd, ...only);
  assert.equal(code, 0);
  assert.deepEqual(report.totals.findings, { error: 0, warning: 0, info: 2 });
  assert.ok(report.notices.some((said) => /known from the baseline known\.json are only noted/.test(said)));
});

test("a finding that the baseline does not know fails", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "known.json"), JSON.stringify({ version: 1, findings: [echo("create-order/hourly")] }));
  const only = ["--only", "create-order/standard", "--only", "create-order/hourly"];
  const { code, report } = await run(cwd, ...only, "--baseline", "known.json");
  assert.equal(code, 1);
  assert.deepEqual(
    report.cases.map(({ id, verdict }) => [id, verdict]),
    [
      ["create-order/standard", "failed"],
      ["create-order/hourly", "passed"],
    ],
  );
});

test("an update keeps what is known of cases that did not run, and drops what is mended", async () => {
  const cwd = emptyFolder();
  const mended = { case: "create-order/hourly", rule: "create-order/code-7-on-existing", pointer: "/data/error_code" };
  const findings = [echo("create-order/standard"), mended];
  writeFileSync(join(cwd, "known.json"), JSON.stringify({ version: 1, findings }));
  const only = ["--only", "create-order/hourly", "--baseline", "known.json"];
  const stale = await run(cwd, ...only);
  assert.match(stale.stderr, /^Findings of the baseline known\.json that did not come up: 1\./m);
  await run(cwd, ...only, "--update-baseline");
  assert.deepEqual(written(cwd), {
    version: 1,
    findings: [echo("create-order/hourly"), echo("create-order/standard")],
  });
});

const wrong: readonly [string, string, RegExp][] = [
  ["no JSON", "{", /known\.json: Line 1, column \d+: /],
  ["something else", '{"version":1}', /known\.json is not a baseline\. Make it anew with --update-baseline\./],
];

for (const [name, text, said] of wrong) {
  test(`a baseline that is ${name} is exit 2`, async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "known.json"), text);
    const { code, stderr } = await runTest(["--baseline", "known.json"], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, said);
  });
}

test("a baseline that is not there, and an update without a name, are exit 2", async () => {
  const missing = await runTest(["--baseline", "known.json"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /known\.json cannot be read \(ENOENT\)/);
  const unnamed = await runTest(["--update-baseline"]);
  assert.equal(unnamed.code, 2);
  assert.match(unnamed.stderr, /Name the file with --baseline FILE/);
});
