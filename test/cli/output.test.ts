import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { cutColoured } from "../../src/cli/cut-coloured.js";
import { fold } from "../../src/cli/fold.js";
import { plainStyle } from "../../src/cli/style.js";
import { table } from "../../src/cli/table.js";
import { realClock } from "../../src/node/clock.js";
import { createRuler } from "../../src/reporters/columns.js";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

const choices = ["narrow", "wide"] as const;

const rows = [
  ["a", "订单号应原样返回。长一点,这样它一定要换行才能放得下", "x"],
  ["预订…×", "short", "y"],
  ["→ · “引号”", "mixed 中英文 text with enough words that it has to be wrapped somewhere", "z"],
  ["①②", "", "–"],
];

for (const ambiguous of choices) {
  test(`columns start where their titles do, where the terminal draws ambiguous characters ${ambiguous}`, () => {
    const ruler = createRuler(ambiguous);
    const shown = table(
      [{ title: "名称" }, { title: "说明", grows: true }, { title: "末" }],
      // A mark that no text holds makes the last column easy to find.
      rows.map(([name = "", text = "", last = ""]) => [name, text, `|${last}`]),
      { columns: 60, isOutputTty: true, style: plainStyle, env: { DOUYIN_HOTEL_AMBIGUOUS: ambiguous } },
    ).split("\n");
    const place = (line: string, mark: string): number => ruler.width(line.slice(0, line.indexOf(mark)));
    const ends = shown.filter((line) => line.includes("|")).map((line) => place(line, "|"));
    assert.equal(ends.length, rows.length);
    assert.deepEqual(new Set([...ends, place(shown[0] ?? "", "末")]).size, 1, shown.join("\n"));
    assert.ok(shown.every((line) => ruler.width(line) <= 60));
    assert.ok(shown.length > rows.length + 1, "nothing was wrapped");
  });

  test(`request and answer stand on either side of one straight line, ambiguous characters ${ambiguous}`, async () => {
    const ruler = createRuler(ambiguous);
    const { stdout } = await runMain(["send", "create-order", "--seed", "1", "--lang", "zh"], {
      columns: 120,
      isOutputTty: true,
      env: { DOUYIN_HOTEL_AMBIGUOUS: ambiguous, FORCE_COLOR: "1" },
    });
    const lines = stripVTControlCharacters(stdout)
      .split("\n")
      .filter((line) => line.includes(" │"));
    assert.ok(lines.length > 20, stdout);
    assert.equal(new Set(lines.map((line) => ruler.width(line.slice(0, line.indexOf("│"))))).size, 1);
    assert.ok(lines.every((line) => ruler.width(line) <= 120));
  });
}

const listings = [
  "catalog callbacks",
  "catalog fields create-order",
  "catalog fields cancel-order",
  "catalog errors",
  "catalog rules",
  "catalog cases",
  "catalog conflicts",
  "catalog variants",
  "explain error/7",
  "explain create-order/order-id-echo",
  "explain conflict/open-id-place",
  "explain create-order request.biz_type",
  "config show",
];

for (const columns of [40, 80, 120]) {
  for (const lang of ["zh", "en"]) {
    for (const ambiguous of choices) {
      test(`catalog, explain and config show fit ${columns} columns in ${lang}, ambiguous characters ${ambiguous}`, async () => {
        const ruler = createRuler(ambiguous);
        for (const line of listings) {
          const { code, stdout } = await runMain([...line.split(" "), "--lang", lang], {
            columns,
            isOutputTty: true,
            env: { DOUYIN_HOTEL_AMBIGUOUS: ambiguous },
          });
          assert.equal(code, 0, line);
          const tooWide = stdout.split("\n").filter((text) => ruler.width(stripVTControlCharacters(text)) > columns);
          assert.deepEqual(tooWide, [], line);
        }
      });
    }
  }
}

for (const lang of ["zh", "en"]) {
  test(`help lines up and fits in ${lang}`, async () => {
    const ruler = createRuler();
    for (const columns of [40, 60, 80, 120]) {
      for (const argv of [["--help"], ["send", "--help"], ["catalog", "--help"]]) {
        const { stdout } = await runMain([...argv, "--lang", lang], { columns });
        // The first line is a command line, which is never broken.
        const lines = stdout.split("\n").slice(1);
        assert.deepEqual(
          lines.filter((line) => ruler.width(line) > columns),
          [],
        );
        // Where there is room, descriptions begin in one column.
        const starts = lines.flatMap((line) => /^ {2}\S.*?\S {2,}(?=\S)/.exec(line)?.[0] ?? []).map(ruler.width);
        if (columns >= 80) assert.equal(new Set(starts.slice(0, 7)).size, 1, stdout);
      }
    }
  });

  test(`findings and what Douyin would do fit in ${lang}`, async () => {
    const ruler = createRuler();
    const dir = emptyFolder();
    const answer = { data: { error_code: "0", order_id: 1, confirm_info: { confirm_mode: 9 } } };
    writeFileSync(join(dir, "bad.json"), JSON.stringify(answer));
    for (const columns of [40, 80, 120]) {
      const argv = ["validate", "create-order", "bad.json", "--lang", lang];
      const { stdout } = await runMain(argv, { cwd: dir, columns, isOutputTty: true, env: { NO_COLOR: "1" } });
      assert.deepEqual(
        stdout.split("\n").filter((line) => ruler.width(line) > columns),
        [],
      );
    }
  });
}

test("into a pipe every row of a table is one line", async () => {
  const { stdout } = await runMain(["catalog", "errors", "create-order"], { columns: 40 });
  const { stdout: json } = await runMain(["catalog", "errors", "create-order", "--json"]);
  assert.equal(stdout.trimEnd().split("\n").length, 1 + (JSON.parse(json) as unknown[]).length);
});

test("below 110 columns the answer stands below the request", async () => {
  for (const columns of [40, 80, 109]) {
    const { stdout } = await runMain(["send", "create-order", "--seed", "1"], { columns, isOutputTty: true });
    const plain = stripVTControlCharacters(stdout);
    assert.match(plain, /^Request\n/);
    assert.match(plain, /\n\nAnswer\nHTTP 200/);
    assert.doesNotMatch(plain, / │ /);
  }
});

test("colour adds nothing: without it every word and mark is still there", async () => {
  const dir = emptyFolder();
  writeFileSync(join(dir, "bad.json"), '{"data":{"error_code":0,"order_id":1}}');
  for (const line of ["validate create-order bad.json", "catalog rules", "explain error/7", "config show"]) {
    const coloured = await runMain(line.split(" "), { cwd: dir, isOutputTty: true, env: { FORCE_COLOR: "1" } });
    const plain = await runMain(line.split(" "), { cwd: dir, isOutputTty: true, env: { NO_COLOR: "1" } });
    assert.notEqual(coloured.stdout, plain.stdout, line);
    assert.equal(stripVTControlCharacters(coloured.stdout), plain.stdout);
  }
  const { stdout } = await runMain(["validate", "create-order", "bad.json"], { cwd: dir });
  assert.match(stdout, /^✗ error /m);
  assert.match(stdout, /^✗ FAIL /m);
});

test("keys, texts and literals of a body have each their colour", async () => {
  const { stdout } = await runMain(["send", "create-order", "--seed", "1"], { env: { FORCE_COLOR: "1" } });
  assert.match(stdout, /\u001b\[36m"error_code"\u001b\[39m: \u001b\[35m0\u001b\[39m/);
  assert.match(stdout, /\u001b\[36m"description"\u001b\[39m: \u001b\[32m"success"\u001b\[39m/);
});

test("a long body is folded, and --verbose shows every line and header", async () => {
  const argv = ["send", "create-order", "--seed", "1", "--variant", "maximal"];
  const folded = await runMain(argv);
  const whole = await runMain([...argv, "--verbose"]);
  assert.match(folded.stdout, /^… \d+ lines left out, --verbose shows them$/m);
  assert.match(folded.stdout, /^… \d+ more headers, --verbose shows them$/m);
  assert.doesNotMatch(whole.stdout, /left out|more headers/);
  assert.match(whole.stdout, /^Date: /im);
  assert.ok(whole.stdout.split("\n").length > folded.stdout.split("\n").length + 20);
});

test("a page without line ends is folded too", () => {
  const shown = fold(`<html>${"订".repeat(5000)}</html>`, 48, { lang: "en", style: plainStyle });
  assert.match(shown, /^<html>订{794}… 4213 characters left out, --verbose shows them$/);
});

test("a coloured line is cut by what shows, and its colour goes on below", () => {
  const ruler = createRuler();
  const line = '"name": \u001b[32m"皇甫欣军在酒店"\u001b[39m,';
  assert.deepEqual(cutColoured(line, 16, ruler), [
    '"name": \u001b[32m"皇甫欣\u001b[0m',
    '\u001b[32m军在酒店"\u001b[39m,',
  ]);
  assert.deepEqual(cutColoured("short", 16, ruler), ["short"]);
});

test("a run of one case counts it as one, and a finding too", async () => {
  const { stdout } = await runMain(["test", "--only", "create-order/paid"], { clock: realClock() });
  assert.match(stdout, /: 1 contract case\n/);
  assert.match(stdout, /\n1 case: 1 passed, 0 failed, 0 skipped, 0 broken\n/);
  const answer = '{"data":{"error_code":4,"description":"full"}}';
  const judged = await runMain(["validate", "create-order", "-"], { input: answer });
  assert.match(judged.stdout, / {2}1 error, 0 warnings, 0 infos\n$/);
});
