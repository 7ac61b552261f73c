import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeFolder } from "../../src/node/make-folder.js";

function inFolder(t: { after(done: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), "make-folder-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("what is missing above a folder is made with its mode, and again is no error", (t) => {
  const folder = join(inFolder(t), "a", "b", "c");
  makeFolder(folder, 0o700);
  makeFolder(folder, 0o700);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, "..")).mode & 0o777, 0o700);
});

test("a file in the way is an error", (t) => {
  const file = join(inFolder(t), "file");
  writeFileSync(file, "");
  assert.throws(() => makeFolder(file), { code: "EEXIST" });
  assert.throws(() => makeFolder(join(file, "below")), { code: "ENOTDIR" });
  assert.throws(() => makeFolder(join(file, "below", "deep")), { code: "ENOTDIR" });
});

test("a folder that takes nothing in is an error and not a wait without end", {
  skip: process.platform !== "linux" && "needs /proc",
}, () => {
  assert.throws(() => makeFolder("/proc/nothing/here"), { code: "ENOENT" });
});
