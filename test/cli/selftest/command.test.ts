import assert from "node:assert/strict";
import { test } from "node:test";
import { createRuler } from "../../../src/reporters/columns.js";
import { runMain } from "../../support/fake-console.js";

/** Quick to hold against the suites: the setup already shows them. */
const quick = ["--only", "trailing-comma", "--only", "confirm-mode-missing", "--only", "signature-unchecked"];

test("the kill matrix shows which suite killed which fault by which rule, and the figure that scripts look for", async () => {
  const { code, stdout } = await runMain(["selftest", ...quick]);
  assert.match(stdout, /^1 create-order {2}2 signature {2}x killed {2}\. not killed\nFault +1 +2 +Killed by\n/);
  assert.match(stdout, /\nsignature-unchecked +x +signature\/forged-accepted\n/);
  assert.match(stdout, /\ntrailing-comma +x +transport\/body-json\n/);
  assert.match(stdout, /\nconfirm-mode-missing +x +create-order\/confirm-mode-required\n/);
  assert.match(stdout, /\nkilled 3\/3\n$/);
  assert.equal(code, 0);
});

for (const lang of ["zh", "en"])
  for (const columns of [40, 120])
    test(`at ${columns} columns in ${lang} no line is wider, and each fault and rule stands there whole`, async () => {
      const { stdout } = await runMain(["selftest", ...quick, "--lang", lang], { columns, isOutputTty: true });
      const ruler = createRuler();
      for (const line of stdout.split("\n")) assert.ok(ruler.width(line) <= columns, line);
      for (const word of ["trailing-comma", "signature-unchecked", "signature/forged-accepted", "killed 3/3"])
        assert.ok(stdout.includes(word), `${word} in ${stdout}`);
    });

test("--json tells totals, the rule and the case of each kill", async () => {
  const { code, stdout } = await runMain([
    "selftest",
    "--only",
    "trailing-comma",
    "--json",
    "--seed",
    "5",
    "--seeds",
    "2",
  ]);
  const report = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.deepEqual(report.seeds, [5, 6]);
  assert.equal(report.verdict, "passed");
  assert.deepEqual(report.totals, { designs: 0, falseAlarms: 0, faults: 1, killed: 1, survived: 0 });
  assert.equal(report.faults[0].rule, "transport/body-json");
  assert.match(report.faults[0].suites["create-order"].case, /^create-order\//);
});

test("--list names designs and faults and runs nothing", async () => {
  const { code, stdout } = await runMain(["selftest", "--list", "--json"]);
  const { subjects } = JSON.parse(stdout);
  const kinds = (kind: string): number => subjects.filter((one: { kind: string }) => one.kind === kind).length;
  assert.equal(code, 0);
  assert.ok(kinds("design") >= 20);
  assert.ok(kinds("fault") >= 60);
});

test("a name that nothing has is a usage error with the nearest one", async () => {
  const { code, stderr, stdout } = await runMain(["selftest", "--only", "trailing-coma"]);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /trailing-comma/);
});

test("an interrupted selftest shows what was done, says so, and exits with 130", async () => {
  const { code, stderr } = await runMain(["selftest", "--only", "faults"], { signal: AbortSignal.abort("SIGINT") });
  assert.equal(code, 130);
  assert.match(stderr, /interrupted/);
});
