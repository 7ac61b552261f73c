import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { writeGenerated } from "../../src/codegen/files.js";

test("a folder that is written keeps nothing of an earlier build, and files that are right stay untouched", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "old/deeper"), { recursive: true });
  writeFileSync(join(folder, "old/deeper/stale.js"), "stale");
  writeFileSync(join(folder, "stale.d.ts"), "stale");
  writeFileSync(join(folder, "right.js"), "right");
  utimesSync(join(folder, "right.js"), 1000, 1000);
  writeFileSync(join(folder, "wrong.js"), "wrong");

  const files = { "right.js": "right", "wrong.js": "mended", "program/new.js": "new" };
  writeGenerated(pathToFileURL(`${folder}/`), new Map(Object.entries(files)));

  const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.deepEqual(kept.map((entry) => entry.name).sort(), ["new.js", "right.js", "wrong.js"]);
  assert.equal(readFileSync(join(folder, "wrong.js"), "utf8"), "mended");
  assert.equal(readFileSync(join(folder, "program/new.js"), "utf8"), "new");
  assert.equal(statSync(join(folder, "right.js")).mtimeMs, 1_000_000);
});
