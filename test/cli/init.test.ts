import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import type { LineQuestion, MenuQuestion, Prompter } from "../../src/cli/builder/prompts.js";
import { recipes } from "../../src/cli/init/recipes.js";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");

/** A terminal at which somebody gives these answers, one after the other; every question's title is kept. */
function terminal(...answers: readonly unknown[]) {
  const asked: string[] = [];
  const left = [...answers];
  const prompter: Prompter = {
    async line({ title, check, initial }: LineQuestion) {
      asked.push(title);
      const answer = left.shift() ?? initial;
      const { problem } = check(String(answer));
      if (problem !== undefined) asked.push(problem);
      return { kind: "value", value: String(answer) };
    },
    async menu<T>({ title, choices, initial = 0 }: MenuQuestion<T>) {
      asked.push(title);
      const answer = left.shift();
      const choice = choices.find(({ value }) => (value as unknown) === answer) ?? choices[initial];
      return { kind: "value", value: (choice ?? assert.fail("nothing to choose")).value };
    },
    say: () => undefined,
  };
  return { asked, options: { prompter, isInputTty: true, isErrorTty: true } };
}

test("init --yes writes a config and a workflow without a question", async () => {
  const cwd = emptyFolder();
  const { code, stdout, stderr } = await runMain(["init", "--yes"], { cwd });
  assert.equal(code, 0, stderr);
  assert.equal(stdout, "wrote douyin-hotel.config.json\nwrote .github/workflows/douyin-hotel.yml\n");
  assert.match(stderr, /^Next: set DOUYIN_CLIENT_KEY and DOUYIN_CLIENT_SECRET/);
  assert.equal(
    read(cwd, "douyin-hotel.config.json"),
    `{
  "$schema": "./node_modules/douyin-hotel/schemas/config.schema.json",
  "merchant": {
    "mode": "one-step"
  }
}
`,
  );
  assert.match(read(cwd, ".github/workflows/douyin-hotel.yml"), /npx douyin-hotel test --wait 60/);
});

const every = [
  ...[
    "--endpoint",
    "create-order=https://staging.example:8443/a",
    "--endpoint",
    "cancel-order=https://staging.example:8443/b",
  ],
  ...["--mode", "two-step", "--client-key", "awkey", "--secret-env", "STAGING_SECRET"],
];

for (const format of ["json", "yaml"]) {
  test(`a ${format} config that init wrote is in force, its outside host allowed and no secret inside`, async () => {
    const cwd = emptyFolder();
    const made = await runMain(["init", ...every, "--ci", "none", "--format", format], { cwd });
    assert.deepEqual([made.code, made.stdout], [0, `wrote douyin-hotel.config.${format}\n`]);
    const text = read(cwd, `douyin-hotel.config.${format}`);
    assert.deepEqual(parse(text), {
      $schema: "./node_modules/douyin-hotel/schemas/config.schema.json",
      merchant: { mode: "two-step" },
      endpoints: { "create-order": "https://staging.example:8443/a", "cancel-order": "https://staging.example:8443/b" },
      targets: ["staging.example:8443"],
      clientKey: "awkey",
      clientSecretEnv: "STAGING_SECRET",
    });
    if (format === "yaml") assert.match(text, /^# yaml-language-server: \$schema=\.\/node_modules\//);
    const shown = await runMain(["config", "show", "--json"], { cwd });
    assert.equal(shown.code, 0, shown.stderr);
    assert.match(shown.stdout, /"key":"merchant.mode","value":"two-step","origin":\{"kind":"project"/);
  });
}

for (const { name, file } of recipes) {
  test(`init --ci ${name} writes the recipe that the tests run`, async () => {
    const cwd = emptyFolder();
    await runMain(["init", "--yes", "--ci", name], { cwd });
    const tried = join(
      import.meta.dirname,
      "../recipes",
      { github: "github-actions.yml", gitlab: "gitlab-ci.yml", jenkins: "Jenkinsfile" }[name] ?? "",
    );
    assert.equal(read(cwd, file), readFileSync(tried, "utf8"));
  });
}

test("the CI that the folder already uses is the usual one", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "Jenkinsfile"), "pipeline {}\n");
  const { code, stderr } = await runMain(["init", "--yes"], { cwd });
  assert.deepEqual(
    [code, stderr],
    [2, "Already there: Jenkinsfile. Nothing was written. Add --force to replace them, or move them away first.\n"],
  );
  assert.deepEqual(readdirSync(cwd), ["Jenkinsfile"]);
  assert.equal(read(cwd, "Jenkinsfile"), "pipeline {}\n");
});

test("init replaces nothing by itself, --force does", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "douyin-hotel.config.json"), '{ "timeoutMs": 1 }');
  const refused = await runMain(["init", "--yes", "--ci", "none"], { cwd });
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /^Already there: douyin-hotel\.config\.json\./);
  assert.equal(read(cwd, "douyin-hotel.config.json"), '{ "timeoutMs": 1 }');
  assert.equal((await runMain(["init", "--yes", "--ci", "none", "--force"], { cwd })).code, 0);
  assert.match(read(cwd, "douyin-hotel.config.json"), /"mode": "one-step"/);
});

test("a link that leads nowhere counts as there", async () => {
  const cwd = emptyFolder();
  const target = join(emptyFolder(), "new.json");
  symlinkSync(target, join(cwd, "douyin-hotel.config.json"));
  assert.equal((await runMain(["init", "--yes", "--ci", "none"], { cwd })).code, 2);
  assert.equal(existsSync(target), false);
});

test("a config of the other format is not joined by a second one", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "douyin-hotel.config.yaml"), "timeoutMs: 1\n");
  const { code, stderr } = await runMain(["init", "--yes", "--force"], { cwd });
  assert.equal(code, 2);
  assert.match(stderr, /^There is a config file already, douyin-hotel\.config\.yaml\./);
  assert.deepEqual(readdirSync(cwd), ["douyin-hotel.config.yaml"]);
});

test("on a terminal init asks four things, and takes the usual answers", async () => {
  const cwd = emptyFolder();
  const { asked, options } = terminal();
  const { code } = await runMain(["init"], { cwd, ...options });
  assert.equal(code, 0);
  assert.deepEqual(asked, [
    "What is the endpoint for create-order?",
    "What is the endpoint for cancel-order?",
    "Which trade mode is it?",
    "Which CI shall run the contract cases?",
  ]);
  assert.deepEqual(JSON.parse(read(cwd, "douyin-hotel.config.json")).endpoints, {
    "create-order": "http://127.0.0.1:8080/spi/create-order",
    "cancel-order": "http://127.0.0.1:8080/spi/cancel-order",
  });
});

test("what a flag says is not asked", async () => {
  const cwd = emptyFolder();
  const { asked, options } = terminal("two-step");
  await runMain(["init", "--endpoint", "http://127.0.0.1:8080/spi", "--ci", "none"], { cwd, ...options });
  assert.deepEqual(asked, ["Which trade mode is it?"]);
  assert.equal(JSON.parse(read(cwd, "douyin-hotel.config.json")).merchant.mode, "two-step");
});

test("a wrong endpoint is said while it is typed", async () => {
  const { asked, options } = terminal("127.0.0.1:8080", "");
  await runMain(["init", "--mode", "one-step", "--ci", "none"], { cwd: emptyFolder(), ...options }).catch(
    () => undefined,
  );
  assert.match(asked[1] ?? "", /^--endpoint: 127\.0\.0\.1:8080 is not a complete URL\./);
});

test("on a terminal each file that is there is asked about, in either language", async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, ".github/workflows"), { recursive: true });
  writeFileSync(join(cwd, ".github/workflows/douyin-hotel.yml"), "mine");
  writeFileSync(join(cwd, "douyin-hotel.config.json"), "{}");
  const { asked, options } = terminal("", "", "one-step", "github", true, false);
  const { code, stdout } = await runMain(["init", "--lang", "zh"], { cwd, ...options });
  assert.equal(code, 0);
  assert.equal(asked.length, 6);
  assert.match(asked[4] ?? "", /^douyin-hotel\.config\.json 已经存在.要替换它吗/);
  assert.match(asked[5] ?? "", /^\.github\/workflows\/douyin-hotel\.yml 已经存在.要替换它吗/);
  assert.equal(stdout, "已写入 douyin-hotel.config.json\n保留了 .github/workflows/douyin-hotel.yml\n");
  assert.equal(read(cwd, ".github/workflows/douyin-hotel.yml"), "mine");
});

test("without a terminal init says which flags to give", async () => {
  const cwd = emptyFolder();
  const { code, stderr } = await runMain(["init"], { cwd });
  assert.deepEqual(
    [code, stderr],
    [2, "There is no terminal to ask on. Add --yes for the defaults, or give --endpoint, --mode and --ci.\n"],
  );
  assert.deepEqual(readdirSync(cwd), []);
});

test("a file where a folder should be is one sentence and exit 3", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, ".github"), "");
  const { code, stderr } = await runMain(["init", "--yes", "--ci", "github"], { cwd });
  assert.equal(code, 3);
  assert.match(
    stderr,
    /^The file \.github\/workflows\/douyin-hotel\.yml cannot be written \((ENOTDIR|EEXIST|ENOENT)\)/,
  );
});

test("init --json names what it wrote", async () => {
  const cwd = emptyFolder();
  const { stdout } = await runMain(["init", "--yes", "--ci", "none", "--json"], { cwd });
  assert.deepEqual(JSON.parse(stdout), {
    version: 1,
    command: "init",
    written: ["douyin-hotel.config.json"],
    kept: [],
  });
  assert.equal(statSync(join(cwd, "douyin-hotel.config.json")).mode & 0o400, 0o400);
});
