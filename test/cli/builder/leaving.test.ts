import assert from "node:assert/strict";
import { test } from "node:test";
import { runCli } from "../../support/cli.js";
import { en, start, zh } from "./building.js";
import { accept, build, ready, scenario } from "./scenario.js";

for (const [lang, title] of [
  [zh, "哪一种"],
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

scenario(
  "a terminal that cannot move its cursor is asked nothing",
  () => start(build("create-order"), { env: { ...en, TERM: "dumb" } }),
  async (at) => {
    assert.equal(await at.end(), 2);
    assert.match(at.screen().replaceAll("\n", " "), /send create-order or generate create-order with --variant NAME/);
  },
);

for (const [lang, said] of [
  ["en", /send create-order or generate create-order with --variant NAME and --set PATH=VALUE/],
  ["zh", /没有终端时请用 send create-order 或 generate create-order.加 --variant/],
] as const) {
  test(`${lang}: without a terminal build names the commands and flags to use, and exits 2`, async () => {
    const run = await runCli(["build", "create-order", "--lang", lang]);
    assert.equal(run.code, 2);
    assert.match(run.stderr, said);
    assert.equal(run.stdout, "");
  });
}
