import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { SaxesParser } from "saxes";
import { builtBin, cleanEnv, emptyFolder } from "../support/cli.js";
import { recipes } from "./shell-lines.js";

/** A folder with an `npx` that runs the built program instead of fetching one. */
function shimFolder(): string {
  const folder = emptyFolder();
  const npx = join(folder, "npx");
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1" = douyin-hotel ] || exit 99\nshift\nexec "${process.execPath}" "${builtBin}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
  return folder;
}

/** Runs the scripts one after the other, as the CI would, and stops at the first that fails. */
function runRecipe(name: string) {
  const cwd = emptyFolder();
  const summary = join(cwd, "step-summary.md");
  writeFileSync(summary, "");
  const env = cleanEnv({ CI: "true", GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary });
  env.PATH = shimFolder() + delimiter + env.PATH;
  const { scripts, shell } = recipes[name]?.() ?? assert.fail(`no recipe ${name}`);
  const [command = "", ...flags] = shell;
  const outputs = scripts.map((script) => {
    const { status, stdout, stderr } = spawnSync(command, [...flags, script], { cwd, env, encoding: "utf8" });
    assert.equal(status, 0, `${script}\n${stdout}\n${stderr}`);
    return stdout;
  });
  const report = (file: string) => readFileSync(join(cwd, "reports", file), "utf8");
  return { outputs, report, summary: readFileSync(summary, "utf8") };
}

test("the GitHub Actions recipe runs, writes its page, and hands annotations and a summary to the runner", () => {
  const { outputs, report, summary } = runRecipe("github-actions.yml");
  assert.equal(outputs.length, 2);
  assert.match(outputs[0] ?? "", /Verdict: passed/);
  assert.match(outputs[1] ?? "", /^::notice title=douyin-hotel::passed: \d+ cases/m);
  assert.match(summary, /^## Contract test: passed\n/);
  assert.match(report("report.html"), /^<!doctype html>/);
});

for (const name of ["gitlab-ci.yml", "Jenkinsfile"]) {
  test(`the ${name} recipe runs and leaves a JUnit file and a page`, () => {
    const { outputs, report } = runRecipe(name);
    assert.equal(outputs.length, 2);
    assert.match(outputs[1] ?? "", /Verdict: passed/);
    assert.match(report("report.html"), /^<!doctype html>/);
    let cases = 0;
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name: tag }) => {
      if (tag === "testcase") cases += 1;
    });
    parser.write(report("junit.xml")).close();
    assert.ok(cases >= 150, `${cases} cases`);
  });
}
