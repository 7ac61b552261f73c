import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { parseConfig } from "../../src/cli/parse-config.js";
import { playScene, steady } from "../readme/scene.js";
import { builtBin, cleanEnv, emptyFolder, projectRoot } from "../support/cli.js";

type Block = { readonly lang: string; readonly text: string };

/** The fenced blocks of a page, in order. */
function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(join(projectRoot, page), "utf8");
  return Array.from(text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm), ([, lang = "", body = ""]) => ({
    lang,
    text: body,
  }));
}

const english = blocksOf("README.md");
const chinese = blocksOf("README.zh-CN.md");
const commands = english.filter(({ lang }) => lang === "sh").map(({ text }) => text.trimEnd());

test("both READMEs hold the same blocks, and nothing but what is run or read here", () => {
  assert.deepEqual(chinese, english);
  assert.deepEqual([...new Set(english.map(({ lang }) => lang))].sort(), ["groovy", "json", "sh", "yaml"]);
  assert.ok(commands.length >= 14, `${commands.length} blocks of commands`);
});

test("both READMEs have the same sections, pictures, links and table rows", () => {
  const shape = (page: string): unknown => {
    const text = readFileSync(join(projectRoot, page), "utf8").replace(/^ *```[\s\S]*?^ *```$/gm, "");
    const count = (pattern: RegExp): number => (text.match(pattern) ?? []).length;
    return {
      sections: count(/^## /gm),
      tasks: count(/^\d+\. /gm),
      rows: count(/^\|/gm),
      points: count(/^- /gm),
      pictures: count(/^!\[/gm),
      code: [...new Set(text.match(/`[^`\n]+`/g))].sort(),
    };
  };
  assert.deepEqual(shape("README.zh-CN.md"), shape("README.md"));
});

test("both READMEs name ten tasks, and the two commands come first", () => {
  const text = readFileSync(join(projectRoot, "README.md"), "utf8");
  assert.deepEqual(
    Array.from(text.matchAll(/^(\d+)\. /gm), ([, number]) => Number(number)),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.deepEqual(commands.slice(0, 2), ["npm install && npm start", "npm install && npm test"]);
});

/** Ports that the READMEs name, and free ones in their place. */
const ports = new Map<string, number>();
const servers: ChildProcess[] = [];
let cwd = "";
let env: Record<string, string> = {};

before(async () => {
  cwd = emptyFolder();
  for (const port of ["8080", "9000"]) ports.set(port, await freePort());
  env = cleanEnv({ CI: "true" });
  env.PATH = shims() + delimiter + env.PATH;
});

after(() => {
  for (const server of servers) server.kill("SIGTERM");
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * `npx` runs the built program. `npm start` is the project's own script; `npm test` runs it with one file of tests,
 * for this is one of them; `npm install` has nothing to do where everything is installed.
 */
function shims(): string {
  const folder = emptyFolder();
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const write = (name: string, body: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  write("npx", `[ "$1" = douyin-hotel ] || exit 99\nshift\nexec "${process.execPath}" "${builtBin}" "$@"`);
  write(
    "npm",
    `case "$1" in
install) echo up to date ;;
start) cd "${projectRoot}" && exec ${scripts.start} ;;
test) unset NODE_TEST_CONTEXT; cd "${projectRoot}" && exec ${scripts.test} test/core/nearest.test.ts ;;
*) exit 99 ;;
esac`,
  );
  return folder;
}

function withPorts(text: string): string {
  return [...ports].reduce((changed, [named, free]) => changed.replaceAll(named, String(free)), text);
}

/** A server says one line of JSON when it is ready, and runs on. */
async function startServer(command: string): Promise<string> {
  const child = spawn("sh", ["-c", `exec ${command}`], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  servers.push(child);
  let out = "";
  let err = "";
  child.stderr.on("data", (chunk) => {
    err += String(chunk);
  });
  for await (const chunk of child.stdout) {
    out += String(chunk);
    if (out.includes("\n")) return out;
  }
  throw new Error(`${command} ended: ${err}`);
}

for (const [at, block] of commands.entries()) {
  test(`block ${at + 1} of the READMEs runs: ${block.split("\n")[0]}`, async () => {
    for (const line of withPorts(block).split("\n")) {
      if (/ mock (merchant|douyin) /.test(line)) {
        assert.match(await startServer(line), /"url":"http:\/\/127\.0\.0\.1:\d+"/);
        continue;
      }
      const { status, stdout, stderr } = spawnSync("sh", ["-e", "-c", line], { cwd, env, encoding: "utf8" });
      assert.equal(status, 0, `${line}\n${stdout}\n${stderr}`);
      assert.ok(stdout !== "" || line.includes(">"), `${line} says nothing`);
    }
  });
}

test("the config of the READMEs is one, and its profile too", async () => {
  const [config, ...others] = english.filter(({ lang }) => lang === "json");
  assert.equal(others.length, 0);
  const file = join(emptyFolder(), "douyin-hotel.config.json");
  const values = await parseConfig(file, config?.text ?? "", { kind: "project", registry: callbacks });
  assert.deepEqual(Object.keys((values.profiles ?? {}) as object), ["staging"]);
});

test("the cases of the READMEs run", () => {
  const cases = english.find(({ text }) => text.startsWith("cases:\n"));
  const file = join(emptyFolder(), "mine.yaml");
  writeFileSync(file, cases?.text ?? "");
  const { status, stdout } = spawnSync(
    process.execPath,
    [builtBin, "test", "--cases", file, "--only", "breakfast/two-guests", "--reporter", "json"],
    { cwd: emptyFolder(), env, encoding: "utf8" },
  );
  assert.equal(status, 0);
  assert.deepEqual(
    (JSON.parse(stdout) as { cases: { id: string; verdict: string }[] }).cases.map(({ id, verdict }) => [id, verdict]),
    [["breakfast/two-guests", "passed"]],
  );
});

const recipes: readonly [file: string, lang: string, mark: string][] = [
  ["github-actions.yml", "yaml", "# .github/workflows/douyin-hotel.yml\n"],
  ["gitlab-ci.yml", "yaml", "# .gitlab-ci.yml\n"],
  ["Jenkinsfile", "groovy", "// Jenkinsfile\n"],
];

for (const [file, lang, mark] of recipes) {
  test(`the recipe ${file} of the READMEs is the one that the tests run`, () => {
    const shown = english.find((block) => block.lang === lang && block.text.startsWith(mark));
    assert.equal(shown?.text, mark + readFileSync(join(projectRoot, "test/recipes", file), "utf8"));
  });
}

for (const lang of ["en", "zh"] as const) {
  test(`the picture in ${lang} shows what the program prints (npm run picture draws it anew)`, async () => {
    const svg = readFileSync(join(projectRoot, `test/readme/send.${lang}.svg`), "utf8");
    const shown = svg
      .replace(/<style>[\s\S]*?<\/style>/, "")
      .replace(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
    assert.equal(steady(shown), steady(await playScene(lang)));
  });
}
