import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { type MerchantServer, startMerchantServer } from "../support/merchant-server.js";
import { reportOf, runTest } from "../support/test-report.js";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function whileRunning<T>(
  options: Parameters<typeof startMerchantServer>[0],
  use: (merchant: MerchantServer, port: number) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const merchant = await startMerchantServer({ ...options, platform: `http://127.0.0.1:${port}` });
  try {
    return await use(merchant, port);
  } finally {
    await merchant.close();
  }
}

test("an outside merchant that calls back over HTTP passes the cases of callback debts", async () => {
  await whileRunning({ design: "async" }, async ({ words }, port) => {
    const argv = [...words, "--platform-port", String(port), "--only", "callback-debt", "--timeout", "60000"];
    const { code, stderr, report } = await reportOf(argv);
    assert.equal(code, 0, JSON.stringify(report.cases.filter(({ verdict }) => verdict === "failed")));
    assert.match(stderr, new RegExp(`^Mock platform: http://127\\.0\\.0\\.1:${port} `, "m"));
    assert.equal(report.settings.platform, `http://127.0.0.1:${port}`);
    assert.ok(report.totals.passed >= 10);
  });
});

test("a merchant that never calls back leaves its debt unpaid, and the case fails", async () => {
  await whileRunning({ design: "async", faults: ["confirm-never-called"] }, async ({ words }, port) => {
    const argv = [...words, "--platform-port", String(port), "--only", "callback-debt/confirm", "--timeout", "60000"];
    const { code, report } = await reportOf(argv);
    assert.equal(code, 1);
    assert.deepEqual(
      report.cases[0]?.findings.map(({ rule, severity }) => [rule, severity]),
      [["debt/confirm-missing", "error"]],
    );
  });
});

test("without a platform the cases of callback debts are skipped with that reason", async () => {
  await whileRunning({ design: "async" }, async ({ words }) => {
    const { code, report } = await reportOf([...words, "--only", "callback-debt"]);
    assert.equal(code, 5);
    assert.deepEqual(
      [...new Set(report.cases.map(({ reason }) => reason))],
      [
        "There is no mock platform for the merchant to call. Add --platform-port N and let the merchant use its address.",
      ],
    );
  });
});

test("the platform's port may be a free one, and one that is taken is exit 2", async () => {
  const free = await runTest(["--only", "callback-debt/confirm", "--platform-port", "0", "-q"]);
  assert.equal(free.code, 0);
  assert.match(free.stderr, /^Mock platform: http:\/\/127\.0\.0\.1:\d+ /);
  await whileRunning({}, async ({ url }) => {
    const taken = await runTest(["--platform-port", new URL(url).port]);
    assert.equal(taken.code, 2);
    assert.match(taken.stderr, /Choose another --platform-port/);
  });
});
