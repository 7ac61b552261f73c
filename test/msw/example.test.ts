import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setupServer } from "msw/node";
// In your own tests: import { douyinHandlers } from "douyin-hotel/msw";
import { douyinHandlers } from "../../src/msw.js";

/* ---- What stands for your own code: it knows nothing of the tests. ---- */

const openapi = "https://open.douyin.com";

async function postJson(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(openapi + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

async function accessToken(): Promise<string> {
  const { data } = await postJson("/oauth/client_token/", {
    client_key: "awexampleclientkey",
    client_secret: "example-secret-0123456789abcdef0",
    grant_type: "client_credential",
  });
  return data.access_token;
}

/** Accepts an order that was answered with confirm_mode 2. */
async function confirmOrder(orderId: string, confirmNumber: string): Promise<void> {
  const { data, extra } = await postJson(
    "/goodlife/v1/trip/trade/hotel/order/confirm/",
    { order_id: orderId, confirm_result: { confirm_result: 1, confirm_number: confirmNumber } },
    { "access-token": await accessToken() },
  );
  // HTTP is 200 even for a failure: the codes decide.
  if (extra.error_code !== 0 || data.error_code !== 0) {
    throw new Error(`${extra.error_code || data.error_code}: ${extra.sub_description || data.description}`);
  }
}

/* ---- The tests. ---- */

const handlers = douyinHandlers();
const douyin = handlers.platform;
const server = setupServer(...handlers);

before(() => server.listen({ onUnhandledRequest: "error" }));
after(async () => {
  server.close();
  await douyin.close();
});

test("an order that waits is confirmed", async () => {
  const { orderId, stage } = await douyin.createOrder();
  assert.equal(stage, "wait-confirm");

  await confirmOrder(orderId, "HTL-001");

  const order = await douyin.order(orderId);
  assert.equal(order.stage, "confirmed");
  assert.deepEqual(order.complaints, []);
});

test("an order that was never confirmed is cancelled at its deadline, and a late confirmation is refused", async () => {
  const { orderId } = await douyin.createOrder({ variant: "multi-room" });

  await douyin.expire(orderId);

  await assert.rejects(confirmOrder(orderId, "HTL-002"), /already cancelled/);
});

test("an order that Douyin does not know cannot be confirmed", async () => {
  await assert.rejects(confirmOrder("1000000000000000001", "HTL-003"));
});
