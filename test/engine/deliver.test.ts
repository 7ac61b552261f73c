import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultMerchantFacts, type SignatureForm } from "../../src/core/exchange.js";
import type { JournalIntent } from "../../src/core/journal.js";
import type { WireOutcome } from "../../src/core/ports.js";
import { AppError } from "../../src/core/problem.js";
import { seededRandom } from "../../src/core/random.js";
import { type DeliveryPlan, deliver } from "../../src/engine/deliver.js";
import { newLogid } from "../../src/engine/logid.js";
import { expectedSignatures } from "../../src/engine/sign.js";
import { tamperBody } from "../../src/engine/tamper-body.js";
import { wireRequest } from "../../src/engine/wire-request.js";
import { fakeClock } from "../support/fake-clock.js";
import { fakeTransport } from "../support/fake-transport.js";

const secret = "example-secret-0123456789abcdef0";
const text = '{"order_id":"1000000000000000001","biz_type":2021}';

function planOf(more: Partial<DeliveryPlan> = {}): DeliveryPlan {
  return {
    callback: "create-order",
    variant: "standard",
    attempt: 1,
    endpoint: "http://127.0.0.1:8080/spi/create",
    body: Buffer.from(text),
    payload: { order_id: "1000000000000000001", biz_type: 2021 },
    malformed: false,
    clientKey: "awexampleclientkey",
    clientSecret: secret,
    signature: "valid",
    logid: "202611221530120A1B2C3D4E5F607182",
    timestamp: 1700000000123,
    merchant: defaultMerchantFacts,
    transport: { timeoutMs: 5000, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false },
    ...more,
  };
}

test("a valid request carries the pinned signatures, in Douyin's spelling and order", () => {
  const request = wireRequest(planOf());
  assert.equal(
    request.url,
    "http://127.0.0.1:8080/spi/create?client_key=awexampleclientkey&timestamp=1700000000123&sign=9e1f8e8345a7ae43a6df5c1ac4f523ae",
  );
  assert.deepEqual(request.headers, [
    ["Content-Type", "application/json"],
    ["X-Bytedance-Logid", "202611221530120A1B2C3D4E5F607182"],
    ["x-life-clientkey", "awexampleclientkey"],
    ["x-life-sign", "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0"],
  ]);
  assert.equal(Buffer.from(request.body).toString(), text);
});

test("old-only and new-only carry one valid signature and no trace of the other", () => {
  const old = wireRequest(planOf({ signature: "old-only" }));
  const recent = wireRequest(planOf({ signature: "new-only" }));
  assert.match(old.url, /&sign=9e1f8e8345a7ae43a6df5c1ac4f523ae$/);
  assert.equal(
    old.headers.some(([name]) => name === "x-life-sign"),
    false,
  );
  assert.equal(recent.url, "http://127.0.0.1:8080/spi/create?client_key=awexampleclientkey&timestamp=1700000000123");
  assert.deepEqual(recent.headers.at(-1), [
    "x-life-sign",
    "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e0",
  ]);
});

test("a missing signature leaves neither in place, and the key and timestamp stay", () => {
  const request = wireRequest(planOf({ signature: "missing", endpoint: "http://h/x?tenant=7" }));
  assert.equal(request.url, "http://h/x?tenant=7&client_key=awexampleclientkey&timestamp=1700000000123");
  assert.deepEqual(
    request.headers.map(([name]) => name),
    ["Content-Type", "X-Bytedance-Logid", "x-life-clientkey"],
  );
});

const forgeries: readonly SignatureForm[] = [
  "wrong-secret",
  "tampered-body",
  "tampered-query",
  "tampered-sign",
  "swapped-key",
];

for (const signature of forgeries) {
  test(`${signature} spoils both signatures and looks well-formed`, () => {
    const request = wireRequest(planOf({ signature, endpoint: "http://h/x?tenant=7" }));
    const url = new URL(request.url);
    const header = new Map(request.headers);
    const right = expectedSignatures({ url: request.url, body: request.body, clientSecret: secret });
    assert.match(url.searchParams.get("sign") ?? "", /^[0-9a-f]{32}$/);
    assert.match(header.get("x-life-sign") ?? "", /^[0-9a-f]{64}$/);
    assert.notEqual(url.searchParams.get("sign"), right.sign);
    assert.notEqual(header.get("x-life-sign"), right.lifeSign);
    assert.equal(url.searchParams.get("client_key"), "awexampleclientkey");
    assert.equal(url.searchParams.get("tenant"), "7");
    assert.equal(header.get("x-life-clientkey"), "awexampleclientkey");
    assert.equal(url.searchParams.get("timestamp"), signature === "tampered-query" ? "1700000000124" : "1700000000123");
    assert.ok(JSON.parse(Buffer.from(request.body).toString()).order_id);
    assert.equal(Buffer.from(request.body).toString() === text, signature !== "tampered-body");
  });
}

test("tampered-sign changes the last digit of either signature and nothing else", () => {
  const { url, headers } = wireRequest(planOf({ signature: "tampered-sign" }));
  assert.match(url, /&timestamp=1700000000123&sign=9e1f8e8345a7ae43a6df5c1ac4f523a0$/);
  assert.deepEqual(headers.at(-1), ["x-life-sign", "92a2c4fa4c7c407fa26b17af79fb9634d7a33b922703cafc0f87e277139ce9e1"]);
});

test("a tampered body stays valid JSON whatever it was", () => {
  const tampered = (body: string): string => Buffer.from(tamperBody(Buffer.from(body))).toString();
  assert.equal(tampered('{"a":1}'), '{"a":1,"tampered":true}');
  assert.equal(tampered('{"a":{}}\n'), '{"a":{},"tampered":true}\n');
  assert.equal(tampered("{ }"), '{ "tampered":true}');
  assert.equal(tampered("[1]"), "[1] ");
});

test("a header of the user's takes the place of ours, and one that HTTP cannot carry is a problem", () => {
  const request = wireRequest(
    planOf({
      headers: [
        ["content-type", "text/plain"],
        ["X-Stress-Tag", "1"],
      ],
    }),
  );
  assert.deepEqual(
    request.headers.map(([name]) => name),
    ["X-Bytedance-Logid", "x-life-clientkey", "x-life-sign", "content-type", "X-Stress-Tag"],
  );
  for (const header of [
    ["X A", "1"],
    ["X-A", "酒店"],
    ["X-A", "a\r\nB: c"],
  ] as const) {
    assert.throws(
      () => wireRequest(planOf({ headers: [header] })),
      (error: unknown) => error instanceof AppError && error.code === "header-invalid" && error.category === "usage",
    );
  }
});

test("a client key that no header can carry is a problem, not a crash", () => {
  assert.throws(
    () => wireRequest(planOf({ clientKey: "酒店" })),
    (error: unknown) => error instanceof AppError && error.say.args?.name === "x-life-clientkey",
  );
});

test("a log id is Chinese time and 18 hex digits in upper case", () => {
  const logid = newLogid(Date.UTC(2026, 10, 22, 17, 5, 9, 50), seededRandom(1));
  assert.match(logid, /^20261123010509[0-9A-F]{18}$/);
  assert.notEqual(logid, newLogid(Date.UTC(2026, 10, 22, 17, 5, 9, 50), seededRandom(2)));
});

test("a delivery becomes an exchange with what was sent and what came back", async () => {
  const exchange = await deliver(planOf({ attempt: 3 }), {
    clock: fakeClock(),
    transport: fakeTransport('{"data":{"error_code":0}}'),
  });
  assert.equal(exchange.startedAt, "2026-11-22T07:30:12.000Z");
  assert.deepEqual([exchange.attempt, exchange.signature, exchange.sabotaged], [3, "valid", false]);
  assert.deepEqual(exchange.answer?.json, { data: { error_code: 0 } });
  assert.equal(Buffer.from(exchange.requestBytes).toString(), text);
  assert.equal("journalId" in exchange, false);
});

test("an exchange that we cut off is marked, one that is only slow is not", async () => {
  const sabotaged = async (sabotage: NonNullable<DeliveryPlan["transport"]["sabotage"]>): Promise<boolean> => {
    const plan = planOf();
    const exchange = await deliver(
      { ...plan, transport: { ...plan.transport, sabotage } },
      { clock: fakeClock(), transport: fakeTransport({ kind: "reset", detail: "hang-up-after-body" }) },
    );
    return exchange.sabotaged;
  };
  assert.equal(await sabotaged({ kind: "hang-up-after-body" }), true);
  assert.equal(await sabotaged({ kind: "early-close" }), true);
  assert.equal(await sabotaged({ kind: "slow-body", pieces: 2, gapMs: 1 }), false);
});

test("the journal hears of the intent before the sending and of the outcome before the reader does", async () => {
  const heard: string[] = [];
  const intents: JournalIntent[] = [];
  const transport = fakeTransport('{"data":{"error_code":0}}');
  const exchange = await deliver(planOf(), {
    clock: fakeClock(),
    transport: {
      send(request, options) {
        heard.push("send");
        return transport.send(request, options);
      },
    },
    journal: {
      intend(intent) {
        intents.push(intent);
        heard.push("intend");
        return "x1";
      },
      sent: (id) => heard.push(`sent ${id}`),
      finish: (id, outcome: WireOutcome) => heard.push(`finish ${id} ${outcome.kind}`),
    },
  });
  assert.deepEqual(heard, ["intend", "send", "sent x1", "finish x1 answer"]);
  assert.equal(exchange.journalId, "x1");
  assert.equal(intents[0]?.endpoint, "http://127.0.0.1:8080/spi/create");
  assert.equal(JSON.stringify(intents).includes(secret), false);
});

test("nothing is sent when the journal cannot keep the intent", async () => {
  const transport = fakeTransport("{}");
  const journal = {
    intend(): string {
      throw new Error("disk full");
    },
    sent: () => undefined,
    finish: () => undefined,
  };
  await assert.rejects(deliver(planOf(), { clock: fakeClock(), transport, journal }), /disk full/);
  assert.equal(transport.requests.length, 0);
});
