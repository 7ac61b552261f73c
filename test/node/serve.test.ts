import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { AppError } from "../../src/core/problem.js";
import { serve } from "../../src/node/serve.js";

test("a served app gets the exact body bytes and its answer arrives", async () => {
  const served = await serve(async (request) => new Response(await request.arrayBuffer(), { status: 202 }));
  const answer = await fetch(`${served.url}/spi/x?y=1`, { method: "POST", body: '{ "名": 1 }\n' });
  assert.equal(answer.status, 202);
  assert.equal(await answer.text(), '{ "名": 1 }\n');
  await served.close();
});

test("a served app is reachable on the loopback address alone", async () => {
  const served = await serve(() => new Response("ok"));
  assert.equal(served.url, `http://127.0.0.1:${served.port}`);
  const refused = await new Promise((resolve) => {
    connect(served.port, "127.0.0.2").on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  assert.equal(refused, "ECONNREFUSED");
  await served.close();
});

test("a body past the limit is refused, declared or not", async () => {
  const served = await serve(async (request) => new Response(String((await request.arrayBuffer()).byteLength)), {
    maxBodyBytes: 10,
  });
  const declared = await fetch(served.url, { method: "POST", body: "12345678901" });
  const chunked = await fetch(served.url, {
    method: "POST",
    body: new Blob(["12345678901"]).stream(),
    duplex: "half",
  } as RequestInit);
  const allowed = await fetch(served.url, {
    method: "POST",
    body: new Blob(["1234567890"]).stream(),
    duplex: "half",
  } as RequestInit);
  assert.deepEqual([declared.status, chunked.status, await allowed.text()], [413, 413, "10"]);
  await served.close();
});

test("what the handler throws reaches onError and the client gets a bare 500", async () => {
  const seen: unknown[] = [];
  const served = await serve(
    () => {
      throw new Error("kaput");
    },
    { onError: (error) => seen.push(error) },
  );
  const answer = await fetch(served.url);
  assert.deepEqual([answer.status, await answer.text()], [500, ""]);
  assert.deepEqual(
    seen.map((error) => (error as Error).message),
    ["kaput"],
  );
  await served.close();
});

test("a client that never finishes its headers is cut off", async () => {
  const served = await serve(() => new Response("ok"), { headersTimeoutMs: 100, requestTimeoutMs: 100 });
  const socket = connect(served.port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\n");
  const [bytes] = (await once(socket, "data")) as [Buffer];
  assert.match(bytes.toString(), /^HTTP\/1\.1 408 /);
  await once(socket, "close");
  await served.close();
});

test("a handler can write raw bytes or reset in place of its answer", async () => {
  const served = await serve((request, connection) => {
    if (new URL(request.url).pathname === "/reset") connection.reset();
    else {
      connection.write("HTTP/1.1 299 Raw\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
      connection.end();
    }
    return new Response("never seen");
  });
  const raw = await fetch(served.url);
  assert.deepEqual([raw.status, await raw.text()], [299, "hi"]);
  await assert.rejects(fetch(`${served.url}/reset`));
  await served.close();
});

test("closing does not wait for an answer that never comes", async () => {
  const served = await serve(() => new Promise<Response>(() => undefined));
  const lost = fetch(served.url).catch(() => "cut");
  await new Promise((resolve) => setTimeout(resolve, 50));
  await served.close();
  assert.equal(await lost, "cut");
});

test("a port in use is a problem that names the port", async () => {
  const served = await serve(() => new Response("ok"));
  await assert.rejects(
    serve(() => new Response("no"), { port: served.port }),
    (error: unknown) =>
      error instanceof AppError && error.code === "port-in-use" && error.say.args?.port === served.port,
  );
  await served.close();
});
