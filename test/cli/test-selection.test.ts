import assert from "node:assert/strict";
import { test } from "node:test";
import { loadCases, suiteIds } from "../../src/cases/registry.js";
import { runMain } from "../support/fake-console.js";

const list = (...argv: string[]) => runMain(["test", "--list", ...argv]);

/** Ids of `--list`: what begins at the first column. */
function idsOf(stdout: string): readonly string[] {
  return stdout.split("\n").flatMap((line) => /^[a-z-]+\/[a-z0-9-]+/.exec(line)?.[0] ?? []);
}

test("--list shows every case with its title and what it proves, and sends nothing", async () => {
  const { code, stdout, stderr } = await list();
  assert.equal(code, 0);
  assert.deepEqual(
    idsOf(stdout),
    (await loadCases()).map(({ id }) => id),
  );
  assert.match(stdout, /^create-order\/standard {2}A calendar room for full days\n {4}\S.*\.\n/);
  assert.match(stderr, /^cases: \d+, suites: 14, cases of several steps: \d+\n$/);
});

test("--list speaks Chinese and keeps the ids", async () => {
  const { stdout } = await list("--lang", "zh", "--only", "create-order/standard");
  assert.match(stdout, /^create-order\/standard {2}\p{Script=Han}+\n {4}\p{Script=Han}/u);
});

test("--list fits narrow terminals", async () => {
  const { stdout } = await runMain(["test", "--list", "--lang", "zh"], { columns: 40 });
  const long = stdout.split("\n").filter((line) => [...line].length > 40 && !/^\S+$/.test(line));
  assert.deepEqual(long, []);
});

test("--list --json gives every case with its suite, and the number of its steps", async () => {
  const { code, stdout } = await list("--json");
  const { cases }: { cases: Record<string, unknown>[] } = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.ok(cases.length >= 150);
  assert.ok(cases.filter(({ steps }) => Number(steps) > 1).length >= 40);
  assert.deepEqual([...new Set(cases.map(({ suite }) => suite))], [...suiteIds]);
  const odd = cases.filter(
    ({ id, suite, title, proves }) =>
      typeof title !== "string" || typeof proves !== "string" || !String(id).startsWith(`${suite}/`),
  );
  assert.deepEqual(odd, []);
});

const selections: readonly [string, readonly string[], (id: string) => boolean][] = [
  ["an id", ["--only", "ordering/cancel-unknown"], (id) => id === "ordering/cancel-unknown"],
  ["a suite", ["--only", "laws"], (id) => id.startsWith("laws/")],
  ["a glob", ["--only", "idempotency/race-*"], (id) => id.startsWith("idempotency/race-")],
  ["a glob over suites", ["--only", "*hourly*"], (id) => id.includes("hourly")],
  [
    "several patterns",
    ["--only", "laws", "--only", "chaos"],
    (id) => id.startsWith("laws/") || id.startsWith("chaos/"),
  ],
  ["all but a suite", ["--skip", "bytes"], (id) => !id.startsWith("bytes/")],
  [
    "a suite without some of it",
    ["--only", "bytes", "--skip", "bytes/escaped*"],
    (id) => id.startsWith("bytes/") && !id.startsWith("bytes/escaped"),
  ],
];

for (const [name, words, isWanted] of selections) {
  test(`${name} can be chosen`, async () => {
    const { stdout } = await list(...words);
    const wanted = (await loadCases()).map(({ id }) => id).filter(isWanted);
    assert.ok(wanted.length > 0);
    assert.deepEqual(idsOf(stdout), wanted);
  });
}

const misspelt: readonly [readonly string[], RegExp][] = [
  [["--only", "idempotancy"], /^--only idempotancy fits no case\. The nearest one is idempotency\.\n$/],
  [["--only", "idempotancy/*"], /The nearest one is idempotency\.\n$/],
  [["--only", "ordering/cancel-unknwon"], /The nearest one is ordering\/cancel-unknown\.\n$/],
  [["--skip", "bites"], /^--skip bites fits no case\. The nearest one is bytes\.\n$/],
  [["--only", "race"], /The nearest one is idempotency\/race-/],
  [["--only", "qqqqqqqqqqqq"], /^--only qqqqqqqqqqqq fits no case\. test --list shows them all\.\n$/],
];

for (const [words, said] of misspelt) {
  test(`${words.join(" ")} runs nothing and says what was probably meant`, async () => {
    const { code, stdout, stderr } = await runMain(["test", ...words]);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, said);
  });
}
