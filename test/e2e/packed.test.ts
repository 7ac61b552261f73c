import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cleanEnv, emptyFolder, projectRoot } from "../support/cli.js";

test("the packed program works when installed without scripts into an empty folder", { timeout: 240_000 }, (t) => {
  const parcel = emptyFolder();
  // Without its scripts, because the program is already built and other tests are running from it.
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", parcel], projectRoot);
  const [tarball] = readdirSync(parcel);
  assert.match(tarball ?? "", /^douyin-hotel-.*\.tgz$/);
  const path = join(parcel, tarball ?? "");
  assert.ok(statSync(path).size < 1_000_000, `the package is ${statSync(path).size} bytes`);

  const folder = emptyFolder();
  writeFileSync(join(folder, "package.json"), '{ "name": "empty", "private": true }\n');
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", path], folder);
  const output = run("npx", ["douyin-hotel", "send", "cancel-order", "--json"], folder);
  const sent = JSON.parse(output);
  assert.equal(sent.command, "send");
  assert.equal(sent.callback, "cancel-order");
  assert.equal(sent.verdict, "pass");
  assert.equal(sent.attempts[0].response.status, 200);
  const { dependencies } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  t.diagnostic(
    `the package has ${statSync(path).size} bytes and ${Object.keys(dependencies).length} runtime dependencies`,
  );
});

function run(command: string, args: readonly string[], cwd: string): string {
  const npmSettings = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^npm_config_/i.test(name)));
  const env = { ...cleanEnv(), ...npmSettings, HOME: process.env.HOME ?? "" } as Record<string, string>;
  return execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
