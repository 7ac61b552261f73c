import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { writeWhole } from "../../src/node/files.js";

const folder = mkdtempSync(join(tmpdir(), "files-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a file is replaced as a whole and no draft stays behind", () => {
  const path = join(folder, "a.json");
  writeWhole(path, "old old old");
  writeWhole(path, Buffer.from("新"), 0o600);
  assert.equal(readFileSync(path, "utf8"), "新");
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ["a.json"]);
});

test("a file that cannot be written is an output problem that names it", () => {
  const path = join(folder, "missing", "a.json");
  assert.throws(
    () => writeWhole(path, "x"),
    (error: unknown) => error instanceof AppError && error.category === "output" && error.say.args?.file === path,
  );
});

test("a device is written to directly", () => {
  writeWhole("/dev/null", "x");
  assert.ok(statSync("/dev/null").isCharacterDevice());
});
