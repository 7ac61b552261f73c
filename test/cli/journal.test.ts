import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emptyFolder } from "../support/cli.js";
import { runMain } from "../support/fake-console.js";
import { rawServer } from "../support/raw-server.js";

function home() {
  const folder = emptyFolder();
  const env = { HOME: folder, XDG_STATE_HOME: join(folder, "state") };
  const text = (): string => {
    const journals = join(folder, "state/douyin-hotel/journal");
    return readdirSync(journals)
      .map((name) => readFileSync(join(journals, name), "utf8"))
      .join("");
  };
  return { env, text, run: (...argv: readonly string[]) => runMain(argv, { env, cwd: folder }) };
}

/** Asks for a retry, in a well-formed answer. */
async function merchant() {
  const requests: string[] = [];
  const server = await rawServer((socket, request) => {
    requests.push(request.toString());
    const orderId = /"order_id":"(\d+)"/.exec(request.toString())?.[1];
    const answer = `{"data":{"error_code":100,"description":"busy","order_id":"${orderId}"}}`;
    socket.write(
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
    );
  });
  return { ...server, requests };
}

test("what was sent is listed and shown, and the secret is nowhere in the journal", async () => {
  const { run, text, env } = home();
  const sent = await run("send", "create-order", "--json", "--seed", "1");
  assert.equal(sent.code, 0, sent.stderr);
  const [attempt] = JSON.parse(sent.stdout).attempts;
  const listed = JSON.parse((await run("log", "--json")).stdout);
  assert.equal(listed.exchanges.length, 1);
  const [row] = listed.exchanges;
  assert.deepEqual(
    [row.callback, row.variant, row.status, row.errorCode, row.state],
    ["create-order", "standard", 200, 0, "finished"],
  );
  assert.equal(row.key, JSON.parse(attempt.request.body).order_id);
  const shown = JSON.parse((await run("log", row.id, "--json")).stdout);
  assert.deepEqual(shown.attempts[0].request, attempt.request);
  assert.deepEqual(shown.attempts[0].response, attempt.response);
  const page = await run("log", "last");
  assert.match(page.stdout, /error_code/);
  const table = await run("log");
  assert.match(table.stdout, new RegExp(`${row.id}.*HTTP 200  error_code 0`));
  assert.equal(text().includes("example-secret"), false);
  assert.ok(env);
});

test("a cancel finds the order created last, and one by its id", async () => {
  const { run } = home();
  const first = JSON.parse((await run("send", "create-order", "--json")).stdout);
  const second = JSON.parse((await run("send", "create-order", "--json")).stdout);
  const sentOrder = (result: { attempts: [{ request: { body: string }; response: { body: string } }] }) => ({
    order_id: JSON.parse(result.attempts[0].request.body).order_id,
    order_out_id: JSON.parse(result.attempts[0].response.body).data.order_out_id,
  });
  const cancelled = async (which: string) => {
    const result = JSON.parse((await run("send", "cancel-order", "--for", which, "--json")).stdout);
    const { order_id, order_out_id } = JSON.parse(result.attempts[0].request.body);
    return { order_id, order_out_id };
  };
  assert.deepEqual(await cancelled("last"), sentOrder(second));
  assert.deepEqual(await cancelled(sentOrder(first).order_id), sentOrder(first));
  const unknown = await run("send", "cancel-order", "--for", "4711");
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /4711/);
});

test("resend signs the same body anew, and --as-is sends the same bytes", async () => {
  const { run } = home();
  const server = await merchant();
  await run("send", "create-order", "--endpoint", server.url);
  const again = await run("resend", "last", "--json");
  const { exchanges } = JSON.parse((await run("log", "--json")).stdout);
  const asIs = await run("resend", exchanges[0].id, "--as-is", "--json");
  assert.deepEqual([again.code, asIs.code, exchanges.length], [0, 0, 2]);
  const [first, renewed, same] = server.requests;
  const bodyOf = (request = ""): string => request.slice(request.indexOf("\r\n\r\n"));
  const logid = (request = ""): string | undefined => /X-Bytedance-Logid: (\w+)/.exec(request)?.[1];
  assert.equal(bodyOf(renewed), bodyOf(first));
  assert.notEqual(logid(renewed), logid(first));
  assert.equal(same, first);
  assert.deepEqual([JSON.parse(again.stdout).command, JSON.parse(asIs.stdout).id], ["resend", exchanges[0].id]);
  await server.close();
});

test("an exchange with the built-in merchant is sent to a new one", async () => {
  const { run } = home();
  await run("send", "create-order");
  const again = await run("resend", "last", "--json");
  const asIs = await run("resend", "last", "--as-is", "--json");
  assert.deepEqual([again.code, asIs.code], [0, 0], again.stderr + asIs.stderr);
  assert.equal(JSON.parse(JSON.parse(asIs.stdout).attempts[0].response.body).data.error_code, 0);
});

test("retries and copies each have an entry of their own", async () => {
  const { run } = home();
  const server = await merchant();
  const result = await run(
    "send",
    "create-order",
    "-e",
    server.url,
    "--retry",
    "--max-attempts",
    "3",
    "--time-scale",
    "60000",
    "--json",
  );
  assert.equal(JSON.parse(result.stdout).attempts.length, 3);
  const { exchanges } = JSON.parse((await run("log", "--json")).stdout);
  assert.deepEqual(
    exchanges.map((one: { attempt: number; errorCode: number }) => [one.attempt, one.errorCode]),
    [
      [1, 100],
      [2, 100],
      [3, 100],
    ],
  );
  const limited = JSON.parse((await run("log", "--limit", "2", "--json")).stdout);
  assert.equal(limited.exchanges.length, 2);
  await server.close();
});

test("--no-journal keeps nothing, and an unwritable folder stops before anything is sent", async () => {
  const { run, env } = home();
  const server = await merchant();
  await run("send", "create-order", "-e", server.url, "--no-journal");
  assert.deepEqual(JSON.parse((await run("log", "--json")).stdout).exchanges, []);
  writeFileSync(join(env.HOME, "blocked"), "");
  const blocked = { ...env, XDG_STATE_HOME: join(env.HOME, "blocked") };
  const refused = await runMain(["send", "create-order", "-e", server.url], { env: blocked });
  assert.equal(refused.code, 3);
  assert.match(refused.stderr, /--no-journal/);
  assert.equal(server.requests.length, 1);
  await server.close();
});

test("ids that mean nothing are usage problems that send nothing", async () => {
  const { run } = home();
  assert.match((await run("resend", "last")).stderr, /journal is empty/);
  await run("send", "create-order");
  const wrong = await run("log", "x-no-such");
  assert.equal(wrong.code, 2);
  const changed = await run("resend", "last", "--as-is", "--signature", "missing");
  assert.equal(changed.code, 2);
});
