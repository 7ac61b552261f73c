import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Served, serve } from "../../src/node/serve.js";

/** Sends one request to the byte and reads what comes back until the server closes. */
function exchange(port: number, head: string, body = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      received += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
    socket.write(`${head.replace(/\n/g, "\r\n")}\r\nConnection: close\r\n\r\n${body}`);
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

const expectedHeaders = [
  /^x-content-type-options: nosniff\r$/im,
  /^x-frame-options: DENY\r$/im,
  /^referrer-policy: no-referrer\r$/im,
  /^cross-origin-resource-policy: same-origin\r$/im,
  /^content-security-policy: default-src 'none'/im,
  /^cache-control: no-store\r$/im,
];

describe("the guard of the local servers", () => {
  let served: Served;
  let calls = 0;

  before(async () => {
    served = await serve((request) => {
      calls += 1;
      const { pathname } = new URL(request.url);
      if (pathname === "/throws") throw new Error("kaput");
      if (pathname === "/own") return new Response("own", { headers: { "content-security-policy": "sandbox" } });
      return new Response("let in", { status: pathname === "/missing" ? 404 : 200 });
    });
  });

  after(() => served.close());

  /** Hosts by which no request gets in; P is the port. */
  const foreignHosts = [
    "evil.example",
    "evil.example:P",
    "127.0.0.1",
    "localhost",
    "[::1]",
    "127.0.0.1:1",
    "localhost:65535",
    "127.0.0.1:P.evil.example",
    "127.0.0.1.evil.example:P",
    "localhost.evil.example:P",
    "evil.localhost:P",
    "localhost.:P",
    "127.0.0.1.:P",
    "127.1:P",
    "127.0.0.2:P",
    "0.0.0.0:P",
    "0:P",
    "2130706433:P",
    "0x7f000001:P",
    "0177.0.0.1:P",
    "[::]:P",
    "[::ffff:127.0.0.1]:P",
    "[0:0:0:0:0:0:0:1]:P",
    "::1:P",
    "user@127.0.0.1:P",
    "127.0.0.1:P@evil.example",
    "127.0.0.1:P, evil.example",
    "evil.example, 127.0.0.1:P",
    "127.0.0.1:P/",
    "http://127.0.0.1:P",
    "127.0.0.1:0P",
    "127.0.0.1:+P",
    "127.0.0.1 :P",
    "host.docker.internal:P",
    "gateway.docker.internal:P",
    "192.168.1.10:P",
    "169.254.169.254",
    "metadata.google.internal",
    "ⅼocalhost:P",
    "lоcalhost:P",
    "127。0。0。1:P",
    "",
  ];

  for (const host of foreignHosts) {
    test(`a request for the host "${host}" is refused before the app sees it`, async () => {
      const earlier = calls;
      const named = host.replaceAll("P", String(served.port));
      const answer = await exchange(served.port, `GET / HTTP/1.1\nHost: ${named}`);
      assert.deepEqual([statusOf(answer), calls], [403, earlier]);
      assert.doesNotMatch(answer, /let in/);
    });
  }

  /** Origins from which no request gets in, on a proper host. */
  const foreignOrigins = [
    "null",
    "http://evil.example",
    "https://evil.example",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "https://127.0.0.1:P",
    "http://localhost:P",
    "http://[::1]:P",
    "http://127.0.0.1:P.evil.example",
    "http://127.0.0.1:P@evil.example",
    "http://evil.example#http://127.0.0.1:P",
    "http://127.0.0.1:P/",
    "http://127.0.0.1:P http://evil.example",
    "ws://127.0.0.1:P",
    "file://",
    "chrome-extension://abcdefghijklmnop",
    "about:blank",
    "",
  ];

  for (const origin of foreignOrigins) {
    test(`a request from the origin "${origin}" is refused before the app sees it`, async () => {
      const earlier = calls;
      const named = origin.replaceAll("P", String(served.port));
      const head = `POST /spi HTTP/1.1\nHost: 127.0.0.1:${served.port}\nOrigin: ${named}\nContent-Length: 2`;
      const answer = await exchange(served.port, head, "{}");
      assert.deepEqual([statusOf(answer), calls], [403, earlier]);
    });
  }

  /** Whole heads that are refused; HOST is a proper one. */
  const strangeHeads: readonly (readonly [string, string, number])[] = [
    ["no Host at all", "GET / HTTP/1.1\nX: y", 403],
    ["HTTP/1.0 without a Host", "GET / HTTP/1.0\nX: y", 403],
    ["two Hosts, the first proper", "GET / HTTP/1.1\nHost: HOST\nHost: evil.example", 403],
    ["two Hosts, the second proper", "GET / HTTP/1.1\nHost: evil.example\nHost: HOST", 403],
    ["twice the same Host", "GET / HTTP/1.1\nHost: HOST\nhost: HOST", 403],
    ["two Origins", "GET / HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nOrigin: http://evil.example", 403],
    ["a target with a host of its own", "GET http://evil.example/ HTTP/1.1\nHost: HOST", 400],
    ["a target with our host, as for a proxy", "GET http://HOST/ HTTP/1.1\nHost: HOST", 400],
    ["no target but *", "OPTIONS * HTTP/1.1\nHost: HOST", 400],
    ["a foreign Host and a forwarded proper one", "GET / HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: HOST", 403],
    [
      "an image of another site",
      "GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors",
      403,
    ],
    [
      "a form of another port",
      "POST / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
      403,
    ],
    [
      "a frame in another site",
      "GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
      403,
    ],
  ];

  for (const [what, head, status] of strangeHeads) {
    test(`refused: ${what}`, async () => {
      const earlier = calls;
      const answer = await exchange(served.port, head.replaceAll("HOST", `127.0.0.1:${served.port}`));
      assert.deepEqual([statusOf(answer), calls], [status, earlier]);
    });
  }

  test("the forms that are refused are counted", (t) => {
    const count = foreignHosts.length + foreignOrigins.length + strangeHeads.length;
    t.diagnostic(`${count} forms of Host, Origin and request line refused`);
    assert.ok(count >= 36);
  });

  /** What a merchant's program, curl and a browser on this page send. */
  const properHeads: readonly (readonly [string, string])[] = [
    ["a program without an Origin", "POST /spi HTTP/1.1\nHost: 127.0.0.1:P"],
    ["localhost", "GET / HTTP/1.1\nHost: localhost:P"],
    ["LOCALHOST", "GET / HTTP/1.1\nHost: LOCALHOST:P"],
    ["the IPv6 name", "GET / HTTP/1.1\nHost: [::1]:P"],
    ["HTTP/1.0 with a Host", "GET / HTTP/1.0\nHost: 127.0.0.1:P"],
    ["this very page", "POST / HTTP/1.1\nHost: localhost:P\nOrigin: http://localhost:P\nSec-Fetch-Site: same-origin"],
    ["an address typed into a browser", "GET / HTTP/1.1\nHost: localhost:P\nSec-Fetch-Site: none"],
    [
      "a link that a person followed",
      "GET / HTTP/1.1\nHost: localhost:P\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
    ],
    ["fetch of Node", "POST / HTTP/1.1\nHost: 127.0.0.1:P\nSec-Fetch-Mode: cors\nUser-Agent: node"],
  ];

  for (const [what, head] of properHeads) {
    test(`let in: ${what}`, async () => {
      const answer = await exchange(served.port, head.replaceAll("P:", "P:").replace(/:P\b/g, `:${served.port}`));
      assert.deepEqual([statusOf(answer), /let in$/.test(answer)], [200, true]);
    });
  }

  test("a refusal says what to do, in the language of the server", async () => {
    const chinese = await serve(() => new Response(), { lang: "zh" });
    const english = await exchange(served.port, "GET / HTTP/1.1\nHost: host.docker.internal:8080");
    const answer = await exchange(chinese.port, "GET / HTTP/1.1\nHost: evil.example");
    await chinese.close();
    assert.match(english, /--allow-host host\.docker\.internal/);
    assert.match(answer, /"code":"host-refused".*不是本机服务的地址/);
  });

  test("a host that was allowed gets in at any port, with pages of its own and none of others", async () => {
    const open = await serve(() => new Response("let in"), { allowedHosts: ["host.docker.internal"] });
    const heads = [
      "Host: host.docker.internal:1234",
      "Host: HOST.docker.internal",
      "Host: host.docker.internal:1234\nOrigin: https://host.docker.internal:1234",
      "Host: host.docker.internal:1234\nOrigin: http://evil.example",
      "Host: host.docker.internal.evil.example",
      "Host: host.docker.internal:x",
      "Host: evil.host.docker.internal",
    ];
    const statuses = await Promise.all(
      heads.map(async (head) => statusOf(await exchange(open.port, `GET / HTTP/1.1\n${head}`))),
    );
    await open.close();
    assert.deepEqual(statuses, [200, 200, 200, 403, 403, 403, 403]);
  });

  const everyAnswer: readonly (readonly [number, string, string])[] = [
    [200, "an answer", "GET / HTTP/1.1\nHost: HOST"],
    [404, "a path that is nowhere", "GET /missing HTTP/1.1\nHost: HOST"],
    [500, "a bug of ours", "GET /throws HTTP/1.1\nHost: HOST"],
    [403, "a foreign host", "GET / HTTP/1.1\nHost: evil.example"],
    [403, "a foreign origin", "GET / HTTP/1.1\nHost: HOST\nOrigin: null"],
    [413, "a body past the limit", "POST / HTTP/1.1\nHost: HOST\nContent-Length: 99999999"],
    [400, "a request that is no HTTP", "GET / HTTP/9.9\nHost: HOST"],
    [400, "a target with a backslash", "GET /\\evil HTTP/1.1\nHost: HOST"],
    [431, "headers past the limit", `GET / HTTP/1.1\nHost: HOST\nX: ${"x".repeat(20_000)}`],
  ];

  for (const [status, what, head] of everyAnswer) {
    test(`the security headers stand on ${what} (${status})`, async () => {
      const answer = await exchange(served.port, head.replaceAll("HOST", `127.0.0.1:${served.port}`));
      assert.equal(statusOf(answer), status);
      for (const header of expectedHeaders) assert.match(answer, header);
    });
  }

  test("an answer's own header takes the place of the general one", async () => {
    const answer = await exchange(served.port, `GET /own HTTP/1.1\nHost: 127.0.0.1:${served.port}`);
    assert.match(answer, /content-security-policy: sandbox\r/i);
    assert.doesNotMatch(answer, /default-src/);
  });

  test("200 slow clients keep nobody waiting, and are cut off in the end", async (t) => {
    let served = 0;
    const patient = await serve(
      async (request) => {
        await request.arrayBuffer();
        served += 1;
        return new Response("done");
      },
      { headersTimeoutMs: 2_000, requestTimeoutMs: 2_000 },
    );
    const host = `Host: 127.0.0.1:${patient.port}`;
    const slow = Array.from({ length: 200 }, (_, i) =>
      slowClient(
        patient.port,
        i % 2 === 0
          ? `POST / HTTP/1.1\r\n${host}\r\nX-Slow: `
          : `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 1000\r\n\r\n`,
      ),
    );
    await Promise.all(slow.map(({ opened }) => opened));
    const quick = await Promise.all(
      Array.from({ length: 40 }, () =>
        fetch(patient.url, { method: "POST", body: "{}", signal: AbortSignal.timeout(30_000) }).then((answer) =>
          answer.text(),
        ),
      ),
    );
    assert.deepEqual([quick.filter((text) => text === "done").length, served], [40, 40]);
    const endings = await Promise.all(slow.map(({ closed }) => closed));
    assert.equal(endings.length, 200);
    await patient.close();
    t.diagnostic(
      `${foreignHosts.length} foreign hosts and ${foreignOrigins.length} foreign origins refused; ${everyAnswer.length} kinds of answers with security headers; ${quick.length} clients served beside ${endings.length} slow ones`,
    );
  });
});

/** Sends a byte now and then until it is cut off. */
function slowClient(
  port: number,
  beginning: string,
): { readonly opened: Promise<void>; readonly closed: Promise<void> } {
  const socket: Socket = connect(port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("error", () => undefined);
  socket.on("data", () => undefined);
  const opened = new Promise<void>((resolve) => socket.on("connect", () => socket.write(beginning, () => resolve())));
  void (async () => {
    await opened;
    while (!socket.destroyed && socket.writable) {
      socket.write("x");
      await sleep(200);
    }
  })();
  return { opened, closed };
}
