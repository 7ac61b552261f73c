import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain, stillClock } from "../support/fake-console.js";

// Vectors A, C and D of the documentation.
const env = { DOUYIN_CLIENT_SECRET: "example-secret-0123456789abcdef0" };
const key = ["--client-key", "awexampleclientkey"];
const body = '{"order_id":"1000000000000000001","biz_type":2021}';
const signed = {
  sign: "9e1f8e8345a7ae43a6df5c1ac4f523ae",
  "x-life-sign": "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0",
  url: "https://h/x?client_key=awexampleclientkey&timestamp=1700000000123&sign=9e1f8e8345a7ae43a6df5c1ac4f523ae",
  timestamp: 1700000000123,
};
const json = (text: string) => JSON.parse(text);
const lines = (text: string) => text.trimEnd().split("\n").map(json);

test("sign --json prints both signatures, the URL and the timestamp", async () => {
  const run = await runMain(["sign", "--url", "https://h/x", ...key, "--timestamp", "1700000000123", "--json", "-"], {
    env,
    input: body,
  });
  assert.deepEqual([run.code, json(run.stdout), run.stderr], [0, signed, ""]);
});

test("sign reads the exact bytes of a file and prints one line for each result", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "body.json"), body);
  const run = await runMain(["sign", "--url", "https://h/x", ...key, "--timestamp", "1700000000123", "body.json"], {
    env,
    cwd,
  });
  assert.equal(
    run.stdout,
    Object.entries(signed)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(""),
  );
});

test("without --timestamp the time is now", async () => {
  const run = await runMain(["sign", "--url", "https://h/x", ...key, "--json", "-"], {
    env,
    input: body,
    clock: { ...stillClock, now: () => 5 },
  });
  assert.equal(json(run.stdout).timestamp, 5);
});

test("a query that implementations disagree about is warned of on stderr", async () => {
  const run = await runMain(["sign", "--url", "https://h/x?a[]=1", ...key, "--json", "-"], { env, input: body });
  assert.equal(run.code, 0);
  assert.match(run.stderr, /a\[\] has square brackets/);
});

test("without credentials a loopback URL is signed with the demo ones, and stderr says so", async () => {
  const run = await runMain(["sign", "--url", "http://127.0.0.1/x", "--timestamp", "1700000000123", "--json", "-"], {
    input: body,
  });
  assert.equal(json(run.stdout)["x-life-sign"], signed["x-life-sign"]);
  assert.match(run.stderr, /demo credentials/);
});

const wrong: readonly [name: string, argv: readonly string[], env: Readonly<Record<string, string>>, words: RegExp][] =
  [
    ["no URL", ["sign", "-"], env, /--url is missing/],
    ["a URL that is none", ["sign", "--url", "spi/create", "-"], env, /--url: spi\/create is not a complete URL/],
    [
      "credentials in the URL",
      ["sign", "--url", "https://u:p@h/x", ...key, "-"],
      env,
      /carries a user name or password/,
    ],
    [
      "a timestamp that is none",
      ["sign", "--url", "https://h/x", ...key, "--timestamp", "now", "-"],
      env,
      /--timestamp must be a time in milliseconds/,
    ],
    ["no secret for another host", ["sign", "--url", "https://h/x", ...key, "-"], {}, /DOUYIN_CLIENT_SECRET/],
    ["no key for another host", ["sign", "--url", "https://h/x", "-"], env, /--client-key/],
    [
      "a body file that is not there",
      ["sign", "--url", "https://h/x", ...key, "gone.json"],
      env,
      /gone\.json cannot be read/,
    ],
    [
      "a secret file that is not there",
      ["sign", "--url", "https://h/x", ...key, "--client-secret-file", "gone", "-"],
      {},
      /gone.*cannot be read/,
    ],
    [
      "a file beside --ndjson",
      ["sign", "--ndjson", ...key, "body.json"],
      env,
      /--ndjson reads from stdin alone and cannot go with body\.json/,
    ],
    ["a URL beside --ndjson", ["sign", "--ndjson", ...key, "--url", "https://h/x"], env, /cannot go with --url/],
  ];

for (const [name, argv, variables, words] of wrong)
  test(`${name} is exit 2, with a sentence and nothing on stdout`, async () => {
    const run = await runMain(argv, { env: variables, input: body });
    assert.deepEqual([run.code, run.stdout], [2, ""]);
    assert.match(run.stderr, words);
    assert.equal(run.stderr.includes(env.DOUYIN_CLIENT_SECRET), false);
  });

test("without a file a terminal is not waited for", async () => {
  const run = await runMain(["sign", "--url", "https://h/x", ...key], { env, isInputTty: true });
  assert.equal(run.code, 2);
  assert.match(run.stderr, /There is no body/);
});

test("the batch form answers each line in its place", async () => {
  const input = [
    { url: "https://h/x", body, timestamp: 1700000000123 },
    { url: "https://h/x?a_extra=x%20y", body, timestamp: "1700000000123" },
    { url: "https://h/x", body: "", timestamp: 1700000000123 },
    { url: "https://h/x", body },
  ];
  const run = await runMain(["sign", "--ndjson", ...key], {
    env,
    input: input.map((line) => `${JSON.stringify(line)}\n`).join(""),
    clock: { ...stillClock, now: () => 1700000000123 },
  });
  const [a, c, d, now] = lines(run.stdout);
  assert.equal(run.code, 0);
  assert.deepEqual(a, signed);
  assert.equal(c["x-life-sign"], "5e07ecd5914d24ae65ac77cec3c8792d83b797b768a31fdf9383dcee10bb87a5");
  assert.equal(c.timestamp, 1700000000123);
  assert.equal(d.sign, "03eb827ba0a3532857eb305e16d89cd7");
  assert.deepEqual(now, signed);
});

test("a line that cannot be processed gives its error in place, the rest goes on, exit 2", async () => {
  const good = JSON.stringify({ url: "https://h/x", body, timestamp: 1700000000123 });
  const bad: readonly [line: string, code: string][] = [
    ["", "line-not-json"],
    ["{", "line-not-json"],
    ["[]", "line-not-object"],
    [JSON.stringify({ body }), "member-missing"],
    [JSON.stringify({ url: "https://h/x" }), "member-missing"],
    [JSON.stringify({ url: "https://h/x", body: {} }), "member-not-text"],
    [JSON.stringify({ url: "https://h/x", body: null }), "member-missing"],
    ['{"url":"https://h/x","body":"\\ud800"}', "member-lone-surrogate"],
    [JSON.stringify({ url: "h/x", body }), "endpoint-not-a-url"],
    [JSON.stringify({ url: "https://h/x", body, timestamp: 1.5 }), "timestamp-malformed"],
    [JSON.stringify({ url: "https://h/x", body, timestamp: "soon" }), "timestamp-malformed"],
    ['{"url":"https://h/x","body":"","timestamp":99999999999999999999}', "timestamp-malformed"],
  ];
  for (const [line, code] of bad) {
    const run = await runMain(["sign", "--ndjson", ...key], { env, input: `${line}\n${good}` });
    const [failed, next, ...rest] = lines(run.stdout);
    assert.deepEqual(
      [run.code, failed.error.code, typeof failed.error.message, next, rest],
      [2, code, "string", signed, []],
      line,
    );
  }
});

test("bytes that are not UTF-8 fail their line alone", async () => {
  const good = JSON.stringify({ url: "https://h/x", body, timestamp: 1700000000123 });
  const input = Buffer.concat([
    Buffer.from('{"url":"https://h/x","body":"'),
    Buffer.from([0xff]),
    Buffer.from(`"}\r\n${good}\r\n`),
  ]);
  const run = await runMain(["sign", "--ndjson", ...key], { env, input });
  const [failed, next] = lines(run.stdout);
  assert.deepEqual([run.code, failed.error.code, next], [2, "line-not-utf8", signed]);
});

test("a body with U+2028 does not break its line", async () => {
  const line = JSON.stringify({ url: "https://h/x", body: "a\u2028b", timestamp: 1 });
  const run = await runMain(["sign", "--ndjson", ...key], { env, input: `${line}\n${line}\n` });
  assert.equal(run.code, 0);
  assert.equal(lines(run.stdout).length, 2);
});

test("the batch form without credentials signs for loopback and refuses other hosts line by line", async () => {
  const input = ["http://localhost:1/x", "https://h/x"]
    .map((url) => JSON.stringify({ url, body, timestamp: 1700000000123 }))
    .join("\n");
  const run = await runMain(["sign", "--ndjson"], { input });
  const [own, other] = lines(run.stdout);
  assert.equal(own["x-life-sign"], signed["x-life-sign"]);
  assert.deepEqual([run.code, other.error.code], [2, "secret-missing"]);
});

test("no input gives no output and exit 0", async () => {
  const run = await runMain(["sign", "--ndjson", ...key], { env });
  assert.deepEqual([run.code, run.stdout], [0, ""]);
});

test("messages of lines follow the language", async () => {
  const run = await runMain(["sign", "--ndjson", ...key, "--lang", "zh"], { env, input: "[]\n" });
  assert.match(lines(run.stdout)[0].error.message, /这一行不是 JSON 对象/);
});
