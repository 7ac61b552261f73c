import assert from "node:assert/strict";
import { test } from "node:test";
import { isObject, type JsonObject } from "../../../src/core/json.js";
import { type Asked, controlToken, openTestMock } from "../../support/mock-platform.js";

const messageOf = ({ json }: Asked): string => (isObject(json.error) ? String(json.error.message) : "");
const orderOf = ({ json }: Pick<Asked, "json">): JsonObject => (isObject(json.order) ? json.order : {});

const strangers: readonly (readonly [string, Record<string, string>])[] = [
  ["no token", {}],
  ["another token", { authorization: "Bearer other" }],
  ["the token with one letter more", { authorization: `Bearer ${controlToken}x` }],
  ["the token without its scheme", { authorization: controlToken }],
];
for (const [name, headers] of strangers) {
  test(`the control API does nothing for ${name}`, async (t) => {
    const { server, platform } = await openTestMock(t);
    for (const [method, path] of [
      ["GET", "/orders"],
      ["POST", "/orders"],
      ["GET", "/nowhere"],
    ] as const) {
      const response = await server.fetch(
        new Request(`http://platform.localhost/_control${path}`, { method, headers }),
      );
      assert.deepEqual([response.status, response.headers.get("www-authenticate")], [401, "Bearer"]);
    }
    assert.equal(platform.view().length, 0);
  });
}

test("GET /_control lists every route with what it takes", async (t) => {
  const { control } = await openTestMock(t);
  const { status, json } = await control("GET", "");
  assert.deepEqual([status, json.kind], [200, "douyin"]);
  const routes = Array.isArray(json.routes) ? json.routes.filter(isObject) : [];
  assert.deepEqual(
    routes.map(({ method, path }) => `${String(method)} ${String(path)}`),
    [
      "GET /_control",
      "GET /_control/orders",
      "POST /_control/orders",
      "GET /_control/orders/:id",
      "POST /_control/orders/:id/pay",
      "POST /_control/orders/:id/cancel",
      "POST /_control/orders/:id/resend",
      "POST /_control/orders/:id/expire",
      "POST /_control/tokens/expire",
      "GET /_control/strays",
    ],
  );
});

test("an order goes from create to refund", async (t) => {
  const { control } = await openTestMock(t);
  const created = await control("POST", "/orders", { seed: 1 });
  assert.deepEqual([created.status, created.json.isNew, orderOf(created).stage], [201, true, "confirmed"]);
  const id = String(created.json.orderId);
  const cancelled = await control("POST", `/orders/${id}/cancel`, { variant: "audit" });
  assert.deepEqual([cancelled.status, orderOf(cancelled).stage], [200, "refunded"]);
  const shown = orderOf(await control("GET", `/orders/${id}`));
  assert.deepEqual([shown.money, shown.findings], ["refunded", []]);
  const { json } = await control("GET", "/orders");
  assert.deepEqual(
    Array.isArray(json.orders) && json.orders.filter(isObject).map(({ orderId, stage }) => [orderId, stage]),
    [[id, "refunded"]],
  );
});

test("200 concurrent duplicates of 50 orders end in exactly 50, and no delivery is lost", async (t) => {
  const { control, platform } = await openTestMock(t);
  const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
  const answers = await Promise.all(
    [...seeds, ...seeds, ...seeds, ...seeds].map((seed) => control("POST", "/orders", { seed })),
  );
  assert.equal(answers.filter(({ status }) => status === 201).length, 50);
  assert.equal(answers.filter(({ status }) => status === 200).length, 150);
  const orders = platform.view();
  assert.equal(orders.length, 50);
  for (const order of orders) {
    assert.deepEqual([order.stage, order.callbacks.length], ["confirmed", 4]);
    // How long an answer takes is this machine's affair.
    assert.deepEqual(
      order.findings.filter(({ part }) => part !== "transport"),
      [],
    );
    assert.deepEqual(order.callbacks.flatMap(({ attempts }) => attempts.map(({ n }) => n)).sort(), [1, 2, 3, 4]);
  }
});

test("fields of the payload are set by path, in the types of the schema", async (t) => {
  const { control } = await openTestMock(t);
  const created = await control("POST", "/orders", {
    seed: 2,
    set: { number_of_units: "2", order_id: "1000000000000000777", remark_from_guest: "安静" },
    unset: ["early_arrival_time"],
  });
  assert.equal(created.json.orderId, "1000000000000000777");
  const [callback] = Array.isArray(orderOf(created).callbacks) ? (orderOf(created).callbacks as JsonObject[]) : [];
  const body = JSON.parse(String(callback?.body));
  assert.deepEqual([body.number_of_units, body.remark_from_guest], [2, "安静"]);
});

test("with wait false the answer does not wait for the merchant", async (t) => {
  let answer: ((response: Response) => void) | undefined;
  const { control } = await openTestMock(t, {
    answer: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const created = await control("POST", "/orders", { seed: 3, wait: false });
  assert.deepEqual([created.status, orderOf(created).stage], [201, "creating"]);
  while (!answer) await new Promise((resolve) => setImmediate(resolve));
  const flying = orderOf(await control("GET", `/orders/${String(created.json.orderId)}`));
  assert.equal(isObject(flying.next) && flying.next.kind, "wait-answer");
  answer(Response.json({ data: { error_code: 4, description: "full" } }));
});

test("a deadline can be made to pass, and tokens to expire", async (t) => {
  const { control } = await openTestMock(t, { design: "async-confirm" });
  const created = await control("POST", "/orders", { seed: 4 });
  assert.equal(orderOf(created).stage, "wait-confirm");
  const id = String(created.json.orderId);
  const expired = await control("POST", `/orders/${id}/expire`);
  assert.deepEqual([expired.status, orderOf(expired).stage], [200, "refunded"]);
  assert.equal((await control("POST", `/orders/${id}/expire`)).status, 409);
  assert.equal((await control("POST", "/tokens/expire")).status, 200);
});

test("a callback is delivered once more by its number", async (t) => {
  const { control } = await openTestMock(t);
  const { json } = await control("POST", "/orders", { seed: 5 });
  const id = String(json.orderId);
  await control("POST", `/orders/${id}/cancel`, {});
  const again = await control("POST", `/orders/${id}/resend`, { callback: 1 });
  assert.deepEqual([again.status, again.json.callback], [200, 3]);
  assert.equal((await control("POST", `/orders/${id}/resend`, { callback: 9 })).status, 404);
});

const mistakes: readonly (readonly [string, string, JsonObject | string | undefined, number, RegExp])[] = [
  ["POST", "/orders", { varient: "hourly" }, 400, /no member varient; the nearest is variant/],
  ["POST", "/orders", { variant: "hourley" }, 400, /hourly/],
  ["POST", "/orders", { variant: 1 }, 400, /variant should be a string/],
  ["POST", "/orders", { set: ["a"] }, 400, /set should be an object/],
  ["POST", "/orders", { set: { number_of_unit: "1" } }, 400, /number_of_units/],
  ["POST", "/orders", "{", 400, /^The body is not JSON\. Line 1, column 2: the text ends/],
  ["POST", "/orders", "[]", 400, /should be a JSON object/],
  ["GET", "/orders/1", undefined, 404, /no order 1/],
  ["POST", "/orders/1/pay", undefined, 404, /no order 1/],
  ["GET", "/order", undefined, 404, /nearest is \/_control\/orders/],
  ["GET", "/tokens/expire", undefined, 405, /takes POST, not GET/],
];
for (const [method, path, body, status, says] of mistakes) {
  test(`${method} ${path} ${JSON.stringify(body) ?? ""} is answered ${status} and changes nothing`, async (t) => {
    const { control, platform } = await openTestMock(t);
    const answer = await control(method, path, body);
    assert.equal(answer.status, status);
    assert.match(messageOf(answer), says);
    assert.equal(platform.view().length, 0);
  });
}

test("an order in the wrong state is a conflict", async (t) => {
  const { control } = await openTestMock(t);
  const { json } = await control("POST", "/orders", { seed: 6 });
  const paid = await control("POST", `/orders/${String(json.orderId)}/pay`);
  assert.equal(paid.status, 409);
  assert.match(messageOf(paid), /is paid already/);
});

test("sentences come in the language that is asked for", async (t) => {
  const { control } = await openTestMock(t);
  assert.match(messageOf(await control("GET", "/orders/1?lang=zh")), /没有订单 1/);
});

test("operations, the page and the rest each have their own paths", async (t) => {
  const { server } = await openTestMock(t, {
    page: async (request) => (new URL(request.url).pathname === "/" ? new Response("page") : undefined),
  });
  const get = (path: string, method = "GET") =>
    server.fetch(new Request(`http://platform.localhost${path}`, { method }));
  assert.equal(await (await get("/")).text(), "page");
  assert.equal((await get("/oauth/client_token/")).status, 405);
  const lost = await get("/oauth/client-token/", "POST");
  assert.deepEqual([lost.status, (await lost.json()).error.nearest], [404, "/oauth/client_token/"]);
  assert.equal((await get("/nowhere")).status, 404);
});
