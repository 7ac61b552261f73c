import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionDrop } from "../../../src/core/connection-drop.js";
import { AppError } from "../../../src/core/problem.js";
import { parseFaultList, parseFaults } from "../../../src/mocks/platform/faults.js";
import { answer, confirmation, orderId, paths, place, testPlatform, tokenRequest } from "../../support/platform.js";

const ids = ["client-token", "confirm-order"];

test("a list of faults is read with times and durations", () => {
  assert.deepEqual(parseFaults("confirm-order=503x2,delay:3s,code:-7,lost-answerx1", ids), {
    operation: "confirm-order",
    faults: [
      { fault: { kind: "status", status: 503 }, times: 2 },
      { fault: { kind: "delay", ms: 3000 }, times: Number.POSITIVE_INFINITY },
      { fault: { kind: "code", code: -7 }, times: Number.POSITIVE_INFINITY },
      { fault: { kind: "lost-answer" }, times: 1 },
    ],
  });
});

const mistakes: readonly (readonly [string, string])[] = [
  ["confirm-order=tokn-expired", "token-expired"],
  ["comfirm-order=503", "confirm-order"],
  ["confirm-order", "503"],
  ["confirm-order=", "503"],
  ["confirm-order=200", "503"],
  ["confirm-order=delay:soon", "delay:3s"],
];
for (const [text, hint] of mistakes) {
  test(`${text} is an error that names ${hint}`, () => {
    assert.throws(
      () => parseFaults(text, ids),
      (error) => error instanceof AppError && JSON.stringify(error.say).includes(hint),
    );
  });
}

test("a fault happens as often as asked, then the call is taken", async () => {
  const { call, store, clock } = testPlatform({ faults: ["confirm-order=503x2,delay:3s"] });
  place(store);
  answer(store, 1, "wait-confirm");
  assert.equal((await call(paths.confirm, confirmation())).status, 503);
  assert.equal((await call(paths.confirm, confirmation())).status, 503);
  assert.equal((await call(paths.confirm, confirmation())).code, 0);
  assert.deepEqual(clock.sleeps, [3000, 3000, 3000]);
});

test("a header puts a fault on one call alone", async () => {
  const { post, token, store } = testPlatform();
  place(store);
  answer(store, 1, "wait-confirm");
  const headers = { "access-token": await token() };
  const faulty = await post(paths.confirm, confirmation(), { ...headers, "x-mock-fault": "busy" });
  assert.deepEqual([faulty.status, faulty.code], [200, 2100004]);
  assert.equal((await post(paths.confirm, confirmation(), headers)).code, 0);
});

test("an unknown fault in the header is answered 400 with the nearest name, and nothing happens", async () => {
  const { post, store } = testPlatform();
  const { status, text } = await post(paths.token, tokenRequest(), { "x-mock-fault": "tokenexpired" });
  assert.equal(status, 400);
  assert.match(text, /nearest is token-expired/);
  assert.equal(store.state.tokens.calls.length, 0);
});

test("a lost answer carries the call out and cuts the connection", async () => {
  const { call, store } = testPlatform({ faults: ["confirm-order=lost-answerx1"] });
  place(store);
  answer(store, 1, "wait-confirm");
  await assert.rejects(call(paths.confirm, confirmation()), ConnectionDrop);
  assert.equal(store.state.orders.get(orderId)?.booking, "confirmed");
});

test("a reset cuts the connection and carries nothing out", async () => {
  const { call, store } = testPlatform({ faults: ["confirm-order=reset"] });
  place(store);
  answer(store, 1, "wait-confirm");
  await assert.rejects(call(paths.confirm, confirmation()), ConnectionDrop);
  assert.equal(store.state.orders.get(orderId)?.booking, "wait-confirm");
});

test("broken answers: an empty body, half a JSON text, an HTML page", async () => {
  const { post } = testPlatform();
  const broken = (fault: string) => post(paths.token, tokenRequest(), { "x-mock-fault": fault });
  assert.deepEqual(
    (await Promise.all(["empty", "bad-json", "html"].map(broken))).map(({ status, text }) => [status, text]),
    [
      [200, ""],
      [200, `{"data":{"error_code":`],
      [502, "<html><body><h1>502 Bad Gateway</h1></body></html>"],
    ],
  );
});

test("every fault that the error lists can be read", () => {
  const error = (() => {
    try {
      parseFaultList("zzzzzzzzzzzzzzzzzzzz");
    } catch (thrown) {
      return thrown;
    }
    return undefined;
  })();
  assert.ok(error instanceof AppError);
  for (const name of String(error.say.args?.names).split(", ")) assert.equal(parseFaultList(name).length, 1);
});
