import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";

async function savedExchange(callback: string): Promise<{ readonly file: string; readonly body: string }> {
  const file = join(emptyFolder(), "exchange.json");
  const run = await runMain(["send", callback, "--seed", "7", "--no-journal", "--save", file]);
  assert.equal(run.code, 0, run.stderr);
  return { file, body: JSON.parse(readFileSync(file, "utf8")).attempts[0].request.body };
}

test("what send --save kept is a fixture: its payload goes out again, byte for byte", async () => {
  const { file, body } = await savedExchange("create-order");
  const run = await runMain(["send", "create-order", "--fixture", file, "--no-journal", "--json"]);
  assert.equal(run.code, 0, run.stderr);
  assert.equal(JSON.parse(run.stdout).attempts[0].request.body, body);
});

test("an edit of a saved exchange's payload touches no other byte", async () => {
  const { file, body } = await savedExchange("create-order");
  const run = await runMain(["generate", "create-order", "--fixture", file, "--set", "order_id=42"]);
  assert.equal(run.stdout, `${body.replace(/"order_id":"\d+"/, '"order_id":"42"')}\n`);
});

test("the exchange of another callback is no fixture, and its file is named as what it is", async () => {
  const { file } = await savedExchange("cancel-order");
  const run = await runMain(["send", "create-order", "--fixture", file, "--no-journal"]);
  assert.equal(run.code, 2);
  assert.equal(run.stdout, "");
  assert.match(run.stderr, /exchange of cancel-order, which is no payload of create-order/);
});

test("validate --request takes the payload out of a saved exchange", async () => {
  const { file, body } = await savedExchange("create-order");
  const answer = (orderId: string): string =>
    JSON.stringify({ data: { error_code: 4, description: "full", order_id: orderId } });
  const validate = (input: string) => runMain(["validate", "create-order", "-", "--request", file], { input });
  assert.equal((await validate(answer(JSON.parse(body).order_id))).code, 0);
  const wrong = await validate(answer("7"));
  assert.equal(wrong.code, 1);
  assert.match(wrong.stdout, /create-order\/order-id-echo/);
});

test("a payload with fields named like an exchange's is still a payload", async () => {
  const file = join(emptyFolder(), "payload.json");
  writeFileSync(file, '{"order_id":"7","attempts":[{"request":{"body":"x"}}]}');
  const run = await runMain(["generate", "create-order", "--fixture", file]);
  assert.equal(run.stdout, '{"order_id":"7","attempts":[{"request":{"body":"x"}}]}\n');
});
