import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { builtBin, cleanEnv, emptyFolder } from "../support/cli.js";

const env = cleanEnv({ DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" });
const words = (...argv: readonly string[]) => [builtBin, ...argv];
const shell = (line: string) =>
  spawnSync("bash", ["-c", `set -o pipefail; ${line}`, process.execPath, ...words()], {
    cwd: emptyFolder(),
    env,
    encoding: "utf8",
    timeout: 120_000,
  });
const hasFull = existsSync("/dev/full");

/** The digest of everything a reader gets that stops again and again, and how much it was. */
function slowly(
  argv: readonly string[],
  pauseMs: number,
): Promise<{ code: number | null; bytes: number; sha: string }> {
  return new Promise((resolve, reject) => {
    const reader = spawn(process.execPath, words(...argv), { env, stdio: ["ignore", "pipe", "inherit"] });
    const hash = createHash("sha256");
    let bytes = 0;
    let pauses = 0;
    reader.stdout.on("data", (chunk: Buffer) => {
      hash.update(chunk);
      bytes += chunk.length;
      if (pauses * 1_000_000 > bytes) return;
      pauses++;
      reader.stdout.pause();
      setTimeout(() => reader.stdout.resume(), pauseMs);
    });
    reader.on("error", reject);
    reader.on("close", (code) => resolve({ code, bytes, sha: hash.digest("hex") }));
  });
}

test("50 MB of NDJSON arrive at a slow reader byte for byte", async (t) => {
  const argv = ["generate", "create-order", "--seed", "7", "--count", "48000", "--quiet"];
  const [slow, fast] = await Promise.all([slowly(argv, 20), slowly(argv, 0)]);
  assert.equal(slow.code, 0);
  assert.ok(slow.bytes >= 50_000_000, `${slow.bytes} bytes`);
  assert.deepEqual(slow, fast);
  t.diagnostic(`${slow.bytes} bytes through a slow reader: 0 lost, 0 changed`);
});

for (const [name, line] of [
  ["a stream of payloads", "generate create-order --count 100000 --quiet"],
  ["a long table", "catalog fields create-order"],
  ["a report", "test --only create-order --reporter ndjson --quiet"],
] as const) {
  test(`${name} into head -1 ends quietly`, () => {
    const { status, stdout, stderr } = shell(`"$0" "$@" ${line} | head -1`);
    assert.equal(stdout.trimEnd().split("\n").length, 1);
    assert.equal(stderr, "");
    assert.equal(status, 0);
  });
}

for (const line of [
  "generate create-order --quiet",
  "generate create-order --count 3000 --quiet",
  "send create-order --quiet --json",
  "catalog errors",
  "--help",
]) {
  test(`${line} onto a full disk is one sentence and exit 3`, { skip: !hasFull && "there is no /dev/full" }, () => {
    const { status, stderr } = shell(`"$0" "$@" ${line} > /dev/full`);
    assert.equal(status, 3, stderr);
    assert.match(stderr, /^Standard output cannot be written \(ENOSPC\), so the result is not whole\. [^\n]+\n$/);
  });
}

for (const [name, line, place] of [
  ["an exchange on a full disk", "--save /dev/full", "/dev/full"],
  ["a payload on a full disk", "--save-payload /dev/full", "/dev/full"],
  ["an exchange in a folder that is none", "--save /dev/null/x.json", "/dev/null/x.json"],
] as const) {
  test(`${name} is one sentence and exit 3`, { skip: !hasFull && "there is no /dev/full" }, () => {
    const { status, stderr } = shell(`"$0" "$@" send create-order --quiet ${line} > /dev/null`);
    assert.equal(status, 3, stderr);
    assert.match(stderr, /^[^\n]+\n$/);
    assert.ok(stderr.includes(place), stderr);
  });
}

test("a state folder that cannot be made is one sentence and exit 3, and nothing is sent", () => {
  const { status, stdout, stderr } = shell(`XDG_STATE_HOME=/dev/null/state "$0" "$@" send create-order --quiet`);
  assert.equal(status, 3);
  assert.equal(stdout, "");
  assert.match(stderr, /^The journal [^\n]+ cannot be written \(ENOTDIR\), so nothing more was done\.[^\n]+\n$/);
});

test("--version onto a full disk is exit 3 as well", { skip: !hasFull && "there is no /dev/full" }, () => {
  const { status, stderr } = shell(`"$0" "$@" --version > /dev/full`);
  assert.equal(status, 3);
  assert.match(stderr, /Standard output cannot be written \(ENOSPC\)\.\n$/);
});

test("stdout and stderr that are closed do no harm", () => {
  assert.equal(shell(`"$0" "$@" generate create-order --quiet >&-`).status, 0);
  assert.equal(shell(`"$0" "$@" send create-order >/dev/null 2>&-`).status, 0);
});
