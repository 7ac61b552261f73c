import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { WireOutcome } from "../../src/core/ports.js";
import { connectionMaker } from "../../src/load/connection.js";

type Served = { readonly headers: readonly string[]; readonly body: string | Buffer; readonly status?: number };

/** What a connection makes of answers that come one after another over two connections in turn. */
async function outcomes(answers: readonly Served[]): Promise<readonly WireOutcome[]> {
  let next = 0;
  const server = createServer((request, response) => {
    request.resume();
    const { status = 200, headers, body } = answers[next++] ?? { headers: [], body: "" };
    response.sendDate = false;
    response.writeHead(status, ["Content-Length", String(Buffer.byteLength(body)), ...headers]).end(Buffer.from(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const open = await connectionMaker({
    origin: new URL(`http://127.0.0.1:${port}`),
    timeoutMs: 60_000,
    insecure: false,
  });
  const connections = [open(), open()];
  try {
    const seen: WireOutcome[] = [];
    for (const index of answers.keys()) {
      const shot = { path: "/", headers: [], body: Buffer.from("{}") };
      seen.push(await new Promise((resolve) => connections[index % 2]?.send(shot, resolve)));
    }
    return seen;
  } finally {
    for (const connection of connections) connection.destroy();
    server.close();
  }
}

function own({ response }: WireOutcome, name: string): string | undefined {
  return response?.headers.find(([known]) => known === name)?.[1];
}

test("every answer has its own headers, whatever those of the answer before were", async () => {
  const seen = await outcomes([
    { headers: ["X-Trace", "aaaa", "Content-Type", "application/json"], body: "{}" },
    { headers: ["X-Trace", "bbbb", "Content-Type", "application/json"], body: "{}" },
    { headers: ["X-Trace", "bbbb", "Content-Type", "application/json"], body: "{}" },
    { headers: ["X-Other", "bbbb", "Content-Type", "application/json"], body: "{}" },
    { headers: ["X-Other", ""], body: "{}" },
    { headers: ["X-Trace", "\u00e9"], body: "{}" },
  ]);
  assert.deepEqual(
    seen.map((outcome) => [own(outcome, "X-Trace"), own(outcome, "X-Other"), own(outcome, "Content-Type")]),
    [
      ["aaaa", undefined, "application/json"],
      ["bbbb", undefined, "application/json"],
      ["bbbb", undefined, "application/json"],
      [undefined, "bbbb", "application/json"],
      [undefined, "", undefined],
      ["\u00e9", undefined, undefined],
    ],
  );
  assert.equal(seen[1]?.response?.headers, seen[2]?.response?.headers);
});

test("a body is unpacked as its own Content-Encoding says", async () => {
  const packed = gzipSync('{"data":1}');
  const seen = await outcomes([
    { headers: ["Content-Encoding", "gzip"], body: packed },
    { headers: ["Content-Encoding", "gzip"], body: packed },
    { headers: [], body: '{"data":2}' },
    { headers: ["Content-Encoding", " GZIP "], body: packed },
    { headers: ["Content-Encoding", "gzip"], body: '{"data":3}' },
  ]);
  assert.deepEqual(
    seen.map((outcome) => [outcome.kind, Buffer.from(outcome.response?.body ?? []).toString()]),
    [
      ["answer", '{"data":1}'],
      ["answer", '{"data":1}'],
      ["answer", '{"data":2}'],
      ["answer", '{"data":1}'],
      ["failure", '{"data":3}'],
    ],
  );
});
