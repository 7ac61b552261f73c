import assert from "node:assert/strict";
import { test } from "node:test";
import { checkToken, countCall, issueToken, mayCall, noTokens } from "../../../src/mocks/platform/tokens.js";

const minute = 60_000;

test("a token lives for two hours", () => {
  const state = issueToken(noTokens, "clt.a", 0);
  assert.equal(checkToken(state, "clt.a", 120 * minute - 1), "valid");
  assert.equal(checkToken(state, "clt.a", 120 * minute), "expired");
});

test("a new token kills the previous one after five minutes", () => {
  const state = issueToken(issueToken(noTokens, "clt.a", 0), "clt.b", 10 * minute);
  assert.equal(checkToken(state, "clt.a", 15 * minute - 1), "valid");
  assert.equal(checkToken(state, "clt.a", 15 * minute), "expired");
  assert.equal(checkToken(state, "clt.b", 129 * minute), "valid");
});

test("a new token never makes the previous one live longer", () => {
  const state = issueToken(issueToken(noTokens, "clt.a", 0), "clt.b", 119 * minute);
  assert.equal(checkToken(state, "clt.a", 120 * minute), "expired");
});

test("at most the latest two tokens live", () => {
  const two = issueToken(issueToken(noTokens, "clt.a", 0), "clt.b", minute);
  const three = issueToken(two, "clt.c", 2 * minute);
  assert.equal(checkToken(three, "clt.a", 2 * minute), "expired");
  assert.equal(checkToken(three, "clt.b", 2 * minute), "valid");
  assert.equal(checkToken(three, "clt.c", 2 * minute), "valid");
});

test("a token that was never handed out is unknown", () => {
  assert.equal(checkToken(issueToken(noTokens, "clt.a", 0), "clt.z", 1), "unknown");
});

test("the 501st call within five minutes is refused, and calls are free again afterwards", () => {
  let state = noTokens;
  for (let i = 0; i < 500; i++) state = countCall(state, i);
  assert.equal(mayCall(state, 500), false);
  assert.equal(mayCall(state, 5 * minute - 1), false);
  assert.equal(mayCall(state, 5 * minute), true);
});
