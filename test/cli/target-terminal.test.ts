import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { builtBin, cleanEnv, emptyFolder } from "../support/cli.js";
import { noTerminal, openTerminal } from "../support/terminal.js";

const skip = noTerminal() ?? false;

/** The built program on a terminal; `CI` is left out, for there nobody is asked. */
function onTerminal(argv: readonly string[], { columns = 80, lang = "en" } = {}) {
  const cwd = emptyFolder();
  const env = cleanEnv({ DOUYIN_HOTEL_LANG: lang, DOUYIN_CLIENT_SECRET: "s", DOUYIN_CLIENT_KEY: "k" });
  return { cwd, terminal: openTerminal([process.execPath, builtBin, ...argv], { columns, rows: 30, cwd, env }) };
}

// Nothing is ever sent: the first answer is no, and so is every one that these tests give.
for (const [lang, title] of [
  ["en", "is not in the config's targets. Send signed order requests to it?"],
  ["zh", "要向它发送带签名的订单请求吗"],
] as const) {
  test(`an outside target is asked about once, and the usual answer is no (${lang})`, { skip }, async () => {
    const { terminal } = onTerminal(["send", "create-order", "--endpoint", "http://hotel.invalid/spi"], {
      columns: 100,
      lang,
    });
    try {
      await terminal.see(title);
      terminal.press("Enter");
      assert.equal(await terminal.end(), 2);
      assert.match(terminal.screen(), /hotel\.invalid/);
    } finally {
      terminal.close();
    }
  });
}

test("Ctrl-C at the question sends nothing and ends with 130", { skip }, async () => {
  const { terminal } = onTerminal(["send", "create-order", "--endpoint", "http://hotel.invalid/spi"]);
  try {
    await terminal.see("hotel.invalid");
    terminal.press("C-c");
    assert.equal(await terminal.end(), 130);
  } finally {
    terminal.close();
  }
});

test("a metadata address is refused without a question", { skip }, async () => {
  const { terminal } = onTerminal(["send", "create-order", "--endpoint", "http://169.254.169.254/spi"], {
    columns: 140,
  });
  try {
    assert.equal(await terminal.end(), 2);
    assert.match(terminal.screen(), /link-local or metadata address/);
  } finally {
    terminal.close();
  }
});

for (const [columns, lang] of [
  [40, "zh"],
  [120, "en"],
] as const) {
  test(`init on a terminal of ${columns} columns in ${lang} asks and writes`, { skip }, async () => {
    const { cwd, terminal } = onTerminal(["init"], { columns, lang });
    try {
      await terminal.see("create-order");
      terminal.press("Enter");
      await terminal.see("cancel-order");
      terminal.press("Enter");
      await terminal.see("two-step");
      terminal.press("Down");
      terminal.press("Enter");
      await terminal.see("Jenkins");
      terminal.press("Enter");
      assert.equal(await terminal.end(), 0);
      const config = JSON.parse(readFileSync(join(cwd, "douyin-hotel.config.json"), "utf8"));
      assert.equal(config.merchant.mode, "two-step");
      assert.equal(config.endpoints["create-order"], "http://127.0.0.1:8080/spi/create-order");
      assert.ok(existsSync(join(cwd, ".github/workflows/douyin-hotel.yml")));
    } finally {
      terminal.close();
    }
  });
}
