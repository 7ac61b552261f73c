import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { type SetupServer, setupServer } from "msw/node";
import { AppError } from "../../src/core/problem.js";
import { type DouyinOptions, douyinHandlers } from "../../src/msw.js";

const server: SetupServer = setupServer();
const confirmPath = "/goodlife/v1/trip/trade/hotel/order/confirm/";

before(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
after(() => server.close());

function use(options: DouyinOptions = {}) {
  const handlers = douyinHandlers(options);
  server.use(...handlers);
  return handlers.platform;
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function token(base = "https://open.douyin.com", secret = "example-secret-0123456789abcdef0"): Promise<string> {
  const answer = await post(`${base}/oauth/client_token/`, {
    client_key: "awexampleclientkey",
    client_secret: secret,
    grant_type: "client_credential",
  });
  return (await answer.json()).data.access_token;
}

const confirmation = (order_id: string) => ({
  order_id,
  confirm_result: { confirm_result: 1, confirm_number: "HTL-001" },
});

test("a confirmation of the wrong shape or without a token is refused with HTTP 200 and a code", async () => {
  const platform = use();
  const { orderId } = await platform.createOrder();
  const flat = { order_id: orderId, confirm_result: 1, confirm_number: "HTL-001" };
  const wrong = await post(`https://open.douyin.com${confirmPath}`, flat, { "access-token": await token() });
  const bare = await post(`https://open.douyin.com${confirmPath}`, confirmation(orderId));
  assert.deepEqual([wrong.status, (await wrong.json()).extra.error_code], [200, 2100005]);
  assert.deepEqual([bare.status, (await bare.json()).extra.error_code], [200, 2190002]);
  assert.deepEqual((await platform.order(orderId)).complaints, ["debt/malformed"]);
});

test("an unknown path below the base is answered 404 with the nearest real one", async () => {
  use();
  const answer = await fetch("https://open.douyin.com/oauth/client_tokens/");
  assert.deepEqual([answer.status, (await answer.json()).error.nearest], [404, "/oauth/client_token/"]);
});

test("the merchant's own function gets signed callbacks, and its answers decide", async () => {
  const seen: string[] = [];
  const platform = use({
    async merchant(request) {
      const { order_id } = await request.json();
      seen.push(`${new URL(request.url).pathname} ${request.headers.get("x-life-sign")?.length}`);
      return Response.json({ data: { error_code: 4, description: "full", order_id } });
    },
  });
  const { stage } = await platform.createOrder({ paid: false });
  assert.deepEqual([stage, seen[0]], ["create-failed", "/spi/create-order 64"]);
});

test("a cancel that wants a decision waits for the audit", async () => {
  const platform = use();
  const { orderId } = await platform.createOrder({ paid: true });
  await post(`https://open.douyin.com${confirmPath}`, confirmation(orderId), { "access-token": await token() });
  const { stage } = await platform.cancelOrder(orderId, { variant: "audit" });
  assert.equal(stage, "wait-audit");
});

test("another base URL and another secret are taken", async () => {
  use({ baseUrl: "http://douyin.test:8080/", clientSecret: "another-secret-0123456789abcdef0" });
  assert.match(await token("http://douyin.test:8080", "another-secret-0123456789abcdef0"), /^clt\./);
});

test("named failures happen as often as asked for, a cut connection is a network error", async () => {
  use({ faults: ["confirm-order=503x1", "client-token=resetx1"] });
  await assert.rejects(post("https://open.douyin.com/oauth/client_token/", {}), TypeError);
  const first = await post(`https://open.douyin.com${confirmPath}`, confirmation("1"), {
    "access-token": await token(),
  });
  const second = await post(`https://open.douyin.com${confirmPath}`, confirmation("1"), {
    "access-token": await token(),
  });
  assert.deepEqual([first.status, second.status], [503, 200]);
});

test("a failure that there is not is an error that names the nearest", () => {
  assert.throws(
    () => douyinHandlers({ faults: ["confirm-order=bussy"] }),
    (error: unknown) => error instanceof AppError && error.say.args?.near === "busy",
  );
});

test("a lenient platform takes calls about orders that it never sent", async () => {
  use({ isLenient: true });
  const headers = { "access-token": await token() };
  const answer = await post(`https://open.douyin.com${confirmPath}`, confirmation("1000000000000000001"), headers);
  assert.equal((await answer.json()).extra.error_code, 0);
});

test("the same seed gives the same order, and without one every run has its own", async () => {
  const ids = await Promise.all(
    [7, 7, undefined, undefined].map(async (seed) => {
      const { platform } = douyinHandlers(seed === undefined ? {} : { seed });
      return (await platform.createOrder()).orderId;
    }),
  );
  assert.equal(ids[0], ids[1]);
  assert.equal(new Set(ids).size, 3);
});
