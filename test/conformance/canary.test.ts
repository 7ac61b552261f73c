import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { registryOf } from "../../src/callbacks/registry.js";
import type { CaseResult, ReportedExchange, RunEvent } from "../../src/core/event.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import type { Finding } from "../../src/core/finding.js";
import { projectNumbers } from "../../src/core/json.js";
import { seededRandom } from "../../src/core/random.js";
import { totalsOf } from "../../src/core/totals.js";
import { decryptField } from "../../src/engine/cipher.js";
import { deliver } from "../../src/engine/deliver.js";
import { judge } from "../../src/engine/judge.js";
import { streamPayloads } from "../../src/engine/payload-stream.js";
import { verifyRequest } from "../../src/engine/verify.js";
import { wireRequest } from "../../src/engine/wire-request.js";
import { merchantApp } from "../../src/mocks/merchant/app.js";
import { realClock } from "../../src/node/clock.js";
import { serve } from "../../src/node/serve.js";
import { httpTransport } from "../../src/node/transport.js";
import { render, reporterNames } from "../reporters/render-all.js";
import canary from "../support/canary/definition.js";
import { type FakeRun, runMain } from "../support/fake-console.js";
import { makePayload, payloadNow, secret } from "../support/payloads.js";

const clientKey = "awexampleclientkey";
const registry = registryOf({ "pay-notify": async () => ({ default: canary }) });
const folder = join(import.meta.dirname, "../support/canary");

function cli(...args: readonly string[]): Promise<FakeRun> {
  return runMain(args, { registry, env: { DOUYIN_CLIENT_SECRET: secret, DOUYIN_CLIENT_KEY: clientKey } });
}

test("a callback that the project has never seen is generated, lawfully", async () => {
  for (const variant of ["single", "split"]) {
    const options = { variant, seed: 1, now: payloadNow, merchant: defaultMerchantFacts };
    const keys = new Set<unknown>();
    for await (const { plain, payload } of streamPayloads(canary, options, 200, { clientSecret: secret })) {
      assert.deepEqual(canary.request.validate(projectNumbers(payload)), []);
      assert.ok(plain);
      assert.deepEqual(
        canary.laws.flatMap((law) => law.check(plain)),
        [],
      );
      assert.equal(decryptField(secret, String(payload.payer_phone)), "13800138000");
      keys.add(payload.pay_id);
    }
    assert.equal(keys.size, 200);
  }
});

test("its dependent fields follow, its sample is repaired, its unknown paths are refused", async () => {
  const { payload } = await makePayload(canary, { assignments: [{ path: "parts[0].amount", value: "42" }] });
  assert.equal(payload.pay_amount, 42);
  const sample = await makePayload(canary, { variant: "doc-sample" });
  assert.ok(sample.body.includes("12345678901234567890"));
  assert.equal(sample.notes.length, 1);
  await assert.rejects(makePayload(canary, { assignments: [{ path: "parts[0].amuont", value: "1" }] }), /amuont|path/);
});

test("it is signed, sent, answered by the mock merchant and judged", async () => {
  const clock = realClock();
  const app = merchantApp({ registry, clientKey, clientSecret: secret, random: seededRandom(1), clock });
  const server = await serve((request, connection) => app.fetch(request, connection), { port: 0 });
  const transport = httpTransport();
  try {
    const { body, payload } = await makePayload(canary);
    const plan = {
      endpoint: new URL("/spi/pay-notify", server.url).href,
      body: new TextEncoder().encode(body),
      clientKey,
      clientSecret: secret,
      signature: "valid",
      logid: "canary",
      timestamp: 1700000000123,
    } as const;
    const { url, headers } = wireRequest(plan);
    assert.equal(verifyRequest({ url, headers, body: plan.body, clientSecret: secret }).ok, true);
    const facts = {
      callback: "pay-notify",
      variant: "single",
      attempt: 1,
      payload,
      malformed: false,
      merchant: defaultMerchantFacts,
      transport: { timeoutMs: 20_000, maxBodyBytes: 1_000_000, insecure: false, keepAlive: false },
    };
    const exchange = await deliver({ ...plan, ...facts }, { clock, transport });
    const { findings, platform } = judge(canary, exchange, { reading: "documented" });
    assert.deepEqual(findings, []);
    assert.equal(platform.action, "accept");
    const forged = await deliver({ ...plan, ...facts, signature: "wrong-secret" }, { clock, transport });
    assert.deepEqual(judge(canary, forged, { reading: "documented" }).findings, []);
    assert.notEqual(forged.answer?.json && JSON.stringify(forged.answer.json), JSON.stringify(exchange.answer?.json));
  } finally {
    await transport.close();
    await server.close();
  }
});

test("its own rule finds what is wrong with an answer", async () => {
  const server = await serve(() => Response.json({ data: { error_code: 0, description: "success" } }), { port: 0 });
  try {
    const { code, stdout } = await cli("send", "pay-notify", "--seed", "7", "--json", "-q", "--endpoint", server.url);
    assert.equal(code, 1);
    const { verdict, findings } = JSON.parse(stdout);
    assert.equal(verdict, "fail");
    assert.deepEqual(
      findings.map((finding: { rule: string }) => finding.rule),
      ["pay-notify/receipt"],
    );
  } finally {
    await server.close();
  }
});

test("every reporter tells of it", async () => {
  const { body } = await makePayload(canary);
  const finding: Finding = {
    rule: "pay-notify/receipt",
    severity: "error",
    part: "response",
    pointer: "/data/receipt_number",
    expected: "a number",
    actual: null,
    message: { text: { zh: "缺少 receipt_number。", en: "receipt_number is missing." } },
    doc: { page: "pay-notify", field: "response.receipt_number" },
  };
  const exchange: ReportedExchange = {
    id: "x1",
    caseId: "pay-notify/single",
    callback: "pay-notify",
    attempt: 1,
    startedAt: "2026-11-25T04:00:00.000Z",
    durationMs: 3,
    request: { method: "POST", url: "http://127.0.0.1/spi/pay-notify", headers: {}, body },
    response: { status: 200, headers: {}, body: '{"data":{"error_code":0}}' },
    failure: null,
    platform: { action: "accept", reason: { text: { zh: "送达。", en: "Arrived." } }, rule: "pay-notify/receipt" },
    findings: [finding],
  };
  const result: CaseResult = {
    id: "pay-notify/single",
    suite: "pay-notify",
    title: { zh: "一笔", en: "One part" },
    proves: { zh: "商家接受通知。", en: "The merchant takes the notice." },
    verdict: "failed",
    durationMs: 3,
    findings: [finding],
    exchanges: ["x1"],
  };
  const events: readonly RunEvent[] = [
    {
      type: "run-started",
      tool: { name: "douyin-hotel", version: "0.0.0" },
      seed: 7,
      startedAt: "2026-11-25T04:00:00.000Z",
      settings: {},
      cases: 1,
      notices: [],
    },
    { type: "case-started", id: result.id, suite: result.suite, title: result.title },
    { type: "exchange", exchange },
    { type: "case-finished", result },
    {
      type: "run-finished",
      verdict: "failed",
      durationMs: 4,
      totals: totalsOf([result]),
      notices: [],
      reachability: [],
    },
  ];
  for (const name of reporterNames) {
    const text = await render(name, events, { rules: canary.rules });
    assert.match(text, /pay-notify.single/, name);
    assert.match(text, /receipt\\?_number/, name);
  }
});

test("every command takes it from the registry", async () => {
  const sent = await cli("send", "pay-notify", "--seed", "7", "--json");
  assert.equal(sent.code, 0, sent.stderr);
  assert.equal(JSON.parse(sent.stdout).variant, "single");
  const fixture = join(folder, "saved-payment.json");
  const saved = await cli("generate", "pay-notify", "--fixture", fixture, "--set", "pay_amount=6");
  const expected = readFileSync(fixture, "utf8").replace('"pay_amount": 5', '"pay_amount": 6');
  assert.equal(saved.stdout, `${expected}\n`);
  const signed = await cli("generate", "pay-notify", "--seed", "7", "--count", "3", "--signed");
  assert.equal(signed.stdout.trimEnd().split("\n").length, 3);
  assert.match((await cli("catalog", "fields", "pay-notify")).stdout, /payer_phone/);
  assert.match((await cli("catalog", "variants", "pay-notify")).stdout, /split/);
  assert.match((await cli("explain", "pay-notify/receipt")).stdout, /settle accounts/);
  assert.match((await cli("send", "pay-notfy")).stderr, /pay-notify/);
});
