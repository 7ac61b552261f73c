import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";
import { startMerchantServer } from "../support/merchant-server.js";
import { reportOf } from "../support/test-report.js";

const yaml = `cases:
  - id: breakfast/two-guests
    title: { zh: 双人含早, en: Breakfast for two }
    proves: { zh: 两位客人的订单被接受。, en: An order for two guests is accepted. }
    steps:
      - deliver: { name: order, callback: create-order, set: { number_of_guests: 2 } }
      - deliver: { name: again, repeat: order }
      - deliver: { name: cancel, callback: cancel-order, variant: after-payment, about: order }
    expect:
      - { rule: idempotency/same-answer, of: [order, again] }
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test("cases of a YAML file stand in --list in the language in force, and run", async () => {
  const cwd = folderWith({ "mine.yaml": yaml });
  const zh = await runMain(["test", "--cases", "mine.yaml", "--list", "--only", "breakfast", "--lang", "zh"], { cwd });
  assert.equal(zh.stdout, "breakfast/two-guests  双人含早\n    两位客人的订单被接受。\n");
  const { code, report } = await reportOf(["--cases", "mine.yaml", "--only", "breakfast/*"], { cwd });
  assert.equal(code, 0);
  assert.deepEqual(
    report.cases.map(({ id, suite, verdict, exchanges }) => [id, suite, verdict, exchanges.length]),
    [["breakfast/two-guests", "breakfast", "passed", 3]],
  );
});

test("a JSON file keeps its 19-digit integers to the digit, and YAML too", async () => {
  const json = `{ "cases": [ { "id": "own/json", "title": "t", "steps": [
    { "deliver": { "name": "order", "callback": "create-order", "put": { "x_id": 6948897508913326394 } } } ] } ] }`;
  const text =
    "cases:\n- id: own/yaml\n  title: t\n  steps:\n  - deliver: { name: order, callback: create-order, put: { x_id: 6948897508913326394 } }\n";
  const cwd = folderWith({ "a.json": json, "b.yml": text });
  const { report } = await reportOf(["--cases", "a.json", "--cases", "b.yml", "--only", "own"], { cwd });
  assert.equal(report.totals.cases, 2);
  for (const { request } of report.exchanges) assert.match(request.body, /"x_id":6948897508913326394\b/);
});

test("the config names case files by pattern, relative to itself", async () => {
  const cwd = folderWith({
    "douyin-hotel.config.yaml": 'cases: ["contract/**/*.yaml"]\n',
    "contract/deep/one.yaml": yaml,
    "contract/two.yaml": yaml.replace("two-guests", "second"),
    "below/nothing.txt": "",
  });
  const { stdout } = await runMain(["test", "--list", "--only", "breakfast", "-q"], { cwd: join(cwd, "below") });
  assert.deepEqual(stdout.match(/^breakfast\/\S+/gm), ["breakfast/two-guests", "breakfast/second"]);
});

test("the catalogue knows the config's own cases, and explains them", async () => {
  const cwd = folderWith({ "douyin-hotel.config.yaml": "cases: [mine.yaml]\n", "mine.yaml": yaml });
  const { stdout } = await runMain(["catalog", "cases"], { cwd });
  assert.match(stdout, /^breakfast\/two-guests +Breakfast for two$/m);
  const explained = await runMain(["explain", "breakfast/two-guests", "--lang", "zh"], { cwd });
  assert.match(explained.stdout, /^breakfast\/two-guests\n双人含早\n\n两位客人的订单被接受。\n/);
});

test("a case of one's own that fails is reproduced with its file", async () => {
  const merchant = await startMerchantServer({ faults: ["duplicate-books-again"] });
  const cwd = folderWith({ "mine.yaml": yaml });
  const words = [...merchant.words, "--cases", "mine.yaml", "--only", "breakfast", "--seed", "3"];
  const { code, report } = await reportOf(words, { cwd });
  await merchant.close();
  assert.equal(code, 1);
  assert.match(
    report.cases[0]?.reproduce ?? "",
    /^douyin-hotel test --only breakfast\/two-guests --seed 3 --now \S+ --endpoint .* --cases mine\.yaml$/,
  );
});

const mistakes: readonly [string, string, string, RegExp][] = [
  [
    "a misspelt key",
    "callback: create",
    "callbak: create",
    /, line 6, column 33: there is no callbak here\. The nearest one is callback\./,
  ],
  [
    "a misspelt key of a case",
    "steps:",
    "stps:",
    /, line 5, column 5: there is no stps here\. The nearest one is steps\./,
  ],
  ["a missing key", "    steps:", "    needs: {}\n    $steps:", /, line 6, column 5: there is no \$steps here/],
  [
    "no title",
    "    title: { zh: 双人含早, en: Breakfast for two }\n",
    "",
    /, line 2, column 5: title is missing in cases\.0\./,
  ],
  [
    "a text in one language of two",
    "{ zh: 双人含早, en: Breakfast for two }",
    "{ zh: 双人含早 }",
    /, line 3, column 5: en is missing in cases\.0\.title\./,
  ],
  [
    "an unknown variant",
    "variant: after-payment",
    "variant: after-paymnt",
    /, line 8, column 58: there is no variant after-paymnt\. The nearest one is after-payment\./,
  ],
  [
    "an unknown step",
    "about: order",
    "about: ordr",
    /, line 8, column 82: no earlier step is named ordr\. The nearest one is order\./,
  ],
  [
    "an unknown field",
    "number_of_guests",
    "number_of_guest",
    /, line 6, column 64: create-order has no field number_of_guest\. The nearest one is number_of_guests;/,
  ],
  [
    "an unknown rule",
    "same-answer",
    "same-anwer",
    /, line 10, column 11: idempotency\/same-anwer is no rule over several steps\. The nearest one is idempotency\/same-answer\./,
  ],
  [
    "an unknown callback",
    "callback: create-order",
    "callback: create-oder",
    /, line 6, column 33: create-oder is no callback\. The nearest one is create-order\./,
  ],
  [
    "an id that the contract has",
    "breakfast/two-guests",
    "create-order/standard",
    /, line 2, column 5: there is a case create-order\/standard already\./,
  ],
  [
    "an id without a suite",
    "breakfast/two-guests",
    "two-guests",
    /, line 2, column 5: the value of cases\.0\.id is wrong/,
  ],
  ["a name twice", "name: again", "name: order", /, line 7, column 20: this case has a step named order already\./],
  [
    "two kinds of step in one",
    "deliver: { name: again, repeat: order }",
    "deliver: { name: again, repeat: order }\n        wait: { ms: 1 }",
    /, line 7, column 9: .*exactly one of: deliver, together, wait, awaitOperation\./,
  ],
  [
    "a repeat with changes",
    "repeat: order }",
    "repeat: order, set: { total_amount: 1 } }",
    /, line 7, column 48: set cannot stand beside repeat\./,
  ],
  [
    "a wrong type",
    "of: [order, again]",
    "of: order",
    /, line 10, column 42: cases\.0\.expect\.0\.of must be of type array\./,
  ],
  ["malformed YAML", "- deliver: { name: again", "- deliver: { name: again {", /, line \d+, column \d+: /],
];

for (const [name, before, after, said] of mistakes) {
  test(`${name} is said with line and column, and nothing runs`, async () => {
    const text = yaml.replace(before, after);
    assert.notEqual(text, yaml);
    const { code, stdout, stderr } = await runMain(["test", "--cases", "mine.yaml"], {
      cwd: folderWith({ "mine.yaml": text }),
    });
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^\S+mine\.yaml, line/);
    assert.match(stderr, said);
  });
}

test("malformed JSON is said with line and column", async () => {
  const cwd = folderWith({ "mine.json": '{ "cases": [\n  { "id": "a/b", }\n] }' });
  const { code, stderr } = await runMain(["test", "--cases", "mine.json"], { cwd });
  assert.equal(code, 2);
  assert.match(stderr, /mine\.json: Line 2, column 16: there is a comma too many/);
});

test("a file that is not there, and a pattern that nothing fits, are said", async () => {
  const missing = await runMain(["test", "--cases", "none.yaml"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /none\.yaml cannot be read \(ENOENT\)/);
  const empty = await runMain(["test", "--cases", "*.yaml"]);
  assert.equal(empty.code, 2);
  assert.match(empty.stderr, /^No case file fits \*\.yaml\. Check the path\.$/m);
});
