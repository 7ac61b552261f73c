import assert from "node:assert/strict";
import { createServer as createPlain, type RequestListener } from "node:http";
import { createServer as createSecure } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server } from "node:net";
import { after, before, test } from "node:test";
import { realClock } from "../../src/node/clock.js";
import { type Certificates, makeCertificates } from "../support/certificates.js";
import { runMain } from "../support/fake-console.js";

let certificates: Certificates;
const stops: (() => void)[] = [];

before(() => {
  certificates = makeCertificates();
});

after(() => {
  for (const stop of stops) stop();
});

async function listen(server: Server): Promise<number> {
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** A web server that says the same to everybody. */
function saying(
  status: number,
  type: string,
  body: string,
  headers: () => Record<string, string> = () => ({}),
): Promise<number> {
  return listen(
    createPlain((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(status, { "content-type": type, connection: "close", ...headers() }).end(body);
      });
    }),
  );
}

const quietly: RequestListener = (request, response) => void request.resume().on("end", () => response.end("{}"));

/** What `send` says of an endpoint, on one line. */
async function advice(url: string, lang = "en"): Promise<{ code: number; text: string }> {
  const { code, stdout } = await runMain(
    ["send", "create-order", "--endpoint", url, "--lang", lang, "--timeout", "20000"],
    {
      clock: realClock(),
    },
  );
  return { code, text: stdout.replace(/\s*\n\s*/g, lang === "zh" ? "" : " ") };
}

async function closedPort(): Promise<number> {
  const server = createTcp();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("a closed port: check that the service runs and the port is right", async () => {
  const port = await closedPort();
  const { code, text } = await advice(`http://127.0.0.1:${port}/spi`);
  assert.equal(code, 3);
  assert.ok(text.includes(`✗ refused 127.0.0.1:${port} refused the connection: nothing listens on that port.`), text);
  assert.match(text, /Check that the service runs and the port is right/);
  assert.match((await advice(`http://127.0.0.1:${port}/spi`, "zh")).text, /请确认服务已启动.端口没写错/);
});

test("http on an https port: write https://", async () => {
  const port = await listen(createSecure({ ...certificates.good }, quietly));
  const { text } = await advice(`http://127.0.0.1:${port}/spi`);
  assert.match(text, /write the address with https:\/\//i);
  assert.match((await advice(`http://127.0.0.1:${port}/spi`, "zh")).text, /请把地址改成 https:\/\//);
});

test("http on an https port behind nginx or Go, which answer 400: write https://", async () => {
  const nginx = await saying(400, "text/html", "<center>The plain HTTP request was sent to HTTPS port</center>");
  assert.match(
    (await advice(`http://127.0.0.1:${nginx}/spi`)).text,
    /speaks https, not http\. Write the address with https/,
  );
  const go = await saying(400, "text/plain", "Client sent an HTTP request to an HTTPS server.\n");
  assert.match((await advice(`http://127.0.0.1:${go}/spi`)).text, /speaks https, not http\./);
});

test("https on an http port: write http://", async () => {
  const port = await saying(200, "application/json", "{}");
  const { code, text } = await advice(`https://127.0.0.1:${port}/spi`);
  assert.equal(code, 3);
  assert.match(text, /speaks http, not https\. Write the address with http:\/\//);
});

test("a self-signed certificate: --insecure in a test environment, a trusted one before going live", async () => {
  const port = await listen(createSecure({ ...certificates.selfSigned }, quietly));
  const { code, text } = await advice(`https://127.0.0.1:${port}/spi`);
  assert.equal(code, 3);
  assert.match(text, /is self-signed\. In a test environment --insecure accepts it/);
});

test("an expired certificate: renew it", async () => {
  const port = await listen(createSecure({ ...certificates.expired }, quietly));
  // Node checks the authority first, and this one is nobody it knows.
  assert.match((await advice(`https://127.0.0.1:${port}/spi`)).text, /has expired\. Renew it|NODE_EXTRA_CA_CERTS/);
});

test("a wrong path that gives an HTML page: check the path", async () => {
  const port = await saying(404, "text/html", "<!doctype html><title>Not Found</title><h1>404</h1>");
  const { code, text } = await advice(`http://127.0.0.1:${port}/spi/creat`);
  assert.equal(code, 1);
  assert.ok(
    text.includes(`Advice: 127.0.0.1:${port} is there, but has no path /spi/creat: it answered 404 with an HTML page.`),
    text,
  );
  assert.match((await advice(`http://127.0.0.1:${port}/spi/creat`, "zh")).text, /请检查地址里的路径/);
});

const answers: readonly [status: number, type: string, body: string, expected: RegExp][] = [
  [404, "application/json", '{"message":"no route"}', /has no path \/spi \(404\)\. Check the path/],
  [405, "text/plain", "Method Not Allowed", /does not take POST \(405\)\. Allow POST/],
  [401, "text/html", "<html>login</html>", /answered 401: a login, gateway or firewall/],
  [403, "application/json", "{}", /answered 403: a login, gateway or firewall/],
  [413, "text/plain", "too large", /Raise the body limit/],
  [415, "text/plain", "unsupported", /does not take application\/json \(415\)/],
  [502, "text/html", "<html>Bad Gateway</html>", /answered 502: the reverse proxy is there/],
  [504, "text/html", "<html>Gateway Time-out</html>", /answered 504: the reverse proxy is there/],
  [200, "text/html", "<!DOCTYPE html><div id=app></div>", /answered with an HTML page instead of a callback's answer/],
];

for (const [status, type, body, expected] of answers) {
  test(`${status} with ${type} says what to look at`, async () => {
    const port = await saying(status, type, body);
    assert.match((await advice(`http://127.0.0.1:${port}/spi`)).text, expected);
  });
}

test("a business answer gets no advice, whatever its status", async () => {
  const port = await saying(404, "application/json", '{"data":{"error_code":2,"description":"no room"}}');
  assert.doesNotMatch((await advice(`http://127.0.0.1:${port}/spi`)).text, /Advice/);
});

test("a forged request that is refused with 401 gets no advice", async () => {
  const port = await saying(401, "text/plain", "bad signature");
  const { stdout } = await runMain(
    ["send", "create-order", "--signature", "missing", "--endpoint", `http://127.0.0.1:${port}/spi`],
    { clock: realClock() },
  );
  assert.doesNotMatch(stdout, /Advice/);
});

for (const [minutes, expected] of [
  [61, /is 61 minutes ahead of this machine's/],
  [-90, /is 90 minutes behind this machine's/],
] as const) {
  test(`a clock that is ${minutes} minutes off is said`, async () => {
    const date = () => ({ date: new Date(Date.now() + minutes * 60_000).toUTCString() });
    const port = await saying(200, "application/json", "{}", date);
    assert.match((await advice(`http://127.0.0.1:${port}/spi`)).text, expected);
  });
}

test("a clock that is right is not spoken of", async () => {
  const port = await saying(200, "application/json", "{}");
  assert.doesNotMatch((await advice(`http://127.0.0.1:${port}/spi`)).text, /clock/);
});

test("a redirect says where to, and that it is not followed", async () => {
  const port = await saying(302, "text/html", "", () => ({ location: "https://a.example/login" }));
  assert.match((await advice(`http://127.0.0.1:${port}/spi`)).text, /a\.example\/login/);
});
