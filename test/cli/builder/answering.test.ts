import assert from "node:assert/strict";
import { bodyOf, en, fixed, generatedBody, start, zh } from "./building.js";
import { accept, build, choose, ready, retype, scenario } from "./scenario.js";

scenario(
  "Chinese, 40 columns: from the first question to the command that makes the same bytes",
  () => start(build(), { columns: 40, env: zh }),
  async (at) => {
    await at.see("要构造哪个回调");
    at.press("Enter");
    await at.see("哪一种");
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
  [zh, /格式不对.应写成 \d{4}-\d\d-\d\d 这样/],
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
    await at.see("改哪个字段");
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
