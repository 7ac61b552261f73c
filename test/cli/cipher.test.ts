import assert from "node:assert/strict";
import { test } from "node:test";
import { runMain } from "../support/fake-console.js";

const env = { DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" };

test("encrypt and decrypt print the bare result and a newline", async () => {
  const encrypted = await runMain(["encrypt", "13800138000"], { env });
  assert.deepEqual([encrypted.code, encrypted.stdout, encrypted.stderr], [0, "tIfGpuuQ3wUmobBJ0PPLTw==\n", ""]);
  const decrypted = await runMain(["decrypt", "tIfGpuuQ3wUmobBJ0PPLTw=="], { env });
  assert.deepEqual([decrypted.code, decrypted.stdout, decrypted.stderr], [0, "13800138000\n", ""]);
});

test("--json prints an object", async () => {
  const run = await runMain(["encrypt", "--json", "+6581234567"], { env });
  assert.deepEqual(JSON.parse(run.stdout), { value: "h/GDSmzKubA0UV7Uqp8tcQ==" });
});

const piped: readonly [input: string, plain: string][] = [
  ["张三", "张三\n"],
  ["张三\n", "张三\n"],
  ["张三\n\n", "张三\n\n"],
  ["张三\r\n", "张三\n"],
  [" 张三 ", " 张三 \n"],
  ["", "\n"],
  ["\n", "\n"],
];

for (const [input, plain] of piped)
  test(`${JSON.stringify(input)} on stdin loses one final newline and nothing else`, async () => {
    const encrypted = await runMain(["encrypt", "-"], { env, input });
    const decrypted = await runMain(["decrypt"], { env, input: encrypted.stdout });
    assert.deepEqual([decrypted.code, decrypted.stdout], [0, plain]);
  });

test("the empty text stays empty both ways", async () => {
  for (const command of ["encrypt", "decrypt"]) {
    const run = await runMain([command, ""], { env });
    assert.deepEqual([run.code, run.stdout], [0, "\n"]);
  }
});

const refused: readonly [value: string, words: RegExp][] = [
  ["Enc.abc", /Douyin's online decrypt operation/],
  ["13800138000", /not standard Base64/],
  ["tIfGpuuQ3wUmobBJ0PPL", /multiple of 16 bytes/],
  ["FMzj0UmnW9TGav/XXDHU3g==", /does not open the ciphertext/],
];

for (const [value, words] of refused)
  test(`decrypt ${value} is exit 2`, async () => {
    const run = await runMain(["decrypt", value], { env });
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, words);
  });

test("the batch form keeps count and order and fails single lines", async () => {
  const values = ["tIfGpuuQ3wUmobBJ0PPLTw==", "", "Enc.x", "ELuyv546or5xyHFYUBI+lQ=="];
  const run = await runMain(["decrypt", "--ndjson"], {
    env,
    input: values.map((value) => `${JSON.stringify({ value })}\n`).join(""),
  });
  const out = run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(run.code, 2);
  assert.deepEqual([out[0], out[1], out[3]], [{ value: "13800138000" }, { value: "" }, { value: "张三" }]);
  assert.deepEqual([out.length, out[2].error.code], [4, "enc-value-online-only"]);
});

test("the secret alone is enough, demo credentials will do, and a missing value on a terminal is exit 2", async () => {
  const run = await runMain(["encrypt", "13800138000"]);
  assert.deepEqual([run.code, run.stdout], [0, "tIfGpuuQ3wUmobBJ0PPLTw==\n"]);
  assert.match(run.stderr, /demo credentials/);
  assert.equal((await runMain(["encrypt"], { env, isInputTty: true })).code, 2);
});
