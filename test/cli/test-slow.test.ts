import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startMerchantServer } from "../support/merchant-server.js";
import { reportOf, runTest } from "../support/test-report.js";

test("a merchant that takes 600 ms for each answer passes", async () => {
  const merchant = await startMerchantServer({
    async answer(request, _n, connection, app) {
      await pause(600);
      return app.fetch(request, connection);
    },
  });
  const words = ["--only", "create-order", "--only", "idempotency/duplicate-*", "--timeout", "60000"];
  const { code, report } = await reportOf([...merchant.words, ...words]);
  await merchant.close();
  assert.equal(code, 0, JSON.stringify(report.cases.filter(({ verdict }) => verdict === "failed")));
});

test("a merchant that never answers every sixth request fails those cases, and the run goes on to its end", async () => {
  const merchant = await startMerchantServer({
    answer(request, n, connection, app) {
      if (n % 6 !== 0) return app.fetch(request, connection);
      connection.ignore();
      return new Response(null);
    },
  });
  const words = ["--only", "create-order", "--only", "ordering", "--only", "bytes", "--timeout", "2500"];
  const { code, report } = await reportOf([...merchant.words, ...words]);
  await merchant.close();
  assert.equal(code, 1);
  assert.equal(report.totals.broken, 0);
  assert.ok(report.totals.passed > report.totals.failed && report.totals.failed > 5, JSON.stringify(report.totals));
  const failed = report.cases.filter(({ verdict }) => verdict === "failed");
  const silent = failed.filter(({ findings }) => findings.some(({ message }) => /answer/.test(message)));
  assert.equal(silent.length, failed.length);
});

test("a target that never answers at all is told first, and the run ends", async () => {
  const merchant = await startMerchantServer({
    answer(_request, _n, connection) {
      connection.ignore();
      return new Response(null);
    },
  });
  const { code, stdout } = await runTest([...merchant.words, "--timeout", "300"]);
  await merchant.close();
  assert.equal(code, 1);
  assert.match(stdout.replace(/\s+/g, " "), /The standard order got no readable answer \(timeout\)/);
  assert.match(stdout, /\nVerdict: failed/);
});
