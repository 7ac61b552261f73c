import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Compares with the kept file `test/<path>`; `UPDATE_GOLDEN=1` writes it instead, to be looked at before it is kept. */
export function golden(path: string, actual: string): void {
  const file = join(import.meta.dirname, "..", path);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.equal(actual, readFileSync(file, "utf8"), `differs from test/${path}`);
}
