import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { manifest } from "../../src/cli/manifest.js";
import { realClock } from "../../src/node/clock.js";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

/** In the language `pseudo` every sentence stands in ⟦…⟧; whatever reads like one outside of them is hard-coded. */
function hardCoded(output: string): string[] {
  let rest = output;
  // The innermost first: an argument of a sentence may be one itself.
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, "");
  }
  return (
    rest
      .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
      // A command line and a place in the documents are the same in every language.
      .replace(/\bdouyin-hotel(?: [a-z-]+)*/g, "")
      .replace(/\b[a-z-]+ (?:request|response)\./g, "")
      .split("\n")
      .filter((line) => /\p{Ll}{3,} \p{Ll}{2,}|\p{Script=Han}/u.test(line))
  );
}

test("what is in no brackets is seen", () => {
  assert.deepEqual(hardCoded("⟦a ⟦nested one⟧ here⟧ --flag\nthis is bare\n这也是\n"), ["this is bare", "这也是"]);
});

const helps = ["", ...new Set(manifest.flatMap(({ name }) => [name, name.split(" ")[0] ?? name]))];

for (const name of helps) {
  test(`the help of ${name || "the program"} has no hard-coded sentence`, async () => {
    const argv = [...name.split(" ").filter(Boolean), "--help"];
    const { code, stdout } = await runMain(argv, { env: { DOUYIN_HOTEL_LANG: "pseudo" }, columns: 100 });
    assert.equal(code, 0);
    assert.match(stdout, /⟦/);
    assert.deepEqual(hardCoded(stdout), []);
  });
}

const home = emptyFolder();
const env = { HOME: home, XDG_STATE_HOME: join(home, "state"), DOUYIN_HOTEL_LANG: "pseudo" };

const files: Readonly<Record<string, string>> = {
  "good.json": '{"data":{"error_code":0,"description":"success"}}',
  "bad.json": '{"data":{"error_code":"0","order_id":1,"confirm_info":{"confirm_mode":9}}}',
  "page.html": "<html>Not found</html>",
  "captured.txt":
    "POST /spi/create?client_key=k&timestamp=1700000000000&sign=00 HTTP/1.1\nHost: 127.0.0.1\nx-life-sign: 00\n\n{}",
  "douyin-hotel.config.yaml": "timeoutMs: 6000\nprofiles:\n  staging:\n    targets: [staging.example]\n",
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
mkdirSync(join(home, "new"));

/** Commands as people run them, the wrong ones among them. */
const lines: readonly string[] = [
  "send create-order --seed 1",
  "send cancel-order --seed 1 --for last",
  "send create-order --seed 1 --verbose",
  "send create-order --seed 1 --duplicate 3 --concurrent",
  "send create-order --seed 1 --signature tampered-body",
  "send create-order --variant doc-sample --dry-run",
  "send create-order --endpoint http://127.0.0.1:1/spi --retry --max-attempts 2 --time-scale 100000",
  "send create-order --endpoint http://staging.example/",
  "send create-order --endpoint http://169.254.169.254/",
  "send create-order --endpoint http://0.0.0.0/",
  "send create-order --endpoint here",
  "send creat-order",
  "send create-order --varient x",
  "send create-order --variant hourli",
  "send create-order --set order_ids=1",
  "send create-order --retry quick",
  "send create-order --timeout never",
  "send",
  "snd",
  "generate create-order --seed 1",
  "generate create-order --seed 1 --unset order_id",
  "validate create-order good.json",
  "validate create-order bad.json",
  "validate create-order page.html",
  "validate create-order gone.json",
  "sign good.json --url http://127.0.0.1/spi",
  "sign gone.json --url http://127.0.0.1/spi",
  "verify --captured captured.txt",
  "encrypt 13800138000",
  "decrypt tIfGpuuQ3wUmobBJ0PPLTw==",
  "decrypt nonsense",
  "catalog callbacks",
  "catalog fields create-order",
  "catalog fields cancel-order",
  "catalog errors",
  "catalog rules",
  "catalog cases",
  "catalog conflicts",
  "catalog variants",
  "catalog feilds",
  "explain error/7",
  "explain create-order/order-id-echo",
  "explain conflict/7",
  "explain exit/3",
  "explain idempotency/duplicate-create",
  "explain nothing-of-that-name",
  "mock merchant --list",
  "mock merchant --fault nothing",
  "log",
  "log last",
  "log nothing",
  "resend last",
  "resend nothing",
  "config show",
  "config show --profile staging",
  "config show --profile stagin",
  "config show --config gone.yaml",
  "init",
  "init --yes --ci none --format yaml",
  "init --yes --mode three-step",
  "completion fihs",
  "build create-order",
  "test --list",
  "test --only idempotency/duplicate-create --seed 1",
  "test --only nothing-of-that-name",
  "selftest --only idempotency/duplicate-create --json",
  "load create-order --requests 20 --connections 2 --seed 1",
  "export openapi",
  "export nothing",
  "order list",
  "order show nothing",
  "mock douyin --list",
];

test("every command is among them", () => {
  const missing = manifest.map(({ name }) => name).filter((name) => !lines.some((line) => line.startsWith(name)));
  assert.deepEqual(missing, []);
});

for (const line of lines) {
  test(`${line} says no hard-coded sentence`, async () => {
    const { code, stdout, stderr } = await runMain(line.split(" "), {
      cwd: home,
      env,
      clock: realClock(),
      columns: 100,
    });
    assert.notEqual(code, 4, stderr);
    assert.deepEqual(hardCoded(stdout), []);
    assert.deepEqual(hardCoded(stderr), []);
  });
}
