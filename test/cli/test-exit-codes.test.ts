import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Clock } from "../../src/core/ports.js";
import { realClock } from "../../src/node/clock.js";
import { emptyFolder } from "../support/cli.js";
import {
  endpointWords,
  type MerchantServer,
  type MerchantServerOptions,
  startMerchantServer,
} from "../support/merchant-server.js";
import { schemaMistakes } from "../support/report-schema.js";
import { reportOf, runTest } from "../support/test-report.js";

async function against<T>(options: MerchantServerOptions, use: (merchant: MerchantServer) => Promise<T>): Promise<T> {
  const merchant = await startMerchantServer(options);
  try {
    return await use(merchant);
  } finally {
    await merchant.close();
  }
}

test("a merchant that breaks the contract is exit 1, the mistake named with its case", async () => {
  await against({ faults: ["order-id-number"] }, async ({ words }) => {
    const { code, stdout } = await runTest([...words, "--only", "create-order/standard", "--timeout", "60000"]);
    assert.equal(code, 1);
    assert.match(stdout, /^error · create-order\/order-id-echo · guest paid, no room · cases: 1$/m);
    assert.match(stdout, /^✗ create-order\/standard$/m);
    assert.match(stdout, /^ {4}Douyin will /m);
    assert.match(stdout, /^ {4}documents +create-order → response\.(?:data\.)?order_id$/m);
    assert.match(stdout, /^ {4}smallest +/m);
    assert.match(stdout, /^ {4}reproduce +douyin-hotel send create-order --variant standard --seed \d+\/\d+ /m);
    assert.match(stdout, /\nVerdict: failed \(in [^)]+\)\n$/);
  });
});

test("a warning fails only where --fail-on says so", async () => {
  await against({ faults: ["wrong-content-type"] }, async ({ words }) => {
    const common = [...words, "--only", "create-order/standard", "--timeout", "60000"];
    const lenient = await reportOf(common);
    assert.equal(lenient.code, 0);
    assert.equal(lenient.report.totals.findings.warning, 1);
    const strict = await reportOf([...common, "--fail-on", "warning"]);
    assert.equal(strict.code, 1);
    assert.equal(strict.report.totals.failed, 1);
  });
});

test("--bail begins no case after the first failure", async () => {
  await against({ faults: ["order-id-number"] }, async ({ words }) => {
    const { code, report } = await reportOf([...words, "--only", "create-order", "--bail", "--concurrency", "1"]);
    assert.equal(code, 1);
    assert.equal(report.totals.failed, 1);
    const [, second] = report.cases;
    assert.equal(second?.verdict, "skipped");
    assert.equal(second?.reason, "A case has failed, and with --bail no other one begins.");
  });
});

test("too few of the documented codes fail the run with --min-codes", async () => {
  const only = ["--only", "error-codes/create-4", "--only", "error-codes/create-1"];
  const { code, report } = await reportOf([...only, "--min-codes", "4"]);
  assert.equal(code, 1);
  assert.equal(report.totals.failed, 0);
  assert.ok(report.notices.some((said) => /showed 2 of the documented error codes; --min-codes asks for 4/.test(said)));
  assert.equal((await runTest([...only, "--min-codes", "2"])).code, 0);
});

test("a closed port is exit 3, every case broken with a reason and none passed", async () => {
  const closed = await startMerchantServer();
  await closed.close();
  const { code, report } = await reportOf([...closed.words, "--skip", "callback-debt", "--skip", "error-codes"]);
  assert.equal(code, 3);
  assert.equal(report.verdict, "inconclusive");
  assert.equal(report.totals.passed + report.totals.failed, 0);
  assert.ok(report.totals.broken > 100);
  assert.deepEqual(schemaMistakes(report), []);
  assert.ok(report.cases.every(({ verdict, reason }) => verdict === "skipped" || (verdict === "broken" && reason)));
});

test("a target that goes away in the middle is exit 3, whatever was found before", async () => {
  let merchant: MerchantServer | undefined;
  merchant = await startMerchantServer({
    answer(request, n, _, app) {
      if (n === 12) void merchant?.close();
      return app.fetch(request);
    },
  });
  const { code, report } = await reportOf([...merchant.words, "--only", "create-order", "--concurrency", "1"]);
  assert.equal(code, 3);
  assert.ok(report.totals.passed > 0);
  assert.ok(report.totals.broken > 0);
});

test("one refused connection of a live target fails its case and nothing else", async () => {
  let first: MerchantServer | undefined;
  let second: MerchantServer | undefined;
  first = await startMerchantServer({
    answer(request, n, _, app) {
      if (n === 12) void first?.close();
      return app.fetch(request);
    },
  });
  const port = Number(new URL(first.url).port);
  // The first wait after the refusal is for the target to listen again.
  const clock = clockThat(async () => {
    if (first && first.requests() >= 12) second ??= await startMerchantServer({ port });
  });
  const words = [...first.words, "--only", "create-order", "--concurrency", "1", "--timeout", "60000"];
  const { code, report } = await reportOf(words, { clock });
  await second?.close();
  assert.equal(code, 1);
  assert.equal(report.totals.broken, 0);
  const failed = report.cases.filter(({ verdict }) => verdict === "failed");
  assert.deepEqual(
    failed.flatMap(({ findings }) => findings.map(({ rule, severity }) => [rule, severity])),
    [["transport/connection", "error"]],
  );
});

/** The real clock, but for something that is done before each wait. */
function clockThat(before: () => Promise<void>): Clock {
  const clock = realClock();
  return {
    ...clock,
    async sleep(ms, signal) {
      await before();
      await clock.sleep(ms, signal);
    },
  };
}

test("the report of a badly broken merchant keeps to its schema", async () => {
  const faults = ["order-id-number", "connection-reset", "html-page"];
  for (const fault of faults) {
    await against({ faults: [fault] }, async ({ words }) => {
      const { report } = await reportOf([
        ...words,
        "--only",
        "create-order/m*",
        "--only",
        "signature",
        "--timeout",
        "9000",
      ]);
      assert.ok(report.totals.failed > 0, fault);
      assert.deepEqual(schemaMistakes(report), [], fault);
    });
  }
});

const refusals: readonly [string, MerchantServerOptions["answer"], RegExp][] = [
  [
    "an unknown rate plan",
    async (request, _n, connection, app) => refusedWith1(request, await app.fetch(request.clone(), connection)),
    /error_code 1 \(Room type missing or no longer valid\).*merchant\.ratePlanIds/,
  ],
  [
    "a signature that never matches",
    () => new Response(JSON.stringify({ data: { error_code: 13, description: "bad sign" } })),
    /in the same words as a forgery.*client_secret/,
  ],
];

/** A create that would be accepted is refused with 1. */
async function refusedWith1(request: Request, answer: Response): Promise<Response> {
  const body: { data: { error_code: number } } = await answer.clone().json();
  if (!request.url.includes("create-order") || body.data.error_code !== 0) return answer;
  const { order_id }: { order_id: string } = await request.json();
  return Response.json({ data: { order_id, error_code: 1, description: "unknown rate plan" } });
}

test("a merchant that refuses every create with 1 is inconclusive, and the first thing said is what to set", async () => {
  const [[, answer, said] = assert.fail()] = refusals;
  await against({ ...(answer ? { answer } : {}) }, async ({ words }) => {
    const { code, stdout } = await runTest(words);
    assert.equal(code, 5);
    const [head = ""] = stdout.split("\n\n");
    assert.match(head.replace(/\s+/g, " "), said);
    assert.match(stdout, /\nVerdict: inconclusive/);
    const { report } = await reportOf([...words, "--only", "create-order", "--only", "idempotency"]);
    const dependent = report.cases.filter(({ suite }) => suite === "create-order");
    assert.ok(dependent.every(({ verdict, findings }) => verdict === "skipped" && findings.length === 0));
  });
});

test("a merchant that takes every request for a forgery is told so", async () => {
  const [, [, answer, said] = assert.fail()] = refusals;
  await against({ ...(answer ? { answer } : {}) }, async ({ words }) => {
    const { report } = await reportOf([...words, "--only", "create-order"]);
    assert.match(report.notices.join(" "), said);
  });
});

test("no case that could run is exit 5", async () => {
  const { code, report } = await reportOf(["--only", "laws", "--skip", "laws"]);
  assert.equal(code, 5);
  assert.equal(report.totals.cases, 0);
});

test("a report that cannot be written is exit 3 before anything is sent", async () => {
  await against({}, async (merchant) => {
    const missing = join(emptyFolder(), "nowhere", "report.json");
    const { code, stderr, stdout } = await runTest([...merchant.words, "--reporter", `json=${missing}`]);
    assert.equal(code, 3);
    assert.match(stderr, /cannot be written/);
    assert.equal(stdout, "");
    assert.equal(merchant.requests(), 0);
  });
});

for (const [signal, expected] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  test(`${signal} ends with ${expected}, and every report holds what was finished and says so`, async () => {
    const stopping = new AbortController();
    const folder = emptyFolder();
    const answer: MerchantServerOptions["answer"] = (request, n, connection, app) => {
      if (n === 15) stopping.abort(signal);
      return app.fetch(request, connection);
    };
    await against({ answer }, async ({ words }) => {
      const reports = ["json", "junit", "html"].flatMap((name) => ["--reporter", `${name}=${join(folder, name)}`]);
      const { code, stdout } = await runTest([...words, ...reports, "--concurrency", "1"], { signal: stopping.signal });
      assert.equal(code, expected);
      assert.match(stdout, /The run was interrupted\./);
      assert.match(stdout, /\nVerdict: interrupted/);
    });
    const report = JSON.parse(readFileSync(join(folder, "json"), "utf8"));
    assert.equal(report.verdict, "interrupted");
    assert.deepEqual(schemaMistakes(report), []);
    assert.ok(report.totals.passed > 0 && report.totals.skipped > 100);
    assert.deepEqual(readdirSync(folder).sort(), ["html", "json", "junit"]);
    assert.match(readFileSync(join(folder, "junit"), "utf8"), /<\/testsuites>\n$/);
  });
}

test("--wait sends one order again and again until the target answers, and then runs", async () => {
  const early = await startMerchantServer();
  await early.close();
  const port = Number(new URL(early.url).port);
  let merchant: MerchantServer | undefined;
  const clock = clockThat(async () => {
    merchant ??= await startMerchantServer({ port });
  });
  const words = [...endpointWords(early.url), "--wait", "60", "--only", "create-order/standard"];
  const { code, stderr, report } = await reportOf(words, { clock });
  await merchant?.close();
  assert.equal(code, 0);
  assert.match(stderr, /^Waiting for http:\/\/127\.0\.0\.1:\d+\/spi\/create-order to answer …$/m);
  assert.equal(report.totals.passed, 1);
});

test("a target that never comes up within --wait is exit 3", async () => {
  const closed = await startMerchantServer();
  await closed.close();
  const { code, stderr } = await runTest([...closed.words, "--wait", "0.3", "--only", "create-order/standard"]);
  assert.equal(code, 3);
  assert.match(stderr, /did not answer within --wait/);
});

test("Ctrl-C while waiting for the target ends with 130 and a report that says so", async () => {
  const closed = await startMerchantServer();
  await closed.close();
  const stopping = new AbortController();
  const clock = clockThat(async () => stopping.abort("SIGINT"));
  const { code, stdout } = await runTest([...closed.words, "--wait", "60"], { clock, signal: stopping.signal });
  assert.equal(code, 130);
  assert.match(stdout, /The run was interrupted;/);
  assert.match(stdout, /\nVerdict: interrupted/);
});
