import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

type Seen = {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
};

const seen: Seen[] = [];
let answer: (body: Buffer) => string = acceptance;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    seen.push({ url: request.url ?? "", headers: request.headers, rawHeaders: request.rawHeaders, body });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(answer(body));
  });
});
let endpoint = "";

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/spi/create`;
});
after(() => server.close());

function acceptance(body: Buffer): string {
  const id = /"order_id":\s*"(\d+)"/.exec(body.toString("utf8"))?.[1] ?? "";
  return `{"data":{"error_code":0,"description":"success","order_id":"${id}","order_out_id":"H-${id}","confirm_info":{"confirm_mode":1,"confirm_result":1,"hotel_confirm_number":"C1"}}}`;
}

async function send(...args: readonly string[]) {
  seen.length = 0;
  return runMain(["send", "create-order", "--seed", "7", "--endpoint", endpoint, "--no-journal", ...args]);
}

test("send --json prints the documented object, and the request in it is the one that was received", async () => {
  answer = acceptance;
  const run = await send("--json");
  assert.equal(run.code, 0, run.stderr);
  const sent = JSON.parse(run.stdout);
  assert.deepEqual(
    {
      version: sent.version,
      command: sent.command,
      callback: sent.callback,
      seed: sent.seed,
      variant: sent.variant,
      verdict: sent.verdict,
    },
    { version: 1, command: "send", callback: "create-order", seed: 7, variant: "standard", verdict: "pass" },
  );
  const [attempt] = sent.attempts;
  assert.equal(attempt.n, 1);
  assert.equal(attempt.request.method, "POST");
  assert.equal(attempt.request.body, seen[0]?.body.toString("utf8"));
  assert.ok(attempt.request.url.endsWith(seen[0]?.url ?? "?"));
  assert.equal(attempt.request.headers["x-life-sign"], seen[0]?.headers["x-life-sign"]);
  assert.equal(attempt.response.status, 200);
  assert.equal(attempt.failure, null);
  assert.equal(attempt.platform.action, "confirm");
  assert.deepEqual(sent.findings, []);
});

test("the request carries Douyin's headers in their spelling and nothing else", async () => {
  answer = acceptance;
  await send();
  const names = (seen[0]?.rawHeaders ?? []).filter((_, index) => index % 2 === 0);
  assert.deepEqual(
    names.filter((name) => !["host", "content-length", "connection"].includes(name.toLowerCase())),
    ["Content-Type", "X-Bytedance-Logid", "x-life-clientkey", "x-life-sign"],
  );
});

test("a broken answer is a finding with the document's field, and the exit code is 1", async () => {
  answer = (body) => acceptance(body).replace(/"order_id":"\d+"/, '"order_id":"1"');
  const run = await send("--json");
  assert.equal(run.code, 1);
  const sent = JSON.parse(run.stdout);
  assert.equal(sent.verdict, "fail");
  assert.deepEqual(
    sent.findings.map((finding: { rule: string; severity: string; part: string; pointer: string; doc: unknown }) => [
      finding.rule,
      finding.severity,
      finding.part,
      finding.pointer,
      finding.doc,
    ]),
    [
      [
        "create-order/order-id-echo",
        "error",
        "response",
        "/data/order_id",
        { page: "create-order", field: "response.order_id" },
      ],
    ],
  );
});

test("a lawful refusal passes and says what Douyin would do", async () => {
  answer = (body) =>
    `{"data":{"error_code":4,"description":"full","order_id":"${/\d{19}/.exec(body.toString())?.[0]}"}}`;
  const run = await send("--json");
  assert.equal(run.code, 0, run.stdout);
  assert.equal(JSON.parse(run.stdout).attempts[0].platform.action, "reject");
});

test("a refused connection ends with exit code 3 and a sentence on what to check", async () => {
  const closed = await runMain([
    "send",
    "create-order",
    "--endpoint",
    "http://127.0.0.1:9/spi",
    "--no-journal",
    "--json",
  ]);
  assert.equal(closed.code, 3);
  const sent = JSON.parse(closed.stdout);
  assert.equal(sent.verdict, "error");
  assert.equal(sent.attempts[0].failure.kind, "refused");
  assert.equal(sent.attempts[0].response, null);
});

test("--dry-run opens no connection and prints the exact request", async () => {
  const run = await send("--dry-run", "--json");
  assert.equal(run.code, 0);
  assert.equal(seen.length, 0);
  const [attempt] = JSON.parse(run.stdout).attempts;
  assert.equal(attempt.response, null);
  assert.equal(attempt.failure, null);
  assert.deepEqual(attempt.platform, {
    action: "retry",
    reason:
      "Nothing was sent, so there is no answer to go by; the platform retries a request that gets none (assumed: the hotel documents do not say).",
    rule: "transport/connection",
  });
  const again = JSON.parse((await send("--dry-run", "--json")).stdout).attempts[0];
  assert.equal(attempt.request.body, again.request.body);
});

test("the printed curl command sends the same bytes with a valid signature", async () => {
  answer = acceptance;
  const run = await send("--curl", "--set", 'remark_from_douyin=it\'s "quoted" & 中文');
  assert.equal(run.code, 0, run.stderr);
  assert.equal(seen.length, 0);
  const file = join(emptyFolder(), "curl.sh");
  writeFileSync(file, run.stdout);
  // The server lives in this process, so curl runs beside it.
  const { spawn } = await import("node:child_process");
  const code = await new Promise((resolve) => spawn("sh", [file], { stdio: "ignore" }).on("close", resolve));
  assert.equal(code, 0);
  const dry = JSON.parse(
    (
      await runMain([
        "send",
        "create-order",
        "--seed",
        "7",
        "--endpoint",
        endpoint,
        "--dry-run",
        "--json",
        "--set",
        'remark_from_douyin=it\'s "quoted" & 中文',
      ])
    ).stdout,
  );
  assert.equal(seen[0]?.body.toString("utf8"), dry.attempts[0].request.body);
  const signed = join(emptyFolder(), "body.json");
  writeFileSync(signed, seen[0]?.body ?? "");
  const verified = await runMain([
    "verify",
    "--url",
    `http://127.0.0.1${seen[0]?.url}`,
    "--header",
    `x-life-sign: ${seen[0]?.headers["x-life-sign"]}`,
    "--json",
    signed,
  ]);
  assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  assert.deepEqual((({ ok, header, url }) => ({ ok, header, url }))(JSON.parse(verified.stdout)), {
    ok: true,
    header: "valid",
    url: "valid",
  });
});

test("--duplicate sends the same bytes again and compares the answers", async () => {
  let copies = 0;
  answer = (body) => acceptance(body).replace('"H-', `"H${copies++}-`);
  const run = await send("--duplicate", "3", "--json");
  assert.equal(run.code, 1);
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen.map(({ body }) => body.toString("hex"))).size, 1);
  const rules = JSON.parse(run.stdout).findings.map((finding: { rule: string }) => finding.rule);
  assert.ok(rules.includes("idempotency/same-answer"), rules.join());
});

test("--retry follows the documented policy and ends with the success", async () => {
  let calls = 0;
  answer = (body) =>
    ++calls < 3
      ? `{"data":{"error_code":100,"description":"busy","order_id":"${/\d{19}/.exec(body.toString())?.[0]}"}}`
      : acceptance(body);
  const run = await send("--retry", "--json");
  assert.equal(run.code, 0, run.stdout);
  assert.equal(seen.length, 3);
  assert.equal(new Set(seen.map(({ body }) => body.toString("hex"))).size, 1);
});

test("a note about a retry shows the platform's wait, and what a time scale makes of it here", async () => {
  answer = (body) =>
    `{"data":{"error_code":100,"description":"busy","order_id":"${/\d{19}/.exec(body.toString())?.[0]}"}}`;
  const noted = async (...args: readonly string[]) => (await send("--retry", "--max-attempts", "2", ...args)).stderr;
  const wait = "The platform retries: attempt 2 of at most 2 follows in 60 s.";
  assert.match(await noted(), new RegExp(`^${wait}$`, "m"));
  assert.match(
    await noted("--time-scale", "100"),
    new RegExp(`^${wait} With --time-scale 100 that is 0.6 s here\\.$`, "m"),
  );
  assert.match(
    await noted("--time-scale", "100", "--lang", "zh"),
    /^平台会重试：60 秒后发送第 2 次（最多 2 次）。按 --time-scale 100，这里等 0\.6 秒。$/m,
  );
});

test("--save keeps the object that --json prints, --save-payload the exact body", async () => {
  answer = acceptance;
  const folder = emptyFolder();
  const run = await send("--json", "--save", join(folder, "x.json"), "--save-payload", join(folder, "p.json"));
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "x.json"), "utf8")), JSON.parse(run.stdout));
  assert.equal(readFileSync(join(folder, "p.json"), "utf8"), seen[0]?.body.toString("utf8"));
  assert.equal(execFileSync("ls", [folder], { encoding: "utf8" }), "p.json\nx.json\n");
});

const bad: readonly { readonly args: readonly string[]; readonly code: number; readonly says: RegExp }[] = [
  { args: ["--endpoint", "nonsense"], code: 2, says: /--endpoint: nonsense is not a complete URL/ },
  { args: ["--endpoint", "http://u:p@127.0.0.1/x"], code: 2, says: /carries a user name or password/ },
  { args: ["--endpoint", "ftp://127.0.0.1/x"], code: 2, says: /only http and https/ },
  { args: ["--endpoint", "http://hotel.example.com/x"], code: 2, says: /not an allowed target/ },
  { args: ["--endpoint", "http://169.254.169.254/x"], code: 2, says: /link-local or metadata/ },
  { args: ["--client-secret-file", "missing.txt"], code: 2, says: /secret file .*missing.txt .*cannot be read/ },
  { args: ["--variant", "standart"], code: 2, says: /standard/ },
  { args: ["--set", "number_of_unit=2"], code: 2, says: /number_of_units/ },
  { args: ["--set", "a.__proto__.b=1"], code: 2, says: /__proto__/ },
  { args: ["--timeout", "soon"], code: 2, says: /--timeout needs a number/ },
  { args: ["--signature", "forged"], code: 2, says: /--signature cannot be forged/ },
  { args: ["--retry", "documentd"], code: 2, says: /nearest one is documented/ },
  { args: ["--fixture", "nothing.json"], code: 2, says: /nothing.json/ },
  { args: ["--save", "no/such/folder/x.json"], code: 3, says: /cannot be written/ },
];

for (const { args, code, says } of bad) {
  test(`send ${args.join(" ")} sends nothing, says why and exits ${code}`, async () => {
    seen.length = 0;
    const base = args[0] === "--endpoint" ? [] : ["--endpoint", endpoint];
    const run = await runMain(["send", "create-order", "--no-journal", ...base, ...args], { env: { CI: "true" } });
    assert.equal(run.code, code, run.stderr);
    assert.match(run.stderr, says);
    assert.doesNotMatch(run.stderr, /\n {4}at /);
    assert.equal(run.stdout, "");
    assert.equal(seen.length, 0);
    assert.equal(existsSync("no"), false);
  });
}
