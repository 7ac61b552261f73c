import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder, runCli } from "../../support/cli.js";
import { type Building, bodyOf, en, fixed, generatedBody, start, zh } from "./building.js";
import { accept, ready, scenario } from "./scenario.js";

/** Types over what stands on the line. */
function retype(at: Building, text: string): void {
  at.press("C-u");
  at.type(text);
}

/** Chooses the choice that the typed words leave. */
async function choose(at: Building, words: string, shown: string | RegExp): Promise<void> {
  at.type(words);
  await at.see(shown);
  at.press("Enter");
}

const build = (...args: readonly string[]): readonly string[] => ["build", ...args, ...fixed];

scenario(
  "Chinese, 40 columns: from the first question to the command that makes the same bytes",
  () => start(build(), { columns: 40, env: zh }),
  async (at) => {
    await at.see("要构造哪个回调?");
    at.press("Enter");
    await at.see("哪一种?");
    at.press("Enter");
    await accept(at, 1, 8);
    await at.see(ready.zh);
    at.press("Down", "Enter");
    assert.equal(await at.end(), 0);
    assert.equal(at.result(), "douyin-hotel send create-order --variant standard --seed 7 --now 2026-11-25\n");
    assert.equal(await bodyOf(at.result(), at), await generatedBody(["create-order", ...fixed], at));
  },
);

scenario(
  "English, 120 columns: an hourly room whose times and total follow while they are typed",
  () => start(build("create-order", "--set", "check_in_date=2026-12-20"), { columns: 120, rows: 40, env: en }),
  async (at) => {
    await at.see("Which kind?");
    await choose(at, "hourly", /> *hourly/);
    await accept(at, 1, 2);
    await at.see("[3/8]");
    retype(at, "2026-12-20 10:00");
    await at.see(/\* End of the stay \[0\] +2026-12-20 14:00/);
    at.press("Enter");
    await accept(at, 4, 4);
    await at.see("[5/8]");
    retype(at, "3");
    await at.see(/\* Total price +(\d+) \(¥\d+\.\d\d\)\s+\(was \d+ /);
    at.press("Enter");
    await accept(at, 6, 8);
    await at.see(ready.en);
    at.press("Down", "Enter");
    assert.equal(await at.end(), 0);
    assert.equal(
      at.result().replaceAll("'", ""),
      "douyin-hotel send create-order --variant hourly --seed 7 --now 2026-11-25 --set check_in_date=2026-12-20 " +
        "--set daily_rates[0].period_start_time=2026-12-20 10:00 --set number_of_units=3\n",
    );
    const body = JSON.parse(await bodyOf(at.result(), at));
    assert.equal(body.total_amount, 3 * body.daily_rates[0].original_amount);
  },
);

for (const [lang, title] of [
  [zh, "哪一种?"],
  [en, "Which kind?"],
] as const) {
  scenario(
    `${lang.LANG}: Ctrl-C at a menu leaves with 130, a visible cursor and nothing on stdout`,
    () => start(build("create-order"), { env: lang }),
    async (at) => {
      await at.see(title);
      at.press("C-c");
      assert.equal(await at.end(), 130);
      assert.equal(at.cursor().isVisible, true);
      assert.equal(at.result(), "");
    },
  );
}

scenario(
  "Ctrl-C while a value is being typed leaves with 130 and a terminal that echoes again",
  () => start(build("create-order", "--variant", "standard"), { env: en }),
  async (at) => {
    await at.see("[1/8]");
    at.type("half a va");
    await at.see("half a va");
    at.press("C-c");
    assert.equal(await at.end(), 130);
    assert.equal(at.cursor().isVisible, true);
    assert.match(at.terminalModes(), /(^|\s)echo\b/);
    assert.match(at.terminalModes(), /(^|\s)icanon\b/);
  },
);

scenario(
  "Ctrl-D on an empty line leaves like Ctrl-C",
  () => start(build("create-order"), { env: en }),
  async (at) => {
    await at.see("Which kind?");
    at.press("C-d");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "SIGTERM ends the questions with 143 and gives the terminal back",
  () => start(build("create-order"), { env: en }),
  async (at) => {
    await at.see("Which kind?");
    process.kill(at.pid(), "SIGTERM");
    assert.equal(await at.end(), 143);
    assert.match(at.terminalModes(), /(^|\s)icanon\b/);
  },
);

scenario(
  "Ctrl-C at the review sends and prints nothing",
  () => start(build("create-order", "--variant", "minimal"), { env: zh, columns: 60 }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.zh);
    at.press("C-c");
    assert.equal(await at.end(), 130);
    assert.equal(at.result(), "");
  },
);

scenario(
  "a narrower and a wider window redraw the question once, with what was typed",
  () => start(build("create-order", "--variant", "standard"), { env: zh, columns: 120, rows: 30 }),
  async (at) => {
    await at.see("[1/8]");
    retype(at, "987654321");
    await at.see("> 987654321");
    at.resize(40, 24);
    await at.see(/^> 987654321$/m);
    await at.see((screen) => screen.split("[1/8]").length === 2 && screen.split("请求体一览").length === 2);
    assert.deepEqual(at.cursor(), { ...at.cursor(), x: 11, isVisible: true });
    at.resize(120, 30);
    await at.see((screen) => screen.split("[1/8]").length === 2 && /必填 +入住日期|总价/.test(screen));
    at.type("0");
    await at.see("> 9876543210");
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "Esc goes back: to the question before, and on to another kind",
  () => start(build("create-order"), { env: en }),
  async (at) => {
    await at.see("Which kind?");
    at.press("Enter");
    await at.see("[1/8]");
    retype(at, "123");
    await at.see("> 123");
    at.press("Enter");
    await at.see("[2/8]");
    at.press("Escape");
    await at.see(/\[1\/8\][\s\S]*> 123/);
    at.press("BTab");
    await at.see(/Which kind\?[\s\S]*Which kind\?/);
    await choose(at, "minimal", /> *minimal/);
    await at.see("[1/6]");
    assert.doesNotMatch(at.screen(), /> 123$/m);
    await accept(at, 1, 6);
    await at.see(ready.en);
    at.press("Down", "Enter");
    assert.equal(await at.end(), 0);
    assert.equal(at.result(), "douyin-hotel send create-order --variant minimal --seed 7 --now 2026-11-25\n");
  },
);

for (const [lang, wrong] of [
  [zh, /格式不对,应写成 \d{4}-\d\d-\d\d 这样/],
  [en, /write it like[\s\S]* \d{4}-\d\d-\d\d\./],
] as const) {
  scenario(
    `${lang.LANG}: a date that the catalogue refuses is said while it is typed, and Enter does not take it`,
    () => start(build("create-order", "--variant", "standard"), { env: lang, columns: 100, rows: 30 }),
    async (at) => {
      await accept(at, 1, 1);
      await at.see("[2/8]");
      retype(at, "2026-13-01");
      await at.see(wrong);
      at.press("Enter");
      at.type("x");
      await at.see("> 2026-13-01x");
      assert.doesNotMatch(at.screen(), /\[3\/8\]/);
      retype(at, "2026-12-24");
      await at.see(/\* .*2026-12-24/);
      at.press("Enter");
      await at.see("[3/8]");
      at.press("C-c");
      assert.equal(await at.end(), 130);
    },
  );
}

scenario(
  "a value of the wrong type is refused in words",
  () => start(build("create-order", "--variant", "multi-room"), { env: en }),
  async (at) => {
    await at.see("[1/8]");
    retype(at, "two");
    await at.see("takes an integer, not two");
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "Tab shows everything that the document says about a field, and hides it again",
  () => start(build("create-order", "--variant", "booking"), { env: en, columns: 40, rows: 16 }),
  async (at) => {
    await at.see("[1/9]");
    assert.doesNotMatch(at.screen(), /string · required at times/);
    at.press("Tab");
    await at.see(/string · required at times/);
    at.press("Tab");
    await at.see((screen) => screen.includes("[1/9]") && !screen.includes("string · required at times"));
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "long Chinese text keeps the cursor on its line at 40 columns",
  () => start(build("cancel-order", "--variant", "before-payment"), { env: zh, columns: 40 }),
  async (at) => {
    await accept(at, 1, 3);
    await at.see("[4/4]");
    retype(at, "行程有变,需要改到下个月再入住,请尽快处理退款,谢谢");
    const screen = await at.see(/^<>.*谢谢$/m);
    const { x, y } = at.cursor();
    assert.match(screen.split("\n")[y] ?? "", /^<>/);
    assert.ok(x > 30 && x < 40, `the cursor stands at ${x}`);
    at.press("Home");
    await at.see(/^> 行程有变/m);
    at.press("Enter");
    await at.see(ready.zh);
    at.press("Down", "Enter");
    assert.equal(await at.end(), 0);
    const body = JSON.parse(await bodyOf(at.result(), at));
    assert.equal(body.cancel_reason, "行程有变,需要改到下个月再入住,请尽快处理退款,谢谢");
  },
);

scenario(
  "any other field is found by typing a part of its name",
  () => start(build("create-order", "--variant", "minimal"), { env: zh }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.zh);
    at.press("Down", "Down", "Down", "Enter");
    await at.see("改哪个字段?");
    await choose(at, "remark guest", /> *remark_from_guest/);
    await at.see("? 客人备注");
    at.type("高楼层");
    await at.see("> 高楼层");
    at.press("Enter");
    await at.see(new RegExp(`${ready.zh}[\\s\\S]*${ready.zh}`));
    at.press("Up", "Up", "Enter");
    assert.equal(await at.end(), 0);
    assert.match(at.result(), / --set '?remark_from_guest=高楼层'?\n$/);
    assert.equal(JSON.parse(await bodyOf(at.result(), at)).remark_from_guest, "高楼层");
  },
);

scenario(
  "saved as a fixture, the payload is sent again to the byte",
  () => start(build("create-order", "--variant", "overseas", "--encoding", "spaced"), { env: en, columns: 110 }),
  async (at) => {
    await accept(at, 1, 11);
    await at.see(ready.en);
    at.press("Down", "Down", "Enter");
    await at.see("Save to which file?");
    retype(at, "order.json");
    await at.see("> order.json");
    at.press("Enter");
    assert.equal(await at.end(), 0);
    const saved = readFileSync(join(at.folder, "order.json"), "utf8");
    assert.equal(await bodyOf("douyin-hotel send create-order --fixture order.json", at), saved);
    const flags = ["create-order", "--variant", "overseas", "--encoding", "spaced", ...fixed];
    assert.equal((await runCli(["generate", ...flags], at)).stdout.trimEnd(), saved.trimEnd());
    assert.match(at.screen(), /send create-order --fixture order\.json/);
  },
);

/** An editor that runs one sed script over the file. */
const sed = (script: string): string => `sed -i '${script}'`;

scenario(
  "edited in $EDITOR, the totals follow when that is chosen",
  () =>
    start(build("create-order", "--variant", "minimal"), {
      env: { ...en, EDITOR: sed('s/"number_of_units": 1/"number_of_units": 4/') },
    }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.en);
    at.press("Up", "Up", "Enter");
    await at.see("Shall they follow?");
    at.press("Enter");
    await at.see(/follow\?: Let them follow[\s\S]*The payload is ready/);
    at.press("Up", "Up", "Up", "Enter");
    assert.equal(await at.end(), 0);
    const body = JSON.parse(await bodyOf(at.result(), at));
    assert.equal(body.number_of_units, 4);
    const nights = body.daily_rates.reduce(
      (sum: number, rate: { original_amount: number }) => sum + rate.original_amount,
      0,
    );
    assert.equal(body.total_amount, 4 * nights);
  },
);

scenario(
  "edited in $EDITOR, a payload that does not add up stays as typed when that is chosen",
  () =>
    start(build("create-order", "--variant", "minimal"), {
      env: { ...zh, VISUAL: sed('s/"number_of_units": 1/"number_of_units": 4/'), EDITOR: "false" },
    }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.zh);
    at.press("Up", "Up", "Enter");
    await at.see("它们跟着变吗?");
    at.press("Down", "Enter");
    await at.see(/保持原样[\s\S]*请求体已就绪/);
    at.press("Up", "Up", "Up", "Enter");
    assert.equal(await at.end(), 0);
    const body = JSON.parse(await bodyOf(at.result(), at));
    const plain = JSON.parse(await generatedBody(["create-order", "--variant", "minimal", ...fixed], at));
    assert.deepEqual({ ...body, number_of_units: 1 }, plain);
    assert.equal(body.number_of_units, 4);
  },
);

scenario(
  "broken JSON from the editor is placed by line and column, and can be given up",
  () => start(build("create-order", "--variant", "minimal"), { env: { ...en, EDITOR: sed("2s/,/;/") } }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.en);
    at.press("Up", "Up", "Enter");
    await at.see(/\? Line 2, column \d+: a comma is missing[^\n]*\n +1 \| \{\n> 2 \| .*;\n +\| +\^$/m);
    at.press("Down", "Enter");
    await at.see(/Give these changes up[\s\S]*The payload is ready/);
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "broken JSON is opened again as it was typed, with nothing lost, at 40 columns",
  () => {
    // The first time the editor drops a comma and names a guest; the second time it puts the comma back.
    const folder = emptyFolder();
    const first = `s/"number_of_units": 1,/"number_of_units": 3/`;
    const script = `if grep -q '"number_of_units": 1,' "$1"; then sed -i '${first}' "$1"; else sed -i 's/"number_of_units": 3/&,/' "$1"; fi`;
    writeFileSync(join(folder, "editor.sh"), script);
    return start(build("create-order", "--variant", "minimal"), {
      columns: 40,
      env: { ...zh, EDITOR: `sh ${join(folder, "editor.sh")}` },
    });
  },
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.zh);
    at.press("Up", "Up", "Enter");
    await at.see(/\? 第 \d+ 行第 \d+ 列[\s\S]*\n> +\d+ \| [\s\S]*\n +\| +\^\n/);
    at.press("Enter");
    await at.see("它们跟着变吗?");
    at.press("Enter");
    await at.see(/跟着变[\s\S]*请求体已就绪/);
    at.press("Up", "Up", "Up", "Enter");
    assert.equal(await at.end(), 0);
    assert.equal(JSON.parse(await bodyOf(at.result(), at)).number_of_units, 3);
  },
);

scenario(
  "an editor that fails costs nothing but its own changes",
  () => start(build("create-order", "--variant", "minimal"), { env: { ...en, EDITOR: "false" } }),
  async (at) => {
    await accept(at, 1, 2);
    await at.see("[3/6]");
    at.press("Enter");
    await accept(at, 4, 4);
    await at.see("[5/6]");
    retype(at, "2");
    await at.see("> 2");
    at.press("Enter");
    await accept(at, 6, 6);
    await at.see(ready.en);
    at.press("Up", "Up", "Enter");
    await at.see(/The editor false ended with 1[\s\S]*The payload is ready/);
    at.press("Up", "Up", "Up", "Enter");
    assert.equal(await at.end(), 0);
    assert.match(at.result(), / --set '?number_of_guests=2'?\n$/);
  },
);

scenario(
  "without EDITOR and VISUAL the builder says which variable to set",
  () => start(build("create-order", "--variant", "minimal"), { env: zh }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.zh);
    at.press("Up", "Up", "Enter");
    await at.see("请设置环境变量 EDITOR 或 VISUAL");
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

for (const [lang, pass] of [
  [zh, "✓ 通过"],
  [en, "✓ PASS"],
] as const) {
  scenario(
    `${lang.LANG}: sending from the builder judges the answer of the reference merchant`,
    () => start(build("create-order", "--variant", "minimal"), { env: lang, columns: 90 }),
    async (at) => {
      await accept(at, 1, 6);
      await at.see(lang === zh ? ready.zh : ready.en);
      at.press("Enter");
      assert.equal(await at.end(), 0);
      assert.ok(at.result().includes(pass), at.result());
    },
  );
}

scenario(
  "a cancellation is about an order of the journal, and its command names that order",
  async () => {
    const at = start(["send", "create-order", "--seed", "11", "--json"], { env: en });
    assert.equal(await at.end(), 0);
    at.close();
    return start(build("cancel-order", "--variant", "after-payment"), { env: at.env, folder: at.folder });
  },
  async (at) => {
    await at.see("About which order?");
    at.press("Enter");
    await accept(at, 1, 4);
    await at.see(ready.en);
    at.press("Down", "Enter");
    assert.equal(await at.end(), 0);
    assert.match(at.result(), /--for \d{19}\n$/);
    const [, id] = /--for (\d+)/.exec(at.result()) ?? [];
    assert.equal(JSON.parse(await bodyOf(at.result(), at)).order_id, id);
  },
);

scenario(
  "the review shows the whole payload, and NO_COLOR keeps colours away",
  () => start(build("create-order", "--variant", "minimal"), { env: { ...en, NO_COLOR: "1" }, rows: 70 }),
  async (at) => {
    await accept(at, 1, 6);
    await at.see(ready.en);
    at.press("Up", "Enter");
    await at.see(/"order_id": "\d{19}"[\s\S]*The payload is ready/);
    assert.doesNotMatch(at.coloured(), /\u001b\[3\dm/);
    at.press("C-c");
    assert.equal(await at.end(), 130);
  },
);

scenario(
  "a target that the config does not name is asked about once, and not sent to by default",
  () =>
    start(["send", "create-order", "--endpoint", "http://192.0.2.1/spi"], {
      env: { ...en, DOUYIN_CLIENT_KEY: "k", DOUYIN_CLIENT_SECRET: "s" },
    }),
  async (at) => {
    await at.see("192.0.2.1 is not in the config's targets");
    at.press("Enter");
    assert.equal(await at.end(), 2);
    assert.equal(at.result(), "");
  },
);

test("without a terminal build names the commands and flags to use, and exits 2", async () => {
  const run = await runCli(["build", "create-order"]);
  assert.equal(run.code, 2);
  assert.match(run.stderr, /send create-order or generate create-order with --variant NAME and --set PATH=VALUE/);
  assert.equal(run.stdout, "");
});
