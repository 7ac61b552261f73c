import assert from "node:assert/strict";
import { test } from "node:test";
import { httpTransport } from "../../src/node/transport.js";
import { rawServer } from "../support/raw-server.js";

/** `{host}` stands for a second server that must never hear of the request. */
const forms: readonly (readonly [name: string, answer: string, outcome: string])[] = [
  ...[300, 301, 302, 303, 305, 306, 307, 308, 399].map(
    (status) =>
      [
        `${status} with an address`,
        `HTTP/1.1 ${status} Go\r\nLocation: http://{host}/\r\n\r\n`,
        "redirect {host}",
      ] as const,
  ),
  ["304 without an address", "HTTP/1.1 304 Not Modified\r\n\r\n", "redirect no-location"],
  ["another path", "HTTP/1.1 302 Go\r\nLocation: /login\r\n\r\n", "redirect {self}"],
  ["an address without scheme", "HTTP/1.1 302 Go\r\nLocation: //{host}/\r\n\r\n", "redirect {host}"],
  ["backslashes", "HTTP/1.1 302 Go\r\nLocation: \\\\{host}\\\r\n\r\n", "redirect {host}"],
  ["an address with a user", "HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1@{host}/\r\n\r\n", "redirect {host}"],
  ["two addresses", "HTTP/1.1 302 Go\r\nLocation: /a\r\nLocation: http://{host}/\r\n\r\n", "redirect {self}"],
  ["a lower-case header", "HTTP/1.1 308 Go\r\nlocation: http://{host}/\r\n\r\n", "redirect {host}"],
  ["a broken address", "HTTP/1.1 302 Go\r\nLocation: http://[\r\n\r\n", "redirect invalid-location"],
  ["a script for an address", "HTTP/1.1 302 Go\r\nLocation: javascript:alert(1)\r\n\r\n", "redirect javascript:"],
  ["a file for an address", "HTTP/1.1 302 Go\r\nLocation: file:///etc/hosts\r\n\r\n", "redirect file:"],
  ["an empty address", "HTTP/1.1 302 Go\r\nLocation:\r\n\r\n", "redirect {self}"],
  [
    "a redirect with a body cut short",
    "HTTP/1.1 307 Go\r\nLocation: http://{host}/\r\nContent-Length: 99\r\n\r\nabc",
    "redirect {host}",
  ],
  [
    "a redirect with an undecodable body",
    "HTTP/1.1 307 Go\r\nLocation: http://{host}/\r\nContent-Encoding: gzip\r\n\r\nabc",
    "redirect {host}",
  ],
  [
    "early hints before the redirect",
    "HTTP/1.1 103 Hints\r\nLink: <http://{host}/>; rel=preconnect\r\n\r\nHTTP/1.1 302 Go\r\nLocation: http://{host}/\r\n\r\n",
    "redirect {host}",
  ],
  ["200 with an address", "HTTP/1.1 200 OK\r\nLocation: http://{host}/\r\n\r\n", "answer 200"],
  [
    "201 with an address",
    "HTTP/1.1 201 Created\r\nLocation: http://{host}/\r\nContent-Location: http://{host}/\r\n\r\n",
    "answer 201",
  ],
  ["200 with Refresh", "HTTP/1.1 200 OK\r\nRefresh: 0; url=http://{host}/\r\n\r\n", "answer 200"],
  [
    "200 with a page that moves on",
    'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<meta http-equiv="refresh" content="0;url=http://{host}/">',
    "answer 200",
  ],
  ["200 with another service", 'HTTP/1.1 200 OK\r\nAlt-Svc: h2="{host}"\r\n\r\n', "answer 200"],
  [
    "401 that asks for credentials",
    "HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=x\r\nLocation: http://{host}/\r\n\r\n",
    "answer 401",
  ],
  ["407 that asks for credentials", "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\n\r\n", "answer 407"],
  ["421 of a wrong server", "HTTP/1.1 421 Misdirected\r\nLocation: http://{host}/\r\n\r\n", "answer 421"],
  [
    "503 with a time to come back",
    "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nLocation: http://{host}/\r\n\r\n",
    "answer 503",
  ],
];

test("no form of redirect is followed and none reaches the second host", async (t) => {
  const second = await rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), {
    early: true,
  });
  const host = `127.0.0.1:${second.port}`;
  const transport = httpTransport();
  await Promise.all(
    forms.map(([name, answer, outcome]) =>
      t.test(name, async () => {
        const first = await rawServer((socket) => socket.end(answer.replaceAll("{host}", host)));
        const got = await transport.send(
          { method: "POST", url: first.url, headers: [["x-life-sign", "0123"]], body: Buffer.from("{}") },
          { timeoutMs: 15_000, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false },
        );
        const self = `127.0.0.1:${first.port}`;
        assert.equal(
          got.kind === "answer" ? `answer ${got.response.status}` : `${got.failure.kind} ${got.failure.detail}`,
          outcome.replace("{host}", host).replace("{self}", self),
        );
        assert.ok(got.response, "the answer itself is kept");
        assert.equal(first.connections(), 1);
        await first.close();
      }),
    ),
  );
  assert.equal(second.connections(), 0);
  await transport.close();
  await second.close();
});

test("a redirect with an endless body is named within the deadline", async () => {
  const server = await rawServer((socket) => {
    socket.write("HTTP/1.1 302 Go\r\nLocation: /elsewhere\r\n\r\n");
    const timer = setInterval(() => socket.write("x"), 10);
    socket.on("close", () => clearInterval(timer));
  });
  const transport = httpTransport();
  const got = await transport.send(
    { method: "POST", url: server.url, headers: [], body: Buffer.from("{}") },
    { timeoutMs: 200, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false },
  );
  assert.ok(got.kind === "failure");
  assert.deepEqual(got.failure, { kind: "redirect", detail: `127.0.0.1:${server.port}` });
  await transport.close();
  await server.close();
});
