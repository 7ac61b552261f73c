import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { createRuler } from "../../src/reporters/columns.js";
import { emptyFolder, runCli } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";
import { startMerchantServer } from "../support/merchant-server.js";

const load = (...argv: string[]) => runMain(["load", ...argv], { clock: realClock() });

type Summary = {
  type: string;
  verdict: string;
  callback: string;
  seed: number;
  requests: Record<string, number>;
  orders: Record<string, number>;
  codes: Record<string, number>;
  failures: Record<string, number>;
  latencyMs: Record<string, number>;
  findings: { rule: string; severity: string; count: number; message: string }[];
  thresholds: { name: string; isMet: boolean }[];
  pace: { kind: string; steps?: unknown[] };
  steps: { requests: number }[];
};

function linesOf(stdout: string): Summary[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("without an endpoint the reference merchant answers: one line a second, then the summary", async () => {
  const { code, stdout, stderr } = await load(
    "mix",
    "--requests",
    "120",
    "--seed",
    "7",
    "--json",
    "--timeout",
    "60000",
  );
  assert.equal(code, 0, stderr);
  assert.match(stderr, /built-in reference merchant answers at http:\/\/127\.0\.0\.1:\d+/);
  const lines = linesOf(stdout);
  const summary = lines.at(-1);
  assert.ok(summary);
  assert.ok(lines.slice(0, -1).every(({ type }) => type === "progress"));
  assert.deepEqual([summary.type, summary.verdict, summary.callback, summary.seed], ["summary", "pass", "mix", 7]);
  assert.equal(summary.requests.sent, 120);
  assert.deepEqual(summary.codes, { 0: 120 });
  assert.ok((summary.requests.repeats ?? 0) > 0 && (summary.requests.follows ?? 0) > 0);
  assert.deepEqual([summary.orders.twice, summary.orders.lost], [0, 0]);
  assert.ok((summary.latencyMs.p50 ?? 0) <= (summary.latencyMs.p99 ?? 0));
});

test("a merchant that books twice under a race exits 1 and says how often", async () => {
  const merchant = await startMerchantServer({ faults: ["race-double-booking"] });
  const argv = ["create-order", "--requests", "80", "--duplicates", "40%", "--json", "--timeout", "60000"];
  const { code, stdout } = await load(...argv, "-e", `${merchant.url}/spi/create-order`);
  await merchant.close();
  const summary = linesOf(stdout).at(-1);
  assert.equal(code, 1);
  assert.equal(summary?.verdict, "fail");
  assert.ok((summary?.orders.twice ?? 0) > 0);
  const race = summary?.findings.find(({ rule }) => rule === "idempotency/race");
  assert.ok(race && race.severity === "error" && race.count > 0 && race.message !== "");
});

test("with a fixed order id two workers are one, which sees that the order is booked twice", async () => {
  const fixed = ["create-order", "--set", "order_id=1000000000000000001", "--workers", "2"];
  const argv = [...fixed, "--requests", "20", "--json", "--timeout", "60000"];
  const correct = await load(...argv);
  const merchant = await startMerchantServer({ faults: ["race-double-booking"] });
  const faulty = await load(...argv, "-e", `${merchant.url}/spi/create-order`);
  await merchant.close();
  assert.equal(correct.code, 0, correct.stdout);
  assert.match(correct.stderr, /Every request is the same order.*there is 1, not 2\./);
  const { orders } = linesOf(correct.stdout).at(-1) ?? {};
  assert.deepEqual([orders?.sent, orders?.twice, orders?.lost], [1, 0, 0]);
  assert.equal(faulty.code, 1, faulty.stdout);
  assert.equal(linesOf(faulty.stdout).at(-1)?.orders.twice, 1);
});

test("the text report names the figures, and the HTML file loads nothing", async () => {
  const cwd = emptyFolder();
  const argv = ["load", "create-order", "--requests", "20", "--html", "load.html", "--timeout", "60000"];
  const { code, stdout } = await runMain(argv, { clock: realClock(), cwd, columns: 120 });
  assert.equal(code, 0);
  assert.match(stdout, /^create-order: closed loop, 10 connections/);
  assert.match(stdout, /booked twice +0\nlost +0\n/);
  assert.match(stdout, /our side +the busiest worker was busy \d+% of the time\n/);
  assert.match(stdout, /p50 .* p90 .* p99 .* p99\.9 .* max /);
  const html = readFileSync(join(cwd, "load.html"), "utf8");
  assert.equal(html.match(/<svg /g)?.length, 2);
  assert.doesNotMatch(html, /<script|<link|src=|https?:\/\/(?!127\.0\.0\.1)/);
});

/** Answers each request with a gateway's error page. */
async function startGateway(): Promise<{ readonly endpoint: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(500, { "content-type": "text/html" });
      response.end("<html>Bad gateway</html>");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}/spi/create-order`, close: () => server.close() };
}

for (const [lang, told, page] of [
  ["en", /5 never answered readably,/, /lost: never answered readably/],
  ["zh", /始终没有可读应答5，/, /丢单：始终没有可读应答/],
] as const) {
  test(`an error page is an answer that cannot be read, not one that never came, and the report fits 40 columns (${lang})`, async () => {
    const gateway = await startGateway();
    const cwd = emptyFolder();
    const argv = [
      "load",
      "create-order",
      "-e",
      gateway.endpoint,
      "--requests",
      "5",
      "--html",
      "x.html",
      "--lang",
      lang,
    ];
    const limits = ["--max-p99", "1ms", "--max-errors", "1%"];
    const { code, stdout } = await runMain([...argv, ...limits], { clock: realClock(), cwd, columns: 40 });
    gateway.close();
    assert.equal(code, 1, stdout);
    assert.match(stdout.replace(/\s+/g, lang === "zh" ? "" : " "), told);
    assert.match(readFileSync(join(cwd, "x.html"), "utf8"), page);
    const ruler = createRuler();
    assert.deepEqual(
      stdout.split("\n").filter((line) => ruler.width(line) > 40),
      [],
    );
  });
}

test("a threshold that is exceeded exits 1, one that is kept does not", async () => {
  const merchant = await startMerchantServer();
  const argv = [
    "create-order",
    "--requests",
    "10",
    "--json",
    "--timeout",
    "60000",
    "-e",
    `${merchant.url}/spi/create-order`,
  ];
  const strict = await load(...argv, "--max-p99", "0.001ms", "--max-errors", "0%");
  const mild = await load(...argv, "--max-p99", "50s", "--max-errors", "0.1%");
  await merchant.close();
  assert.equal(strict.code, 1);
  assert.deepEqual(
    linesOf(strict.stdout)
      .at(-1)
      ?.thresholds.map(({ name, isMet }) => [name, isMet]),
    [
      ["max-p99", false],
      ["max-errors", true],
    ],
  );
  assert.equal(mild.code, 0, mild.stdout);
});

test("steps are an open loop with a figure for each, and the acceptance preset marks its requests", async () => {
  const tags: (string | null)[] = [];
  const merchant = await startMerchantServer({
    answer: (request, _n, connection, app) => {
      tags.push(request.headers.get("x-stress-tag"));
      return app.fetch(request, connection);
    },
  });
  const endpoint = ["-e", `${merchant.url}/spi/create-order`, "--json", "--timeout", "60000"];
  const steps = await load("create-order", "--steps", "20/s:500ms,40/s:500ms", ...endpoint);
  const preset = await load("create-order", "--preset", "acceptance", "--requests", "3", ...endpoint);
  await merchant.close();
  assert.deepEqual(
    linesOf(steps.stdout)
      .at(-1)
      ?.steps.map(({ requests }) => requests),
    [10, 20],
  );
  assert.equal(preset.code, 0, preset.stderr);
  const pace = linesOf(preset.stdout).at(-1)?.pace;
  assert.deepEqual(pace?.steps, [
    { ratePerSecond: 50, durationMs: 100_000 },
    { ratePerSecond: 150, durationMs: 100_000 },
    { ratePerSecond: 300, durationMs: 100_000 },
  ]);
  assert.deepEqual(tags.slice(-3), ["1", "1", "1"]);
  assert.equal(tags[0], null);
});

test("nobody there exits 3; every answer a refusal exits 5", async () => {
  const gone = await startMerchantServer();
  const url = `${gone.url}/spi/create-order`;
  await gone.close();
  const unreachable = await load("create-order", "--requests", "50", "-e", url, "--json");
  assert.equal(unreachable.code, 3, unreachable.stdout);
  const summary = linesOf(unreachable.stdout).at(-1);
  assert.deepEqual([summary?.verdict, summary?.failures], ["error", { refused: 50 }]);
  const told = await load("create-order", "--requests", "50", "-e", url, "--lang", "en");
  assert.match(told.stdout, /refused × 50\n[\s\S]*refused the connection: nothing listens on that port\./);
  assert.doesNotMatch(told.stdout, /bottleneck/);

  const full = await startMerchantServer({
    answer: async (request) => {
      const { order_id } = (await request.json()) as { order_id: string };
      return Response.json({ data: { error_code: 8, description: "full", order_id } });
    },
  });
  const refused = await load("create-order", "--requests", "5", "-e", `${full.url}/spi/create-order`, "--json");
  await full.close();
  assert.equal(refused.code, 5, refused.stdout);
});

test("Ctrl-C ends with 130 and the partial report", async () => {
  const stopping = new AbortController();
  const argv = ["load", "create-order", "--duration", "60s", "--json", "--timeout", "60000"];
  const { code, stdout } = await runMain(argv, {
    clock: realClock(),
    signal: stopping.signal,
    onOut: () => stopping.abort("SIGINT"),
  });
  assert.equal(code, 130);
  assert.equal(linesOf(stdout).at(-1)?.verdict, "interrupted");
});

test("the built program runs its worker threads and writes no journal", async () => {
  const home = emptyFolder();
  const env = { HOME: home, XDG_STATE_HOME: join(home, "state") };
  const { code, stdout, stderr } = await runCli(
    ["load", "create-order", "--requests", "30", "--workers", "2", "--json", "--timeout", "60000"],
    { env },
  );
  assert.equal(code, 0, stderr);
  assert.equal(linesOf(stdout).at(-1)?.requests.sent, 30);
  const log = await runCli(["log", "--json"], { env });
  assert.doesNotMatch(log.stdout, /create-order/);
});

for (const [argv, says] of [
  [["create-ordr"], /There is no callback create-ordr\. The nearest one is create-order\./],
  [["mxi"], /There is no callback mxi\. The nearest one is mix\./],
  [["everything-at-once"], /There is no callback everything-at-once\. It can be: create-order, cancel-order, mix\./],
  [["create-order", "--rate", "0.1/s", "--duration", "1s"], /^Rate times time is less than one request/],
  [["create-order", "--steps", "0.1/s:1s,0.2/s:1s"], /^Rate times time is less than one request/],
  [["create-order", "--rate", "fast"], /--rate needs a rate like 200\/s, not fast\./],
  [["create-order", "--steps", "50/s"], /--steps needs steps like 50\/s:30s,150\/s:30s, not 50\/s\./],
  [["create-order", "--rate", "5/s", "--steps", "5/s:1s"], /--rate and --steps both say how fast/],
  [["create-order", "--duplicates", "60%", "--cancels", "60%"], /more than 90% together/],
  [["create-order", "--max-errors", "lots"], /--max-errors needs a share like 5%, not lots\./],
  [["create-order", "--duration", "0s"], /--duration needs a time like/],
  [["create-order", "--preset", "acceptanc"], /--preset cannot be acceptanc/],
  [["create-order", "--header", "Transfer-Encoding: chunked"], /^load takes no header Transfer-Encoding:/],
  [["create-order", "--header", "X-A: 1", "--header", "expect: 100-continue"], /^load takes no header expect:/],
  [["create-order", "--variant", "standrd"], /^create-order has no variant standrd\. Did you mean standard\?/],
  [["create-order", "--set", "foo=1"], /^The documents have no field foo\./],
  [["create-order", "--unset", "foo"], /^The documents have no field foo\./],
  [["create-order", "--set", "number_of_units=abc"], /^The field number_of_units takes an integer, not abc\./],
  [["create-order", "-e", "http://203.0.113.9/spi"], /203\.0\.113\.9 is not this machine/],
] as const) {
  test(`load ${argv.join(" ")} exits 2, prints nothing and says why`, async () => {
    const { code, stdout, stderr } = await load(...argv);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, says);
  });
}
