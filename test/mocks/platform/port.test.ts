import assert from "node:assert/strict";
import { test } from "node:test";
import { callbacks } from "../../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../../src/core/exchange.js";
import { stringifyJson } from "../../../src/core/json.js";
import type { Clock } from "../../../src/core/ports.js";
import { seededRandom } from "../../../src/core/random.js";
import { generatePayload } from "../../../src/engine/generate.js";
import { wireRequest } from "../../../src/engine/wire-request.js";
import { merchantApp } from "../../../src/mocks/merchant/app.js";
import { findDesign } from "../../../src/mocks/merchant/designs.js";
import { createPlatformPort, type RunningPort } from "../../../src/mocks/platform/port.js";
import { realClock } from "../../../src/node/clock.js";
import { operations } from "../../../src/operations/registry.js";
import { fakeClock } from "../../support/fake-clock.js";
import { clientKey, clientSecret, confirmation, orderId, paths, tokenRequest } from "../../support/platform.js";

function port(clock: Clock = fakeClock()): RunningPort {
  return createPlatformPort({ operations, clientKey, clientSecret, clock, random: seededRandom(1), lang: "en" });
}

async function post(target: RunningPort, path: string, body: string, token?: string): Promise<string> {
  const headers = { "content-type": "application/json", ...(token === undefined ? {} : { "access-token": token }) };
  const request = new Request(new URL(path, target.baseUrl), { method: "POST", headers, body });
  return (await target.fetch(request)).text();
}

async function tokenOf(target: RunningPort): Promise<string> {
  return JSON.parse(await post(target, paths.token, stringifyJson(tokenRequest()))).data.access_token;
}

test("a well-formed call about any order is taken and remembered", async () => {
  const target = port();
  const token = await tokenOf(target);
  assert.equal(JSON.parse(await post(target, paths.confirm, stringifyJson(confirmation()), token)).data.error_code, 0);
  const [call, ...others] = target.operationsFor([orderId]);
  assert.equal(others.length, 0);
  assert.equal(call?.operation, "confirm-order");
  assert.equal(call?.answeredCode, 0);
  assert.deepEqual(call?.body, confirmation());
  assert.equal(call?.headers["access-token"], token);
});

test("a call under a wrong field or with the merchant's own id is found by that id", async () => {
  const target = port();
  const token = await tokenOf(target);
  await post(target, paths.audit, stringifyJson({ order_id: "H0001", cancel_id: "C1" }), token);
  assert.deepEqual(
    ["H0001", "C1", "C2"].map((id) => target.operationsFor([id]).map(({ answeredCode }) => answeredCode)),
    [[2100005], [2100005], []],
  );
});

test("a call that names other ids is among those beside", async () => {
  const target = port();
  const token = await tokenOf(target);
  await post(target, paths.audit, stringifyJson({ order_id: "H0001", cancel_id: "C1" }), token);
  const beside = (id: string) => target.operationsBeside([id]).map(({ body }) => body?.order_id);
  assert.deepEqual([beside("H0001"), beside("C2")], [[], ["H0001"]]);
});

test("a script answers the first operation about its order, and no other", async () => {
  const target = port();
  const token = await tokenOf(target);
  target.script(orderId, "business-failure");
  target.script("other", "token-expired");
  for (const id of [orderId, orderId, "other"]) {
    await post(target, paths.confirm, stringifyJson({ ...confirmation(), order_id: id }), token);
  }
  assert.deepEqual(
    target.operationsFor([orderId, "other"]).map(({ answeredCode }) => answeredCode),
    [3000001, 0, 2190008],
  );
});

test("waiting ends with the call, or with the time", async () => {
  const target = port(realClock());
  const { signal } = new AbortController();
  const token = await tokenOf(target);
  const waiting = target.waitFor([orderId], 0, 60_000, signal);
  await post(target, paths.confirm, stringifyJson(confirmation()), token);
  assert.equal((await waiting).length, 1);
  assert.equal((await target.waitFor([orderId], 1, 10, signal)).length, 1);
});

test("waiting rejects when it is aborted", async () => {
  const target = port(realClock());
  const controller = new AbortController();
  const waiting = target.waitFor([orderId], 0, 60_000, controller.signal);
  controller.abort(new Error("stopped"));
  await assert.rejects(waiting, /stopped/);
});

test("the reference merchant of an asynchronous design confirms in the same process", async () => {
  const clock = realClock();
  const target = createPlatformPort({
    operations,
    clientKey,
    clientSecret,
    clock,
    random: seededRandom(1),
    lang: "en",
  });
  const merchant = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    design: findDesign("async-confirm"),
    random: seededRandom(2),
    clock,
    platform: { url: target.baseUrl, call: target.fetch },
  });
  const definition = await callbacks.load("create-order");
  const { body } = await generatePayload(
    definition,
    { seed: 7, now: clock.now(), merchant: defaultMerchantFacts },
    { clientSecret },
  );
  const id = String(JSON.parse(body).order_id);
  const {
    url,
    headers,
    body: bytes,
  } = wireRequest({
    endpoint: "http://merchant.localhost/spi/create-order",
    body: new TextEncoder().encode(body),
    clientKey,
    clientSecret,
    signature: "valid",
    logid: "L",
    timestamp: clock.now(),
  });
  await merchant.fetch(
    new Request(url, { method: "POST", headers: Object.fromEntries(headers), body: new Uint8Array(bytes) }),
  );
  const calls = await target.waitFor([id], 0, 20_000, new AbortController().signal);
  assert.deepEqual(
    calls.map(({ operation, answeredCode }) => [operation, answeredCode]),
    [["confirm-order", 0]],
  );
  merchant.close();
});
