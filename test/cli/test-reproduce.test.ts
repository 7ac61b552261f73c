import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { runMain } from "../support/fake-console.js";
import { startMerchantServer } from "../support/merchant-server.js";
import { type ReportedCase, type ReportedFinding, reportOf } from "../support/test-report.js";

/** The words of a command line as a shell reads them. */
function wordsOf(line: string): readonly string[] {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  return stdout.split("\0").slice(0, -1);
}

/** Runs the line that a failing case ends with, and gives the findings that it shows. */
async function findingsAgain({ reproduce = "" }: ReportedCase): Promise<readonly ReportedFinding[]> {
  const [program, ...words] = wordsOf(reproduce);
  assert.equal(program, "douyin-hotel");
  const { stdout, stderr } = await runMain([...words, "--json"], { clock: realClock() });
  assert.notEqual(stdout, "", stderr);
  const json: { findings?: ReportedFinding[]; cases?: { findings: ReportedFinding[] }[] } = JSON.parse(stdout);
  return json.findings ?? json.cases?.flatMap(({ findings }) => findings) ?? [];
}

const identity = ({ rule, pointer, severity }: ReportedFinding): string => `${severity} ${rule} ${pointer}`;

const faults: readonly [string, string, string][] = [
  ["order-id-number", "create-order/hourly", "send"],
  ["order-id-missing", "create-order/name-*", "test"],
  ["order-id-rounded", "create-order/remarks-empty", "send"],
  ["signature-unchecked", "signature/create-*", "send"],
  ["duplicate-books-again", "idempotency/duplicate-*", "test"],
  ["fee-in-yuan", "cancel-order/after-payment", "test"],
  ["validation-off", "negative/*date*", "test"],
  ["refuses-unknown-fields", "create-order/unknown-field*", "test"],
  ["emoji-crash", "*emoji*", "test"],
];

for (const [fault, pattern, command] of faults) {
  test(`the line that reproduces ${fault} shows the same finding, by ${command}`, async () => {
    const merchant = await startMerchantServer({ faults: [fault] });
    try {
      const { report } = await reportOf([...merchant.words, "--only", pattern, "--timeout", "60000", "--seed", "11"]);
      const failed = report.cases.filter(({ verdict }) => verdict === "failed");
      assert.ok(failed.length > 0);
      assert.ok(
        failed.some(({ reproduce }) => reproduce?.startsWith(`douyin-hotel ${command} `)),
        JSON.stringify(failed.map(({ reproduce }) => reproduce)),
      );
      for (const one of failed.slice(0, 4)) {
        const again = (await findingsAgain(one)).map(identity);
        const errors = one.findings.filter(({ severity }) => severity === "error").map(identity);
        assert.deepEqual(
          errors.filter((finding) => !again.includes(finding)),
          [],
          `${one.id}: ${one.reproduce}`,
        );
      }
    } finally {
      await merchant.close();
    }
  });
}

test("a line that reproduces a failure repeats how requests travelled, and hides what opens doors", async () => {
  const merchant = await startMerchantServer({ faults: ["order-id-number"] });
  const headers = ["--header", "X-Env: it's staging", "--header", "Authorization: Bearer abc"];
  const words = [...merchant.words, ...headers, "--timeout", "59000", "--only", "create-order/standard"];
  const { report, stdout } = await reportOf(words);
  await merchant.close();
  const line = report.cases[0]?.reproduce ?? "";
  assert.doesNotMatch(stdout, /Bearer abc/);
  const again = wordsOf(line);
  assert.deepEqual(again.slice(again.indexOf("--timeout"), again.indexOf("--timeout") + 6), [
    "--timeout",
    "59000",
    "--header",
    "X-Env: it's staging",
    "--header",
    "Authorization: ***",
  ]);
});
