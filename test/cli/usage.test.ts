import assert from "node:assert/strict";
import { test } from "node:test";
import { runMain } from "../support/fake-console.js";

const table: readonly { argv: readonly string[]; en: string; zh: string }[] = [
  {
    argv: ["snd", "create-order"],
    en: "There is no command snd. The nearest one is send.\n",
    zh: "没有命令 snd。最接近的是 send。\n",
  },
  {
    argv: ["snd"],
    en: "There is no command snd. The nearest one is send.\n",
    zh: "没有命令 snd。最接近的是 send。\n",
  },
  {
    argv: ["snd", "create-order", "--retry"],
    en: "There is no command snd. The nearest one is send.\n",
    zh: "没有命令 snd。最接近的是 send。\n",
  },
  {
    argv: ["mock", "duoyin", "--port", "0"],
    en: "There is no command mock duoyin. The nearest one is mock douyin.\n",
    zh: "没有命令 mock duoyin。最接近的是 mock douyin。\n",
  },
  {
    argv: ["gen"],
    en: "There is no command gen. The nearest one is generate.\n",
    zh: "没有命令 gen。最接近的是 generate。\n",
  },
  {
    argv: ["merchant", "--port", "0"],
    en: "There is no command merchant. The nearest one is mock merchant.\n",
    zh: "没有命令 merchant。最接近的是 mock merchant。\n",
  },
  {
    argv: ["frobnicate"],
    en: "There is no command frobnicate. douyin-hotel --help lists them all.\n",
    zh: "没有命令 frobnicate。用 douyin-hotel --help 查看全部命令。\n",
  },
  {
    argv: ["catalog", "feilds"],
    en: "The catalogue has no feilds. The nearest one is fields.\n",
    zh: "目录里没有 feilds。最接近的是 fields。\n",
  },
  {
    argv: ["catalog", "fields", "creat-order"],
    en: "There is no callback creat-order. The nearest one is create-order.\n",
    zh: "没有回调 creat-order。最接近的是 create-order。\n",
  },
  {
    argv: ["catalog", "fields"],
    en: "The callback is missing. It can be: create-order, cancel-order.\n",
    zh: "没有写是哪个回调。可以是：create-order, cancel-order。\n",
  },
  {
    argv: ["mock", "marchant"],
    en: "There is no command mock marchant. The nearest one is mock merchant.\n",
    zh: "没有命令 mock marchant。最接近的是 mock merchant。\n",
  },
  {
    argv: ["config", "shwo"],
    en: "There is no command config shwo. The nearest one is config show.\n",
    zh: "没有命令 config shwo。最接近的是 config show。\n",
  },
  {
    argv: ["catalog", "--jsn"],
    en: "There is no option --jsn. The nearest one is --json.\n",
    zh: "不认识的选项 --jsn。最接近的是 --json。\n",
  },
  {
    argv: ["catalog", "--profile"],
    en: "The option --profile <name> needs a value.\n",
    zh: "选项 --profile <name> 需要一个值。\n",
  },
  {
    argv: ["catalog", "conflicts", "--profile", "staging"],
    en: "There is no profile staging. Define it under profiles in the config file.\n",
    zh: "没有名为 staging 的 profile。请在配置文件的 profiles 下定义它。\n",
  },
];

for (const [argv, command, word] of [
  [["catalog", "callbacks", "x"], "catalog callbacks", "x"],
  [["catalog", "cases", "create-order"], "catalog cases", "create-order"],
  [["order", "list", "last"], "order list", "last"],
  [["order", "create", "7"], "order create", "7"],
  [["completion", "bash", "zsh"], "completion bash", "zsh"],
] as const) {
  test(`${argv.join(" ")} does not pass over its last word in silence`, async () => {
    const en = `${command} has no use for the argument ${word}. Leave it out.\n`;
    assert.deepEqual(await runMain(argv), { code: 2, stdout: "", stderr: en });
    const zh = `${command} 不需要参数 ${word}。请去掉它。\n`;
    assert.deepEqual(await runMain([...argv, "--lang", "zh"]), { code: 2, stdout: "", stderr: zh });
  });
}

const options: readonly (readonly [argv: readonly string[], typed: string, next: string])[] = [
  [["send", "create-order", "--vari", "hourly"], "--vari", "The nearest one is --variant."],
  [["load", "create-order", "--conn", "3"], "--conn", "The nearest one is --connections."],
  [["send", "create-order", "--dry"], "--dry", "The nearest one is --dry-run."],
  [["send", "create-order", "--to", "x"], "--to", "The nearest one is --endpoint."],
  [["test", "--target=x"], "--target", "The nearest one is --endpoint."],
  [["load", "mix", "--url", "x"], "--url", "The nearest one is --endpoint."],
  [["load", "mix", "--concurrency", "3"], "--concurrency", "The nearest one is --connections."],
  [["send", "create-order", "--reapeat", "3"], "--reapeat", "See --help for all of them."],
  [["test", "--grep", "x"], "--grep", "The nearest one is --only."],
  [["catalog", "--target", "x"], "--target", "See --help for all of them."],
  [["send", "create-order", "--wat"], "--wat", "See --help for all of them."],
];

for (const [argv, typed, next] of options) {
  test(`${argv.join(" ")} names the option that was meant, or none`, async () => {
    assert.deepEqual(await runMain(argv), { code: 2, stdout: "", stderr: `There is no option ${typed}. ${next}\n` });
  });
}

const swallowed: readonly { argv: readonly string[]; option: string; word: string; instead: string }[] = [
  {
    argv: ["send", "--retry", "create-order"],
    option: "--retry",
    word: "create-order",
    instead: "send create-order --retry",
  },
  {
    argv: ["send", "--hang-up", "cancel-order"],
    option: "--hang-up",
    word: "cancel-order",
    instead: "send cancel-order --hang-up",
  },
  {
    argv: ["send", "--json", "-e", "create-order"],
    option: "--endpoint",
    word: "create-order",
    instead: "send create-order --endpoint <url>",
  },
  {
    argv: ["send", "--header", "a: 1", "--header", "create-order"],
    option: "--header",
    word: "create-order",
    instead: "send create-order --header <header>",
  },
  {
    argv: ["validate", "--request", "create-order"],
    option: "--request",
    word: "create-order",
    instead: "validate create-order --request <file>",
  },
  {
    argv: ["send", "-c", "create-order"],
    option: "--config",
    word: "create-order",
    instead: "send create-order --config <file>",
  },
];

for (const { argv, option, word, instead } of swallowed) {
  test(`${argv.join(" ")} says which option took the callback, and what to write instead`, async () => {
    const en = `The argument callback is missing: ${option} took ${word} for its value. Put it first: douyin-hotel ${instead}\n`;
    const zh = `缺少参数 callback：${option} 把 ${word} 当成了自己的值。请把它写在前面：douyin-hotel ${instead}\n`;
    assert.deepEqual(await runMain(argv), { code: 2, stdout: "", stderr: en });
    assert.deepEqual(await runMain(["--lang", "zh", ...argv]), { code: 2, stdout: "", stderr: zh });
  });
}

test("an option that needs no value and took the only word is told where any argument is missing", async () => {
  const { code, stderr } = await runMain(["resend", "--retry", "last"]);
  assert.equal(code, 2);
  assert.equal(
    stderr,
    "The argument id is missing: --retry took last for its value. Put it first: douyin-hotel resend last --retry\n",
  );
});

test("an option with a value of its own is not blamed for a missing argument", async () => {
  const { stderr } = await runMain(["send", "--retry", "documented", "--seed", "7"]);
  assert.equal(stderr, "The argument callback is missing. See --help.\n");
});

for (const { argv, en, zh } of table) {
  test(`${argv.join(" ")} names the nearest real name, runs nothing and exits 2`, async () => {
    assert.deepEqual(await runMain(argv), { code: 2, stdout: "", stderr: en });
    assert.deepEqual(await runMain(["--lang", "zh", ...argv]), { code: 2, stdout: "", stderr: zh });
  });
}

test("the language comes from the flag, then DOUYIN_HOTEL_LANG, then LC_ALL, LC_MESSAGES and LANG", async () => {
  const said = async (argv: readonly string[], env: Record<string, string>) =>
    (await runMain(["snd", ...argv], { env })).stderr.startsWith("没有命令") ? "zh" : "en";
  assert.equal(await said(["--lang", "zh"], { LANG: "en_US.UTF-8" }), "zh");
  assert.equal(await said(["--lang=en"], { LANG: "zh_CN.UTF-8" }), "en");
  assert.equal(await said([], { DOUYIN_HOTEL_LANG: "zh", LC_ALL: "C" }), "zh");
  assert.equal(await said([], { LC_ALL: "zh_CN.UTF-8", LANG: "en_US" }), "zh");
  assert.equal(await said([], { LC_ALL: "", LC_MESSAGES: "zh_TW", LANG: "en_US" }), "zh");
  assert.equal(await said([], { LC_ALL: "", LC_MESSAGES: "", LANG: "de_DE" }), "en");
});

test("help lists every command, in both languages", async () => {
  const en = await runMain(["--help"]);
  const zh = await runMain(["--help", "--lang", "zh"]);
  assert.equal(en.code, 0);
  assert.match(en.stdout, /^Usage: douyin-hotel <command> \[options\]/);
  assert.match(en.stdout, /send <callback>/);
  assert.match(zh.stdout, /^用法： ?douyin-hotel/);
  assert.match(zh.stdout, /生成一笔订单回调/);
});

test("the pseudo language leaves no sentence of the help unmarked", async () => {
  const { stdout } = await runMain(["catalog", "--help", "--lang", "pseudo"]);
  const unmarked = stdout
    .split("\n")
    .filter((line) => /[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(line.replace(/⟦[^⟧]*⟧?/g, "").replace(/^[^⟦]*⟧/, "")));
  assert.deepEqual(unmarked, []);
});

test("--lang takes a locale of either language and refuses any other", async () => {
  assert.match((await runMain(["snd", "--lang", "zh-CN"])).stderr, /^没有命令/);
  assert.match((await runMain(["snd", "--lang", "en_US.UTF-8"], { env: { LANG: "zh_CN" } })).stderr, /^There is no/);
  assert.deepEqual(await runMain(["catalog", "--lang", "fr"]), {
    code: 2,
    stdout: "",
    stderr: "--lang cannot be fr. It can be: zh, en.\n",
  });
});

for (const [argv, start] of [
  [["send", "create-order", "--variant", "hourli"], "create-order has no variant hourli. Did you mean hourly?"],
  [["send", "create-order", "--encoding", "pretty"], "--encoding cannot be pretty."],
  [["send", "create-order", "--endpoint", "ftp://127.0.0.1/"], "--endpoint: ftp://127.0.0.1/ uses ftp:"],
  [["generate", "create-order", "--set", "number_of_unit=2"], "The documents have no field number_of_unit."],
] as const) {
  test(`the sentence about ${argv.slice(2).join(" ")} stands alone: no seed, no merchant is started`, async () => {
    const { code, stdout, stderr } = await runMain(argv);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.ok(stderr.startsWith(start), stderr);
    assert.equal(stderr.split("\n").length, 2, stderr);
  });
}
