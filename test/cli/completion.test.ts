import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

async function suggested(words: readonly string[], cwd?: string): Promise<readonly string[]> {
  const run = await runMain(["completion", "suggest", "--", ...words], cwd ? { cwd } : {});
  assert.equal(run.code, 0, run.stderr);
  return run.stdout.split("\n").filter(Boolean);
}

const table: readonly {
  readonly words: readonly string[];
  readonly has: readonly string[];
  readonly lacks?: readonly string[];
}[] = [
  { words: ["se"], has: ["send"], lacks: ["generate"] },
  { words: ["mock", ""], has: ["merchant"] },
  { words: ["send", ""], has: ["create-order", "cancel-order"], lacks: ["send"] },
  { words: ["send", "cr"], has: ["create-order"], lacks: ["cancel-order"] },
  { words: ["--lang", "zh", "send", "cr"], has: ["create-order"] },
  { words: ["send", "create-order", "--var"], has: ["--variant"], lacks: ["--set"] },
  { words: ["send", "create-order", "--variant", ""], has: ["hourly", "standard"], lacks: ["audit"] },
  { words: ["send", "cancel-order", "--variant", "a"], has: ["audit", "after-payment"], lacks: ["hourly"] },
  { words: ["send", "create-order", "--set", "daily_rates[0].o"], has: ["daily_rates[0].original_amount="] },
  { words: ["generate", "create-order", "--unset", "member_info.member_p"], has: ["member_info.member_phone"] },
  { words: ["send", "--signature", "tam"], has: ["tampered-body", "tampered-query"], lacks: ["valid"] },
  { words: ["catalog", "f"], has: ["fields"] },
  { words: ["catalog", "fields", ""], has: ["create-order", "cancel-order"] },
  { words: ["explain", "create-order/order-id"], has: ["create-order/order-id-echo"] },
  { words: ["explain", "error/10"], has: ["error/10", "error/100"] },
  { words: ["completion", ""], has: ["bash", "zsh", "fish", "powershell"] },
  { words: ["send", "--lang=z"], has: ["--lang=zh"], lacks: ["--lang=en", "zh"] },
  { words: ["--lang", ""], has: ["zh", "en"] },
  { words: ["-"], has: ["--lang", "--version", "--help"] },
  { words: ["send", "--variant", ""], has: ["hourly", "audit"] },
  { words: ["send", "create-order", "--set", "daily_rates[3].c"], has: ["daily_rates[3].currency="] },
  { words: ["send", "create-order", "--set", "'daily_rates[0].o"], has: ["daily_rates[0].original_amount="] },
  { words: ["send", "create-order", "--set", "biz_type="], has: ["biz_type=2011", "biz_type=2012"] },
  { words: ["send", "create-order", "--fixture", ""], has: ["leap-night", ":files"] },
  { words: ["send", "create-order", "--save", "x"], has: [":files"], lacks: ["--save"] },
  { words: ["send", "create-order", "--seed", ""], has: [], lacks: [":files"] },
  { words: ["test", "--endpoint", ""], has: ["create-order=", "cancel-order="] },
  { words: ["order", ""], has: ["create", "pay", "cancel", "show", "list"] },
  { words: ["resend", ""], has: ["last"] },
];

for (const { words, has, lacks = [] } of table) {
  test(`after "${words.join(" ")}" come ${has.join(", ")}`, async () => {
    const found = await suggested(words);
    assert.deepEqual(
      has.filter((word) => !found.includes(word)),
      [],
      found.join(" "),
    );
    assert.deepEqual(
      lacks.filter((word) => found.includes(word)),
      [],
    );
  });
}

test("profiles of the config file are suggested", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "douyin-hotel.config.json"), '{ "profiles": { "staging": {}, "local": {} } }');
  assert.deepEqual(await suggested(["send", "--profile", ""], folder), ["staging", "local"]);
});

test("an unknown shell names the nearest one", async () => {
  const run = await runMain(["completion", "bsh"]);
  assert.deepEqual([run.code, run.stderr], [2, "There is no completion for bsh. The nearest one is bash.\n"]);
});
