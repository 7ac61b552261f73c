import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder } from "../../support/cli.js";
import { bodyOf, en, fixed, generatedBody, start, zh } from "./building.js";
import { accept, build, ready, retype, scenario } from "./scenario.js";

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
    await at.see("它们跟着变吗");
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
    await at.see("它们跟着变吗");
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
