import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import type { TransportOptions, WireOutcome, WireRequest } from "../../src/core/ports.js";
import { monotonicMs } from "../../src/node/monotonic.js";
import { httpTransport } from "../../src/node/transport.js";
import { rawServer } from "../support/raw-server.js";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

function requestTo(url: string, more: Partial<WireRequest> = {}): WireRequest {
  return {
    method: "POST",
    url,
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from('{"order_id":"1000000000000000001"}'),
    ...more,
  };
}

const patient: TransportOptions = { timeoutMs: 15_000, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false };

async function sendTo(url: string, options: Partial<TransportOptions> = {}): Promise<WireOutcome> {
  const transport = httpTransport();
  const outcome = await transport.send(requestTo(url), { ...patient, ...options });
  await transport.close();
  return outcome;
}

function named(outcome: WireOutcome): string {
  return outcome.kind === "answer"
    ? `answer ${outcome.response.status}`
    : `${outcome.failure.kind} ${outcome.failure.detail}`;
}

test("the request on the wire holds the given headers in their spelling and nothing extra", async () => {
  let seen = "";
  const server = await rawServer((socket, request) => {
    seen = request.toString();
    socket.write(ok);
  });
  const transport = httpTransport();
  await transport.send(
    requestTo(`${server.url}?a=%E4%BD%A0&b=1+2`, {
      headers: [
        ["Content-Type", "application/json"],
        ["X-Bytedance-Logid", "L1"],
        ["x-life-clientkey", "awkey"],
        ["x-life-sign", "0123"],
      ],
    }),
    patient,
  );
  assert.equal(
    seen,
    "POST /spi?a=%E4%BD%A0&b=1+2 HTTP/1.1\r\n" +
      `Host: 127.0.0.1:${server.port}\r\n` +
      "Content-Type: application/json\r\n" +
      "X-Bytedance-Logid: L1\r\n" +
      "x-life-clientkey: awkey\r\n" +
      "x-life-sign: 0123\r\n" +
      "Content-Length: 34\r\n\r\n" +
      '{"order_id":"1000000000000000001"}',
  );
  await server.close();
});

test("headers that the caller gives replace the ones that HTTP needs", async () => {
  let seen = "";
  const server = await rawServer((socket, request) => {
    seen = request.toString();
    socket.write(ok);
  });
  await httpTransport().send(
    requestTo(server.url, {
      headers: [
        ["host", "pms.example"],
        ["Connection", "close"],
        ["X-Twice", "1"],
        ["X-Twice", "2"],
      ],
    }),
    patient,
  );
  assert.match(
    seen,
    /\r\nhost: pms\.example\r\nConnection: close\r\nX-Twice: 1\r\nX-Twice: 2\r\nContent-Length: 34\r\n/,
  );
  assert.doesNotMatch(seen, /127\.0\.0\.1/);
  await server.close();
});

test("answer headers keep their order, spelling and repetitions", async () => {
  const server = await rawServer((socket) =>
    socket.write("HTTP/1.1 200 OK\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 2\r\n\r\n{}"),
  );
  const outcome = await sendTo(server.url);
  assert.ok(outcome.kind === "answer");
  assert.deepEqual(outcome.response.headers, [
    ["X-B", "1"],
    ["x-a", "2"],
    ["X-B", "3"],
    ["Content-Length", "2"],
  ]);
  await server.close();
});

test("a connection is reused only when that is asked for", async () => {
  const server = await rawServer((socket) => socket.write(ok));
  const transport = httpTransport();
  for (const keepAlive of [false, false, true, true, true]) {
    assert.equal(named(await transport.send(requestTo(server.url), { ...patient, keepAlive })), "answer 200");
  }
  assert.equal(server.connections(), 3);
  await transport.close();
  await server.close();
});

test("a reused connection that dies is told from a new one", async () => {
  let answers = 0;
  const server = await rawServer((socket) => {
    if (answers++ === 0) socket.write(ok);
    else socket.resetAndDestroy();
  });
  const transport = httpTransport();
  const options = { ...patient, keepAlive: true };
  const outcomes = [];
  for (let i = 0; i < 3; i++) outcomes.push(named(await transport.send(requestTo(server.url), options)));
  assert.deepEqual(outcomes, ["answer 200", "reset reused-connection", "reset before-answer"]);
  await transport.close();
  await server.close();
});

test("a port where nobody listens is a refusal", async () => {
  const server = await rawServer(() => undefined);
  await server.close();
  assert.equal(named(await sendTo(server.url)), "refused connection-refused");
});

test("a host name that cannot be looked up is a DNS failure", async () => {
  // A label of more than 63 letters is refused before any server is asked.
  const outcome = await sendTo(`http://${"a".repeat(64)}.invalid/`);
  assert.ok(outcome.kind === "failure");
  assert.equal(outcome.failure.kind, "dns");
});

test("a TLS handshake that never ends is a timeout of the connection", async () => {
  const server = await rawServer(() => undefined, { early: true });
  const url = server.url.replace("http:", "https:");
  assert.equal(named(await sendTo(url, { timeoutMs: 200 })), "timeout connect");
  await server.close();
});

test("an abort ends the exchange at once", async () => {
  const server = await rawServer(() => undefined);
  const before = await sendTo(server.url, { signal: AbortSignal.abort() });
  const interrupt = new AbortController();
  const during = sendTo(server.url, { signal: interrupt.signal, onReleased: () => interrupt.abort() });
  assert.deepEqual([named(before), named(await during)], ["reset aborted", "reset aborted"]);
  await server.close();
});

test("a held request lacks its last byte before its release, and its deadline waits", async () => {
  let received = "";
  const server = await rawServer(
    (socket) => {
      socket.on("data", (bytes) => {
        received += bytes.toString();
        if (received.endsWith("}")) socket.write(ok);
      });
    },
    { early: true },
  );
  const held = gate();
  const released = gate();
  const outcome = sendTo(server.url, {
    timeoutMs: 1_500,
    hold: () => {
      held.open();
      return released.opened;
    },
  });
  await held.opened;
  await new Promise((resolve) => setTimeout(resolve, 1_700));
  assert.match(received, /Content-Length: 34\r\n\r\n\{"order_id":"1000000000000000001"$/);
  released.open();
  const answer = await outcome;
  assert.equal(named(answer), "answer 200");
  assert.ok(answer.durationMs < 1_500, "the time on hold is not counted");
  assert.match(received, /001"\}$/);
  await server.close();
});

test("held requests work on kept connections, with tiny bodies and with sabotage", async () => {
  const server = await rawServer((socket) => socket.write(ok));
  const transport = httpTransport();
  const hold = (): Promise<void> => Promise.resolve();
  const outcomes: string[] = [];
  for (const body of ["{}", '{"a":1}', "", "1"]) {
    const request = requestTo(server.url, { body: Buffer.from(body) });
    outcomes.push(named(await transport.send(request, { ...patient, keepAlive: true, hold })));
  }
  const cut = { ...patient, hold, sabotage: { kind: "hang-up-after-body" } } as const;
  outcomes.push(named(await transport.send(requestTo(server.url), cut)));
  assert.deepEqual(outcomes, ["answer 200", "answer 200", "answer 200", "answer 200", "reset hang-up-after-body"]);
  assert.equal(server.connections(), 2);
  await transport.close();
  await server.close();
});

test("a server that loses patience with a held request is an outcome like any other", async () => {
  const server = await rawServer((socket) => socket.end("HTTP/1.1 408 Slow\r\nContent-Length: 0\r\n\r\n"), {
    early: true,
  });
  const released = gate();
  const outcome = sendTo(server.url, { hold: () => released.opened });
  assert.equal(named(await outcome), "answer 408");
  released.open();
  await server.close();
});

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test("the moment of release is told once", async () => {
  const server = await rawServer((socket) => setTimeout(() => socket.write(ok), 20));
  const moments: number[] = [];
  const before = monotonicMs();
  await sendTo(server.url, { onReleased: (moment) => moments.push(moment) });
  assert.equal(moments.length, 1);
  assert.ok(Number(moments[0]) >= before && Number(moments[0]) <= monotonicMs());
  await server.close();
});

/** What a server reads until the client closes. */
async function readAll(sabotage: TransportOptions["sabotage"]): Promise<{ pieces: string[]; outcome: WireOutcome }> {
  const pieces: string[] = [];
  let closed = (): void => undefined;
  const isClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const server = await rawServer(
    (socket) => {
      socket.on("data", (bytes) => {
        pieces.push(bytes.toString());
        if (pieces.join("").endsWith('001"}') && sabotage?.kind === "slow-body") socket.write(ok);
      });
      socket.on("close", closed);
      socket.on("end", () => socket.end());
    },
    { early: true },
  );
  const outcome = await sendTo(server.url, sabotage ? { sabotage } : {});
  await isClosed;
  await server.close();
  return { pieces, outcome };
}

test("hanging up after the body delivers the whole body and waits for no answer", async () => {
  const { pieces, outcome } = await readAll({ kind: "hang-up-after-body" });
  assert.match(pieces.join(""), /Content-Length: 34\r\n\r\n\{"order_id":"1000000000000000001"\}$/);
  assert.equal(named(outcome), "reset hang-up-after-body");
});

test("closing early delivers half of the declared body", async () => {
  const { pieces, outcome } = await readAll({ kind: "early-close" });
  assert.match(pieces.join(""), /Content-Length: 34\r\n\r\n\{"order_id":"1000$/);
  assert.equal(named(outcome), "reset early-close");
});

test("a slow body arrives in pieces and is answered", async () => {
  const { pieces, outcome } = await readAll({ kind: "slow-body", pieces: 3, gapMs: 100 });
  assert.ok(pieces.length >= 3, `${pieces.length} pieces`);
  assert.match(pieces.join(""), /\r\n\r\n\{"order_id":"1000000000000000001"\}$/);
  assert.equal(named(outcome), "answer 200");
});

test("a plain request to a TLS port and a TLS request to a plain port are recognised", async () => {
  const plain = await rawServer((socket) => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])));
  const http = await rawServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), { early: true });
  assert.equal(named(await sendTo(plain.url)), "bad-http server-speaks-tls");
  assert.equal(named(await sendTo(http.url.replace("http:", "https:"))), "tls server-speaks-http");
  await plain.close();
  await http.close();
});

test("the transport closes what it opened", async () => {
  const server = await rawServer((socket) => socket.write(ok));
  const transport = httpTransport();
  await transport.send(requestTo(server.url), { ...patient, keepAlive: true });
  const probe = connect(server.port, "127.0.0.1");
  await once(probe, "connect");
  probe.destroy();
  await transport.close();
  assert.equal(named(await transport.send(requestTo(server.url), { ...patient, keepAlive: true })), "answer 200");
  await transport.close();
  await server.close();
});
