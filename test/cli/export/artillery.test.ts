import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { verifyRequest } from "../../../src/engine/verify.js";
import { emptyFolder, projectRoot } from "../../support/cli.js";
import { runMain } from "../../support/fake-console.js";

type Request = { url: string; body: string; headers: Record<string, string> };
type Processor = { signOrder(request: Request): Promise<void> };

test("the project's processor signs a different order each time, with the package it was made by", async () => {
  const folder = join(emptyFolder(), "load");
  const { code, stdout, stderr } = await runMain(["export", "artillery", "--out", folder]);
  assert.deepEqual([code, stdout], [0, ""]);
  assert.match(stderr, /The project is in .*load; its README\.md says what comes next\./);
  assert.deepEqual(readdirSync(folder).sort(), ["README.md", "artillery.yml", "package.json", "processor.mjs"]);
  const scenario = parse(readFileSync(join(folder, "artillery.yml"), "utf8"));
  assert.deepEqual(
    scenario.config.phases.map(({ arrivalRate }: { arrivalRate: number }) => arrivalRate),
    [50, 150, 300],
  );
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(projectRoot, join(folder, "node_modules/douyin-hotel"));
  const processor: Processor = await import(pathToFileURL(join(folder, "processor.mjs")).href);
  const bodies = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const request: Request = { url: "http://127.0.0.1:8080/", body: "", headers: {} };
    await processor.signOrder(request);
    const { header, url } = verifyRequest({
      url: request.url,
      headers: Object.entries(request.headers),
      body: new TextEncoder().encode(request.body),
      clientSecret: "example-secret-0123456789abcdef0",
    });
    assert.deepEqual([header, url, request.headers["X-Stress-Tag"]], ["valid", "valid", "1"]);
    bodies.add(request.body);
  }
  assert.equal(bodies.size, 3);
});

test("the project knows the merchant of the config, takes an empty variable for none, and holds no secret", async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "douyin-hotel.config.yaml"),
    `clientKey: awownkey
clientSecretEnv: OWN_SECRET
merchant:
  ratePlanIds: ["9007199254740993777"]
  overrides:
    create-order:
      number_of_units: 3
`,
  );
  const env = { OWN_SECRET: "own-secret-that-is-nobody-elses" };
  const { code, stderr } = await runMain(["export", "artillery", "--out", "load"], { cwd, env });
  assert.equal(code, 0, stderr);
  const folder = join(cwd, "load");
  for (const name of readdirSync(folder)) {
    assert.doesNotMatch(readFileSync(join(folder, name), "utf8"), /own-secret/);
  }
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(projectRoot, join(folder, "node_modules/douyin-hotel"));
  const names = ["DOUYIN_HOTEL_ENDPOINT", "DOUYIN_CLIENT_SECRET", "DOUYIN_CLIENT_KEY", "DOUYIN_HOTEL_SEED"];
  for (const name of names) process.env[name] = "";
  const processor: Processor = await import(pathToFileURL(join(folder, "processor.mjs")).href).finally(() => {
    for (const name of names) delete process.env[name];
  });
  const request: Request = { url: "http://127.0.0.1:8080/", body: "", headers: {} };
  await processor.signOrder(request);
  const order = JSON.parse(request.body);
  assert.deepEqual([order.rate_plan_id, order.number_of_units], ["9007199254740993777", 3]);
  assert.equal(request.headers["x-life-clientkey"], "awownkey");
});

test("files that are there are replaced only when that is asked for", async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "load"));
  const file = join(cwd, "load/processor.mjs");
  writeFileSync(file, "mine");
  const argv = ["export", "artillery", "--out", "load"];
  const { code, stderr } = await runMain(argv, { cwd });
  assert.deepEqual(
    [code, stderr],
    [
      2,
      "Already in load: processor.mjs. Nothing was written. Add --force to replace them, or name another folder with --out.\n",
    ],
  );
  assert.deepEqual(readdirSync(join(cwd, "load")), ["processor.mjs"]);
  assert.equal(readFileSync(file, "utf8"), "mine");
  assert.equal((await runMain([...argv, "--force"], { cwd })).code, 0);
  assert.match(readFileSync(file, "utf8"), /signOrder/);
});

test("a file where the folder should be is told, exit 3", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "taken"), "mine");
  const { code, stdout, stderr } = await runMain(["export", "artillery", "--out", "taken"], { cwd });
  assert.deepEqual([code, stdout], [3, ""]);
  assert.match(stderr, /^The folder taken cannot be made \(.+\)\. Name another one with --out\.\n$/);
  assert.equal(readFileSync(join(cwd, "taken"), "utf8"), "mine");
});

test("without --out nothing is written", async () => {
  const { code, stderr } = await runMain(["export", "artillery"]);
  assert.equal(code, 2);
  assert.match(stderr, /Name the folder for the project with --out\./);
});
