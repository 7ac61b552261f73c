import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { type FakeConsoleOptions, type FakeRun, runMain } from "../support/fake-console.js";

const secret = "example-secret-0123456789abcdef0";

function generate(args: string, options: FakeConsoleOptions = {}): Promise<FakeRun> {
  const env = { DOUYIN_CLIENT_SECRET: secret, DOUYIN_CLIENT_KEY: "awexampleclientkey", ...options.env };
  return runMain(["generate", ...args.split(" ")], { ...options, env });
}

test("one payload is printed as the exact bytes and a newline", async () => {
  const { code, stdout, stderr } = await generate("create-order --seed 7");
  assert.equal(code, 0);
  assert.equal(stderr, "");
  assert.ok(stdout.endsWith("}\n"));
  const payload = JSON.parse(stdout);
  assert.match(payload.order_id, /^\d{19}$/);
  assert.match(payload.contact_info.phone, /^[A-Za-z0-9+/]{22}==$/);
});

test("the same seed prints the same bytes, and without one the seed is said", async () => {
  const first = await generate("cancel-order --seed 7 --variant partial-refund");
  assert.equal((await generate("cancel-order --seed 7 --variant partial-refund")).stdout, first.stdout);
  const random = await generate("cancel-order");
  const [, seed] = /Seed (\d+)\./.exec(random.stderr) ?? [];
  assert.ok(seed);
  assert.equal((await generate(`cancel-order --seed ${seed}`)).stdout, random.stdout);
  assert.equal((await generate("cancel-order --quiet")).stderr, "");
});

test("a stream has one payload a line, all different, the first that of the seed itself", async () => {
  const { stdout } = await generate("create-order --seed 7 --count 50");
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, 50);
  assert.equal(new Set(lines.map((line) => JSON.parse(line).order_id)).size, 50);
  assert.equal(`${lines[0]}\n`, (await generate("create-order --seed 7")).stdout);
  assert.equal(`${lines[49]}\n`, (await generate("create-order --seed 7/49")).stdout);
});

test("a stream waits while its reader is slow", async () => {
  let waiting = 0;
  let most = 0;
  const { code } = await generate("create-order --seed 7 --count 20", {
    async onOut() {
      most = Math.max(most, ++waiting);
      await new Promise((resolve) => setImmediate(resolve));
      waiting--;
    },
  });
  assert.equal(code, 0);
  assert.equal(most, 1);
});

test("an interrupted stream stops between two payloads", async () => {
  const interrupt = new AbortController();
  const lines: string[] = [];
  const { code } = await generate("create-order --seed 7 --count 1000000", {
    signal: interrupt.signal,
    async onOut(text) {
      lines.push(text);
      if (lines.length === 3) interrupt.abort("SIGINT");
    },
  });
  assert.equal(code, 130);
  assert.equal(lines.length, 3);
});

test("signed lines carry a request whose header is the SHA-256 of secret, query and body", async () => {
  const { stdout } = await generate("create-order --seed 7 --count 2 --signed --endpoint https://hotel.example/spi");
  for (const line of stdout.trimEnd().split("\n")) {
    const { method, url, headers, body, variant } = JSON.parse(line);
    assert.equal(method, "POST");
    assert.equal(variant, "standard");
    const query = new URL(url).searchParams;
    const signed = `${secret}&client_key=awexampleclientkey&timestamp=${query.get("timestamp")}&http_body=${body}`;
    assert.equal(headers["x-life-sign"], createHash("sha256").update(signed).digest("hex"));
    assert.equal(query.get("sign"), createHash("md5").update(signed).digest("hex"));
  }
});

test("--json says callback, variant and seed beside the payload", async () => {
  const { stdout } = await generate("cancel-order --seed 7 --json --variant audit");
  const result = JSON.parse(stdout);
  assert.deepEqual(
    [result.version, result.command, result.callback, result.variant, result.seed],
    [1, "generate", "cancel-order", "audit", 7],
  );
  assert.deepEqual(JSON.parse(result.body), result.payload);
  assert.equal(result.payload.need_audit, true);
});

test("--set and --unset work in the order they were typed", async () => {
  const set = await generate(
    "create-order --seed 7 --variant paid --unset pay_info --set pay_info.pay_time_unix=1900000000",
  );
  assert.deepEqual(JSON.parse(set.stdout).pay_info, { pay_time_unix: 1900000000 });
  const unset = await generate(
    "create-order --seed 7 --variant paid --set pay_info.pay_time_unix=1900000000 --unset pay_info",
  );
  assert.equal("pay_info" in JSON.parse(unset.stdout), false);
});

test("--now freezes the dates; a time without a zone is China's", async () => {
  for (const now of ["2028-02-28", "2028-02-28T23:59", "2028-02-28T15:59:00Z", "2028-02-28T23:59:00+08:00"]) {
    const { stdout } = await generate(`create-order --variant minimal --seed 7 --now ${now}`);
    assert.equal(JSON.parse(stdout).check_in_date, "2028-04-21", now);
  }
});

test("without --now the bytes stay the same all day in China", async () => {
  const at = (moment: string) => {
    const clock = { now: () => Date.parse(moment), elapsed: () => 0, sleep: async () => undefined };
    return generate("create-order --seed 7 --variant maximal", { clock });
  };
  const morning = await at("2026-11-25T00:00:01+08:00");
  assert.equal((await at("2026-11-25T23:59:59+08:00")).stdout, morning.stdout);
  assert.notEqual((await at("2026-11-26T00:00:01+08:00")).stdout, morning.stdout);
});

test("--plain needs no secret and says nothing of one", async () => {
  const { code, stdout, stderr } = await runMain(["generate", "create-order", "--seed", "7", "--plain"]);
  assert.equal(code, 0);
  assert.equal(stderr, "");
  assert.match(JSON.parse(stdout).contact_info.phone, /^1[3-9]\d{9}$/);
});

test("a fixture comes from a file, from standard input or by name, byte for byte", async () => {
  const cwd = emptyFolder();
  const text = '{ "order_id" : "1",\n  "zzz": 1.50 }';
  writeFileSync(join(cwd, "mine.json"), text);
  assert.equal((await generate("create-order --fixture mine.json", { cwd })).stdout, `${text}\n`);
  assert.equal((await generate("create-order --fixture -", { input: text })).stdout, `${text}\n`);
  const named = await generate("create-order --fixture leap-night --set number_of_units=2");
  assert.match(named.stdout, /\n {2}"number_of_units": 2,\n/);
  assert.equal(named.stderr, "");
});

const mistakes: Readonly<Record<string, RegExp>> = {
  "create-ordr": /no callback create-ordr.*create-order/,
  "create-order --variant houly": /no variant houly\. Did you mean hourly/,
  "create-order --set number_of_units=abc": /number_of_units takes an integer, not abc/,
  "create-order --set totl_amount=1": /no field totl_amount\. Did you mean total_amount/,
  "create-order --set total_amount": /Write --set PATH=VALUE/,
  "create-order --unset nowhere.at.all": /no field nowhere\.at\.all/,
  "create-order --set occupancies[9].phone=1": /outside the array/,
  "create-order --seed seven": /--seed needs a whole number/,
  "create-order --seed 99999999999999999999": /--seed needs a whole number/,
  "create-order --now yesterday": /--now yesterday is no ISO time/,
  "create-order --now 2026-13-45": /is no ISO time/,
  "create-order --encoding spacd": /--encoding cannot be spacd/,
  "create-order --count 0": /--count needs a number of at least 1/,
  "create-order --count 2 --encoding spaced": /holds line feeds/,
  "create-order --fixture leap-nihgt": /Did you mean leap-night/,
  "create-order --fixture leap-night --variant hourly": /--fixture and --variant exclude each other/,
  "create-order --for last": /not about an earlier order/,
  "create-order --signed --endpoint ftp://x/y": /only http and https/,
  "create-order --signed --endpoint http://u:p@127.0.0.1/": /user name or password/,
};

for (const [args, expected] of Object.entries(mistakes)) {
  test(`generate ${args} exits 2, prints nothing and says why`, async () => {
    const { code, stdout, stderr } = await generate(`${args} --quiet`);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, expected);
    assert.equal(stderr.trimEnd().split("\n").length, 1);
  });
}

test("a mistake in a fixture is named by line and column, in the language asked for", async () => {
  const { code, stderr } = await generate("create-order --fixture - --lang zh", { input: '{\n "a": 1,\n}' });
  assert.equal(code, 2);
  assert.match(stderr, /不是合法的 JSON：第 [23] 行第 \d+ 列/);
});

test("a change that breaks a law is printed and noted", async () => {
  const { code, stdout, stderr } = await generate("create-order --seed 7 --variant minimal --set total_amount=1");
  assert.equal(code, 0);
  assert.equal(JSON.parse(stdout).total_amount, 1);
  assert.match(stderr, /no longer a lawful one/);
  assert.match(stderr, /total_amount is 1, but the original_amount of the nights times number_of_units is \d+\./);
});
