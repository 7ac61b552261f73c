import assert from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { TransportOptions } from "../../src/core/ports.js";
import { httpTransport } from "../../src/node/transport.js";
import { type Certificate, type Certificates, makeCertificates } from "../support/certificates.js";
import { rawServer } from "../support/raw-server.js";

let certificates: Certificates;
const stops: (() => void)[] = [];

before(() => {
  certificates = makeCertificates();
});

after(() => {
  for (const stop of stops) stop();
});

async function secureServer(certificate: Certificate, more: object = {}): Promise<string> {
  const server = createServer({ ...certificate, ...more }, (_request, response) => response.end("{}"));
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/spi`;
}

async function outcomeAt(url: string, options: Partial<TransportOptions> = {}): Promise<string> {
  const transport = httpTransport({ ca: certificates.ca });
  const outcome = await transport.send(
    { method: "POST", url, headers: [["Content-Type", "application/json"]], body: Buffer.from("{}") },
    { timeoutMs: 15_000, maxBodyBytes: 1_048_576, insecure: false, keepAlive: false, ...options },
  );
  await transport.close();
  return outcome.kind === "answer"
    ? `answer ${outcome.response.status}`
    : `${outcome.failure.kind} ${outcome.failure.detail}`;
}

const cases: readonly (readonly [keyof Omit<Certificates, "ca">, string])[] = [
  ["good", "answer 200"],
  ["expired", "tls expired"],
  ["notYetValid", "tls not-yet-valid"],
  ["wrongName", "tls wrong-name"],
  ["selfSigned", "tls self-signed"],
  ["stranger", "tls unknown-authority"],
];

for (const [name, outcome] of cases) {
  test(`a server with the certificate "${name}" gives: ${outcome}`, async () => {
    const url = await secureServer(certificates[name]);
    assert.equal(await outcomeAt(url), outcome);
    assert.equal(await outcomeAt(url, { insecure: true }), "answer 200");
  });
}

test("an insecure exchange does not lend its trust to the next one", async () => {
  const url = await secureServer(certificates.selfSigned);
  const transport = httpTransport();
  const request = { method: "POST", url, headers: [], body: Buffer.from("{}") } as const;
  const options = { timeoutMs: 15_000, maxBodyBytes: 1_048_576, keepAlive: true } as const;
  const first = await transport.send(request, { ...options, insecure: true });
  const second = await transport.send(request, { ...options, insecure: false });
  assert.deepEqual(
    [first.kind, second.kind === "failure" && second.failure],
    ["answer", { kind: "tls", detail: "self-signed" }],
  );
  await transport.close();
});

test("a server that asks for a client certificate is named", async () => {
  const url = await secureServer(certificates.good, { requestCert: true, rejectUnauthorized: true });
  assert.equal(await outcomeAt(url), "tls client-certificate-required");
});

test("a server of an outdated TLS version fails the handshake", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  assert.equal(await outcomeAt(await secureServer(certificates.good, old)), "tls handshake");
});

test("a connection closed or filled with rubbish during the handshake is a TLS failure", async () => {
  const closing = await rawServer((socket) => socket.end(), { early: true });
  const resetting = await rawServer((socket) => socket.resetAndDestroy());
  const rubbish = await rawServer((socket) => socket.end(Buffer.alloc(100, 0x41)), { early: true });
  stops.push(() => void Promise.all([closing.close(), resetting.close(), rubbish.close()]));
  const secure = (url: string): string => url.replace("http:", "https:");
  assert.equal(await outcomeAt(secure(closing.url)), "tls handshake");
  assert.equal(await outcomeAt(secure(rubbish.url)), "tls server-speaks-http");
});

test("a plain request to a TLS server is named or cut off, never an answer", async () => {
  const url = (await secureServer(certificates.good)).replace("https:", "http:");
  assert.match(await outcomeAt(url), /^(bad-http server-speaks-tls|reset before-answer)$/);
});

test("a held request over TLS is answered once it is released", async () => {
  const url = await secureServer(certificates.good);
  assert.equal(await outcomeAt(url, { hold: () => new Promise((resolve) => setTimeout(resolve, 20)) }), "answer 200");
});

test("several requests over one kept TLS connection are answered", async () => {
  const url = await secureServer(certificates.good);
  const transport = httpTransport({ ca: certificates.ca });
  const request = { method: "POST", url, headers: [], body: Buffer.from("{}") } as const;
  const options = { timeoutMs: 15_000, maxBodyBytes: 1_048_576, keepAlive: true, insecure: false } as const;
  for (let i = 0; i < 3; i++) assert.equal((await transport.send(request, options)).kind, "answer");
  await transport.close();
});
