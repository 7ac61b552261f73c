import assert from "node:assert/strict";
import { test } from "node:test";
import { isObject, type JsonObject } from "../../../src/core/json.js";
import {
  answer,
  confirmation,
  orderId,
  paths,
  place,
  queue,
  testPlatform,
  tokenRequest,
} from "../../support/platform.js";

const extra = (body: JsonObject): JsonObject => (isObject(body.extra) ? body.extra : {});

test("the token operation answers the documented envelope", async () => {
  const { post } = testPlatform();
  const { status, body } = await post(paths.token, tokenRequest());
  assert.equal(status, 200);
  assert.equal(body.message, "success");
  assert.ok(isObject(body.data));
  assert.match(String(body.data.access_token), /^clt\.[0-9a-f]{40}$/);
  assert.equal(body.data.expires_in, 7200);
  assert.equal(body.data.error_code, 0);
});

const tokenRefusals: readonly (readonly [string, JsonObject | string, number])[] = [
  ["a wrong key", tokenRequest({ client_key: "other" }), 10003],
  ["a wrong secret", tokenRequest({ client_secret: "other" }), 10013],
  ["another grant type", tokenRequest({ grant_type: "password" }), 10002],
  ["a missing field", { client_key: "awexampleclientkey" }, 10002],
  ["a body that is not JSON", "client_key=a", 10002],
];
for (const [name, body, code] of tokenRefusals) {
  test(`the token operation refuses ${name} with HTTP 200 and ${code}`, async () => {
    const answered = await testPlatform().post(paths.token, body);
    assert.deepEqual([answered.status, answered.code, answered.body.message], [200, code, "error"]);
  });
}

test("the 501st token call within five minutes gets 10020, whether the others were right or wrong", async () => {
  const { post, clock } = testPlatform();
  for (let i = 0; i < 500; i++) await post(paths.token, tokenRequest(i % 2 === 0 ? {} : { client_secret: "wrong" }));
  assert.equal((await post(paths.token, tokenRequest())).code, 10020);
  clock.advance(300_001);
  assert.equal((await post(paths.token, tokenRequest())).code, 0);
});

test("a confirmed order is answered with the envelope of the operations", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "wait-confirm", { follows: { waitUntil: 3_600_000 } });
  const { status, body } = await call(paths.confirm, confirmation());
  assert.equal(status, 200);
  assert.deepEqual(body.data, { error_code: 0, description: "success" });
  const { logid, now, ...rest } = extra(body);
  assert.deepEqual(rest, { error_code: 0, description: "success", sub_error_code: 0, sub_description: "" });
  assert.match(String(logid), /^\d{14}[0-9A-F]{18}$/);
  assert.equal(now, 1795332612);
  assert.equal(store.state.orders.get(orderId)?.booking, "confirmed");
});

test("tokens: missing, as Authorization, unknown and expired are told apart", async () => {
  const { post, token, clock } = testPlatform();
  const good = await token();
  const missing = await post(paths.confirm, confirmation());
  assert.equal(missing.code, 2190002);
  assert.match(String(extra(missing.body).sub_description), /access-token is missing/);
  const bearer = await post(paths.confirm, confirmation(), { authorization: `Bearer ${good}` });
  assert.equal(bearer.code, 2190002);
  assert.match(String(extra(bearer.body).sub_description), /not in Authorization/);
  assert.equal((await post(paths.confirm, confirmation(), { "access-token": "clt.none" })).code, 2190002);
  clock.advance(7_200_000);
  assert.equal((await post(paths.confirm, confirmation(), { "access-token": good })).code, 2190008);
});

const malformed: readonly (readonly [string, string, JsonObject | string, RegExp])[] = [
  [
    "hotel_confirm_number for confirm_number",
    paths.confirm,
    confirmation({ confirm_result: 1, hotel_confirm_number: "HTL-001" }),
    /confirm_number is missing.*not in the document: confirm_result\/hotel_confirm_number/,
  ],
  [
    "a flat confirm_result",
    paths.confirm,
    { order_id: orderId, confirm_result: 1 },
    /confirm_result should be an object/,
  ],
  ["confirm_result 0", paths.confirm, confirmation({ confirm_result: 0 }), /none of the documented values: 1, 2/],
  ["accepting without a number", paths.confirm, confirmation({ confirm_result: 1 }), /confirm_number is missing/],
  ["refusing without code and reason", paths.confirm, confirmation({ confirm_result: 2 }), /reject_code is missing/],
  [
    "an order_id that is a number",
    paths.confirm,
    `{"order_id":1000000000000000001,"confirm_result":{"confirm_result":1,"confirm_number":"H"}}`,
    /order_id should be a string/,
  ],
  [
    "cancel_id for cancel_Id",
    paths.audit,
    { order_id: orderId, cancel_id: "C1", cancel_type: 2, cancel_result: 1 },
    /cancel_Id is missing, but there is cancel_id/,
  ],
  [
    "an audit without cancel_type",
    paths.audit,
    { order_id: orderId, cancel_Id: "C1", cancel_result: 1 },
    /cancel_type is missing/,
  ],
  [
    "an audit that refuses without a reason",
    paths.audit,
    { order_id: orderId, cancel_Id: "C1", cancel_type: 2, cancel_result: 2 },
    /reason is missing/,
  ],
  ["a body that is not JSON", paths.confirm, "order_id=1", /./],
  ["a list", paths.confirm, "[]", /should be a JSON object/],
];
for (const [name, path, body, says] of malformed) {
  test(`${name} is refused with HTTP 200 and 2100005, and the reason names it`, async () => {
    const { call, store } = testPlatform();
    place(store);
    answer(store, 1, "wait-confirm");
    const answered = await call(path, body);
    assert.deepEqual([answered.status, answered.code], [200, 2100005]);
    assert.match(String(extra(answered.body).sub_description), says);
    assert.equal(store.state.orders.get(orderId)?.booking, "wait-confirm");
  });
}

test("an unknown order, and the merchant's own id as order_id, are refused apart", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "wait-confirm", { orderOutId: "H0001" });
  const unknown = await call(paths.confirm, { ...confirmation(), order_id: "999" });
  assert.equal(unknown.code, 5000001);
  assert.match(String(extra(unknown.body).sub_description), /has no order 999/);
  const own = await call(paths.confirm, { ...confirmation(), order_id: "H0001" });
  assert.equal(own.code, 5000001);
  assert.match(String(extra(own.body).sub_description), /H0001 is the merchant's own id/);
});

test("a confirm before the create was answered is 非法请求", async () => {
  const { call, store } = testPlatform();
  place(store);
  const { code, body } = await call(paths.confirm, confirmation());
  assert.equal(code, 3000001);
  assert.equal(isObject(body.data) && body.data.description, "非法请求");
});

test("a presale voucher is never confirmed: 非法请求", async () => {
  const { call, store } = testPlatform();
  place(store, { isConfirmable: false });
  answer(store, 1, "accept");
  const { code, body } = await call(paths.confirm, confirmation());
  assert.equal(code, 5000001);
  assert.equal(isObject(body.data) && body.data.description, "非法请求");
});

test("a second call with the same decision is taken, one that contradicts it is refused", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "wait-confirm");
  assert.equal((await call(paths.confirm, confirmation())).code, 0);
  assert.equal((await call(paths.confirm, confirmation())).code, 0);
  const refusal = confirmation({ confirm_result: 2, reject_code: 1, reject_reason: "full" });
  assert.equal((await call(paths.confirm, refusal)).code, 5000001);
  assert.equal(store.state.orders.get(orderId)?.booking, "confirmed");
});

test("an order that was confirmed in the answer has nothing left to confirm", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "confirm");
  assert.equal((await call(paths.confirm, confirmation())).code, 5000001);
});

test("an audit decides the cancellation that waits for it, and only with the same cancel_type", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "confirm");
  const cancel = { cancelId: "C1", cancelType: 2, isNotice: false, keepsOrder: false, isPartial: false };
  queue(store, { id: 2, part: "cancels", callback: "cancel-order", cause: "user", key: "C1", cancel });
  const audit = { order_id: orderId, cancel_Id: "C1", cancel_type: 2, cancel_result: 1 };
  assert.equal((await call(paths.audit, audit)).code, 3000001);
  answer(store, 2, "wait-audit", { follows: { waitUntil: 3_600_000 } });
  assert.equal((await call(paths.audit, { ...audit, cancel_type: 1 })).code, 2100005);
  assert.equal((await call(paths.audit, { ...audit, cancel_Id: "C2" })).code, 5000001);
  assert.equal((await call(paths.audit, audit)).code, 0);
  const order = store.state.orders.get(orderId);
  assert.deepEqual([order?.booking, order?.money, order?.deadlines.length], ["cancelled", "refunded", 0]);
});

test("a stay goes from checked in to checked out, with the merchant's own id", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "confirm", { orderOutId: "H0001" });
  const stay = (status: number, own = "H0001") =>
    call(paths.stay, { order_id: orderId, order_out_id: own, accommodation_status: status });
  assert.equal((await stay(3)).code, 5000001);
  assert.equal((await stay(1, "H0002")).code, 5000001);
  assert.equal((await stay(1)).code, 0);
  assert.equal((await stay(3)).code, 0);
  assert.equal(store.state.orders.get(orderId)?.stay, "checked-out");
});

test("calls are kept with the order that they name, even by a wrong id", async () => {
  const { call, store } = testPlatform();
  place(store);
  answer(store, 1, "wait-confirm", { orderOutId: "H0001" });
  await call(paths.confirm, { ...confirmation(), order_id: "H0001" });
  await call(paths.confirm, { ...confirmation(), order_id: "nobody" });
  const kept = store.state.orders.get(orderId)?.history.filter(({ type }) => type === "operation");
  assert.equal(kept?.length, 1);
  assert.equal(store.state.strays.length, 1);
});

test("an unknown path names the nearest real one", async () => {
  const { post } = testPlatform();
  const slash = await post("/oauth/client_token", {});
  assert.equal(slash.status, 404);
  assert.ok(isObject(slash.body.error));
  assert.equal(slash.body.error.nearest, "/oauth/client_token/");
  const typo = await post("/goodlife/v1/trip/trade/hotel/order/comfirm/", {});
  assert.equal(isObject(typo.body.error) && typo.body.error.nearest, paths.confirm);
});

test("another method on a real path is answered 405", async () => {
  const { app } = testPlatform();
  const response = await app.fetch(new Request(`http://platform.localhost${paths.token}`));
  assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
});
