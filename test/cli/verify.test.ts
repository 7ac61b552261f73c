import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

// Vector A of the documentation.
const env = { DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" };
const body = '{"order_id":"1000000000000000001","biz_type":2021}';
const path = "/spi/create?client_key=awexampleclientkey&timestamp=1700000000123";
const sign = "9e1f8e8345a7ae43a6df5c1ac4f523ae";
const lifeSign = "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0";

const cases: readonly [argv: readonly string[], code: number, header: string, url: string][] = [
  [["--url", `https://h${path}&sign=${sign}`, "--header", `x-life-sign: ${lifeSign}`], 0, "valid", "valid"],
  [
    ["--url", `https://h${path}`, "--header", "A: b", "--header", `X-LIFE-SIGN:${lifeSign.toUpperCase()}`],
    0,
    "valid",
    "missing",
  ],
  [["--url", `${path}&sign=${sign}`], 0, "missing", "valid"],
  [["--url", `${path}&sign=${sign}`, "--header", "x-life-sign: 00"], 1, "wrong", "valid"],
  [["--url", `${path}&sign=00`], 1, "missing", "wrong"],
  [["--url", path], 1, "missing", "missing"],
];

for (const [argv, code, header, url] of cases)
  test(`verify ${argv.join(" ")} is exit ${code}`, async () => {
    const run = await runMain(["verify", ...argv, "--json", "-"], { env, input: body });
    const { reason, ...rest } = JSON.parse(run.stdout);
    assert.deepEqual([run.code, rest], [code, { ok: code === 0, header, url }]);
    assert.equal(typeof reason, "string");
  });

test("without --json the states and the reason are printed", async () => {
  const run = await runMain(["verify", "--url", `${path}&sign=${sign}`, "-"], { env, input: body });
  assert.equal(
    run.stdout,
    "x-life-sign: missing\nsign: valid\nThere is no header x-life-sign. The URL's sign is valid.\n",
  );
});

test("a captured request is verified whole, and a line end that an editor added is said on stderr", async () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "request.txt"),
    `POST ${path}&sign=${sign} HTTP/1.1\nHost: h\nx-life-sign: ${lifeSign}\n\n${body}\n`,
  );
  const run = await runMain(["verify", "--captured", "request.txt", "--json"], { env, cwd });
  assert.deepEqual([run.code, JSON.parse(run.stdout).header, JSON.parse(run.stdout).url], [0, "valid", "valid"]);
  assert.match(run.stderr, /line end at the end of the file is left out/);
});

const wrong: readonly [name: string, argv: readonly string[], words: RegExp][] = [
  ["no URL", ["-"], /--url is missing/],
  ["a header that is none", ["--url", path, "--header", "x-life-sign", "-"], /--header: x-life-sign is not a header/],
  ["a header with a line feed", ["--url", path, "--header", "a: b\nc: d", "-"], /is not a header/],
  ["a capture that is not there", ["--captured", "gone.txt"], /gone\.txt cannot be read/],
  ["a capture that is no request", ["--captured", "-"], /first line is not an HTTP request line/],
  ["a capture and a URL", ["--captured", "-", "--url", path], /cannot go with --url/],
  ["flags beside --ndjson", ["--ndjson", "--captured", "x"], /cannot go with --captured/],
];

for (const [name, argv, words] of wrong)
  test(`${name} is exit 2`, async () => {
    const run = await runMain(["verify", ...argv], { env, input: body });
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, words);
  });

test("in the batch form a wrong signature is a result and not an error of its line", async () => {
  const input = [
    { url: `https://h${path}&sign=${sign}`, body, "x-life-sign": lifeSign },
    { url: `https://h${path}`, body, "x-life-sign": "00" },
    { url: `https://h${path}`, body, "x-life-sign": null },
    { url: `${path}&sign=${sign}`, body },
  ];
  const run = await runMain(["verify", "--ndjson"], {
    env,
    input: input.map((line) => JSON.stringify(line)).join("\n"),
  });
  const out = run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(run.code, 0);
  assert.deepEqual(
    out.map(({ ok, header, url }) => [ok, header, url]),
    [
      [true, "valid", "valid"],
      [false, "wrong", "missing"],
      [false, "missing", "missing"],
      [true, "missing", "valid"],
    ],
  );
});

test("in the batch form a line without a body or with a URL that is none is an error", async () => {
  const input = `${JSON.stringify({ url: path })}\n${JSON.stringify({ url: "nowhere", body })}\n`;
  const run = await runMain(["verify", "--ndjson"], { env, input });
  const codes = run.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).error.code);
  assert.deepEqual([run.code, codes], [2, ["member-missing", "endpoint-not-a-url"]]);
});

const compact = createHash("sha256")
  .update(`${env.DOUYIN_CLIENT_SECRET}&client_key=awexampleclientkey&timestamp=1700000000123`)
  .digest("hex");

test("--their-digest names the mistake, its cause and a fix for each framework", async () => {
  const argv = ["verify", "--url", `${path}&sign=${sign}`, "--their-digest", compact];
  const json = await runMain([...argv, "--json", "-"], { env, input: body });
  const { diagnosis } = JSON.parse(json.stdout);
  assert.deepEqual([json.code, diagnosis.mistakes.map(({ id }: { id: string }) => id)], [0, ["no-http-body"]]);
  assert.deepEqual(Object.keys(diagnosis.mistakes[0].fix), ["express", "spring", "gin", "laravel", "fastapi"]);
  const text = await runMain([...argv, "-"], { env, input: body });
  assert.match(text.stdout, /The body was left out of the string to sign \(no-http-body\)\n.*&http_body=/);
  for (const name of ["Express", "Spring", "Gin", "Laravel / ThinkPHP", "FastAPI"])
    assert.ok(text.stdout.includes(`${name}: `), name);
});

test("a captured request is diagnosed with the body that its signatures fit and the key of its header", async () => {
  const cwd = emptyFolder();
  const head = `POST ${path}&sign=${sign} HTTP/1.1\nHost: h\nX-Life-Clientkey: awOther\nx-life-sign: ${lifeSign}`;
  writeFileSync(join(cwd, "request.txt"), `${head}\n\n${body}\n`);
  const digest = createHash("md5")
    .update(`${env.DOUYIN_CLIENT_SECRET}&client_key=awOther&timestamp=1700000000123&http_body=${body}`)
    .digest("hex");
  const run = await runMain(
    ["verify", "--captured", "request.txt", "--their-digest", digest, "--json", "--lang", "zh"],
    { env, cwd },
  );
  const { ok, diagnosis } = JSON.parse(run.stdout);
  assert.deepEqual(
    [run.code, ok, diagnosis.mistakes[0].id, diagnosis.mistakes[0].title],
    [0, true, "header-key", "client_key 用了请求头里的值"],
  );
});

test("a digest that nothing explains says so, and one that is none is exit 2", async () => {
  const argv = ["verify", "--url", `${path}&sign=${sign}`, "--their-digest"];
  const unexplained = await runMain([...argv, "0".repeat(64), "--json", "-"], { env, input: body });
  const { diagnosis } = JSON.parse(unexplained.stdout);
  assert.deepEqual([unexplained.code, diagnosis.mistakes], [0, []]);
  assert.match(diagnosis.reason, /another client_secret/);
  const malformed = await runMain([...argv, "xyz", "-"], { env, input: body });
  assert.deepEqual([malformed.code, malformed.stdout], [2, ""]);
  assert.match(malformed.stderr, /xyz is not an MD5/);
});

test("the secret never shows in what verify prints", async () => {
  for (const digest of [compact, "0".repeat(64)]) {
    const run = await runMain(["verify", "--url", `${path}&sign=00`, "--their-digest", digest, "-"], {
      env,
      input: body,
    });
    assert.equal((run.stdout + run.stderr).includes(env.DOUYIN_CLIENT_SECRET), false);
    assert.match(run.stderr, /don't fit the client_secret in use/);
  }
});

test("control characters from a captured request come out inert", async () => {
  const run = await runMain(["verify", "--url", `${path}&sign=%1b%5b31m`, "--header", "x-life-sign: \u001b[2J", "-"], {
    env,
    input: body,
  });
  assert.equal(run.code, 1);
  assert.doesNotMatch(run.stdout + run.stderr, /\u001b/);
  assert.match(run.stdout, /U\+001B\[2J is there.*U\+001B\[31m is there/);
});
