import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../../src/callbacks/registry.js";
import type { PlatformScript } from "../../../src/core/platform-port.js";
import { seededRandom } from "../../../src/core/random.js";
import { wireRequest } from "../../../src/engine/wire-request.js";
import { merchantApp } from "../../../src/mocks/merchant/app.js";
import { findDesign } from "../../../src/mocks/merchant/designs.js";
import { createPlatformPort } from "../../../src/mocks/platform/port.js";
import { operations } from "../../../src/operations/registry.js";
import { clientKey, clientSecret, payload } from "../../support/merchant-bench.js";
import { virtualClock } from "../../support/virtual-clock.js";

/** The merchant and the mock platform in one process, on one clock. */
function pair(design: string) {
  const clock = virtualClock();
  const random = seededRandom(1);
  const platform = createPlatformPort({ operations, clientKey, clientSecret, clock, random, lang: "en" });
  const merchant = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design: findDesign(design),
    random,
    clock,
    platform: { url: platform.baseUrl, call: (request) => platform.fetch(request) },
  });
  async function send(callback: string, variant: string, script?: PlatformScript) {
    const made = await payload(callback, { variant });
    const orderId = String(made.payload.order_id);
    if (script) platform.script(orderId, script);
    const { url, headers, body } = wireRequest({
      endpoint: `http://merchant.test/spi/${callback}`,
      body: new TextEncoder().encode(made.body),
      clientKey,
      clientSecret,
      signature: "valid",
      logid: "2026112207301200000000000000AAAA",
      timestamp: clock.now(),
    });
    await merchant.fetch(
      new Request(url, {
        method: "POST",
        headers: headers.map(([name, value]) => [name, value] as [string, string]),
        body: body as Uint8Array<ArrayBuffer>,
      }),
    );
    await merchant.idle();
    return platform.operationsFor([orderId]).map(({ operation, answeredCode }) => `${operation} ${answeredCode}`);
  }
  return { send };
}

test("the platform takes the confirmation of an asynchronous merchant", async () => {
  assert.deepEqual(await pair("async").send("create-order", "standard"), ["confirm-order 0"]);
});

test("the platform takes its audit, accepted or refused", async () => {
  assert.deepEqual(await pair("async").send("cancel-order", "audit"), ["cancel-audit 0"]);
  assert.deepEqual(await pair("refuses-audits-async").send("cancel-order", "audit"), ["cancel-audit 0"]);
});

test("after a failure of the platform the merchant calls again", async () => {
  const calls = await pair("async").send("create-order", "standard", "business-failure");
  assert.deepEqual(calls, ["confirm-order 3000001", "confirm-order 0"]);
});

test("after an expired token the merchant fetches another one and calls again", async () => {
  const calls = await pair("async").send("create-order", "standard", "token-expired");
  assert.deepEqual(calls, ["confirm-order 2190008", "confirm-order 0"]);
});
