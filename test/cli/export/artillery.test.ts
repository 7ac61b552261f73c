import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
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

test("without --out nothing is written", async () => {
  const { code, stderr } = await runMain(["export", "artillery"]);
  assert.equal(code, 2);
  assert.match(stderr, /Name the folder for the project with --out\./);
});
