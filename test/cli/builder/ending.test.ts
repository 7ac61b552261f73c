import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../support/cli.js";
import { bodyOf, en, fixed, start, zh } from "./building.js";
import { accept, build, ready, retype, scenario } from "./scenario.js";

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
      assert.match(at.screen().replaceAll("\n", ""), /douyin-hotel send create-order --variant minimal --seed 7 /);
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
