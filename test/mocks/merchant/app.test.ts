import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../../src/callbacks/registry.js";
import { ConnectionDrop } from "../../../src/core/connection-drop.js";
import { seededRandom } from "../../../src/core/random.js";
import { wireRequest } from "../../../src/engine/wire-request.js";
import { type MerchantOptions, merchantApp } from "../../../src/mocks/merchant/app.js";
import { findDesign } from "../../../src/mocks/merchant/designs.js";
import { findFault } from "../../../src/mocks/merchant/faults.js";
import { realClock } from "../../../src/node/clock.js";
import { serve } from "../../../src/node/serve.js";
import { httpTransport } from "../../../src/node/transport.js";
import { fakeClock } from "../../support/fake-clock.js";
import { clientKey, clientSecret, payload } from "../../support/merchant-bench.js";

function app(options: Partial<MerchantOptions> = {}) {
  return merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    random: seededRandom(1),
    clock: fakeClock(),
    ...options,
  });
}

test("every callback of the registry has an endpoint", async () => {
  const response = await app().fetch(new Request("http://merchant.test/"));
  assert.deepEqual(await response.json(), {
    kind: "merchant",
    endpoints: ["/spi/create-order", "/spi/cancel-order"],
  });
});

test("an unknown path is answered 404 with the nearest endpoint", async () => {
  const response = await app().fetch(new Request("http://merchant.test/spi/creat-order", { method: "POST" }));
  assert.equal(response.status, 404);
  assert.deepEqual(await response.json(), { path: "/spi/creat-order", nearest: ["/spi/create-order"] });
});

test("another method than POST is answered 405", async () => {
  const response = await app().fetch(new Request("http://merchant.test/spi/create-order"));
  assert.equal(response.status, 405);
  assert.equal(response.headers.get("allow"), "POST");
});

test("a body larger than any callback is answered 413", async () => {
  const body = "x".repeat(1_048_577);
  const response = await app().fetch(new Request("http://merchant.test/spi/create-order", { method: "POST", body }));
  assert.equal(response.status, 413);
});

test("what comes in is told, forged or not", async () => {
  const seen: string[] = [];
  const merchant = app({ onRequest: ({ callback, body }) => seen.push(`${callback} ${body.byteLength}`) });
  await merchant.fetch(new Request("http://merchant.test/spi/cancel-order", { method: "POST", body: "{}" }));
  assert.deepEqual(seen, ["cancel-order 2"]);
});

test("a dropped connection is thrown, or done to the socket where there is one", async () => {
  const merchant = app({ faults: [findFault("connection-reset")] });
  const request = () => new Request("http://merchant.test/spi/create-order", { method: "POST", body: "{}" });
  const done: string[] = [];
  const socket = { reset: () => done.push("reset"), write: () => done.push("write"), end: () => done.push("end") };
  await assert.rejects(merchant.fetch(request()), ConnectionDrop);
  await merchant.fetch(request(), socket);
  assert.deepEqual(done, ["reset"]);
});

test("without a platform an asynchronous design answers and calls nobody", async () => {
  const merchant = app({ design: findDesign("async") });
  const answered = await merchant.fetch(await signedCreate("http://merchant.test/spi/create-order"));
  await merchant.idle();
  assert.equal(answered.status, 200);
});

test("closing gives up the calls that are outstanding", async () => {
  const calls: string[] = [];
  const platform = {
    url: "http://platform.test",
    call: async ({ url }: Request) => {
      calls.push(url);
      return Response.json({ data: { error_code: 0 } });
    },
  };
  const merchant = app({ design: findDesign("async"), platform, clock: realClock() });
  await merchant.fetch(await signedCreate("http://merchant.test/spi/create-order"));
  merchant.close();
  await merchant.idle();
  assert.deepEqual(calls, []);
});

/** What arrives over a real socket, by design or fault. */
const overTheWire = {
  reference: "answer 200",
  chunked: "answer 200",
  gzip: "answer 200",
  "no-keep-alive": "answer 200",
  "connection-reset": "failure reset",
  "connection-cut-midway": "failure reset",
  "gzip-without-gzip": "failure bad-http",
  "redirect-to-login": "failure redirect",
  "answer-too-large": "failure too-large",
  hangs: "failure timeout",
  "body-stalls": "failure timeout",
} as const;

for (const [name, expected] of Object.entries(overTheWire)) {
  test(`${name} over a real socket: ${expected}`, async () => {
    const isDesign = ["reference", "chunked", "gzip", "no-keep-alive"].includes(name);
    const merchant = app({
      clock: realClock(),
      ...(isDesign ? { design: findDesign(name) } : { faults: [findFault(name)] }),
    });
    const server = await serve((request, connection) => merchant.fetch(request, connection));
    const transport = httpTransport();
    try {
      const { url, headers, body } = signed(`${server.url}/spi/create-order`, (await payload("create-order")).body);
      const outcome = await transport.send(
        { method: "POST", url, headers, body },
        {
          timeoutMs: expected === "failure timeout" ? 400 : 15_000,
          maxBodyBytes: 1_048_576,
          insecure: false,
          keepAlive: true,
        },
      );
      const seen = outcome.kind === "answer" ? `answer ${outcome.response.status}` : `failure ${outcome.failure.kind}`;
      assert.equal(seen, expected);
      if (outcome.kind === "answer")
        assert.equal(JSON.parse(new TextDecoder().decode(outcome.response.body)).data.error_code, 0);
    } finally {
      await transport.close();
      await server.close();
      merchant.close();
    }
  });
}

function signed(endpoint: string, text: string) {
  return wireRequest({
    endpoint,
    body: new TextEncoder().encode(text),
    clientKey,
    clientSecret,
    signature: "valid",
    logid: "2026112207301200000000000000AAAA",
    timestamp: 1_700_000_000_123,
  });
}

async function signedCreate(endpoint: string): Promise<Request> {
  const { url, headers, body } = signed(endpoint, (await payload("create-order")).body);
  return new Request(url, {
    method: "POST",
    headers: headers.map(([name, value]) => [name, value] as [string, string]),
    body: body as Uint8Array<ArrayBuffer>,
  });
}
