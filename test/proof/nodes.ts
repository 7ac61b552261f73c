import { execFile, execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { installed, newFolder, pack, root } from "./parcel.js";

/**
 * The packed program and library on every Node that they promise to run on, each Node from its npm package.
 * `npm run proof:nodes [VERSION…]`: one line per Node; the figure comes last, and anything that fails fails it.
 */
const versions = process.argv.length > 2 ? process.argv.slice(2) : ["20.19.0", "22", "24"];
const { version, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const folder = installed(pack(), `msw@${devDependencies.msw}`);
const bin = join(folder, "node_modules/douyin-hotel/bin/douyin-hotel.js");

writeFileSync(
  join(folder, "library.js"),
  `import assert from "node:assert/strict";
import { encryptField, decryptField, parseJson, signRequest, stringifyJson, verifyRequest } from "douyin-hotel";
const secret = "example-secret-0123456789abcdef0";
assert.equal(decryptField(secret, encryptField(secret, "张三")), "张三");
assert.equal(stringifyJson(parseJson('{"id":1902790713142520557}')), '{"id":1902790713142520557}');
const body = new TextEncoder().encode("{}");
const { url, lifeSign } = signRequest({ url: "http://h/x", body, clientKey: "k", clientSecret: secret, timestamp: 1 });
assert.ok(verifyRequest({ url, body, clientSecret: secret, headers: [["x-life-sign", lifeSign]] }).ok);
`,
);
writeFileSync(
  join(folder, "msw.js"),
  `import assert from "node:assert/strict";
import { setupServer } from "msw/node";
import { douyinHandlers } from "douyin-hotel/msw";
const handlers = douyinHandlers();
const server = setupServer(...handlers);
server.listen({ onUnhandledRequest: "error" });
const response = await fetch("https://open.douyin.com/oauth/client_token/", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ client_key: "awexampleclientkey", client_secret: "example-secret-0123456789abcdef0", grant_type: "client_credential" }),
});
const { data } = await response.json();
assert.equal(typeof data.access_token, "string");
assert.match((await handlers.platform.createOrder()).orderId, /^\\d+$/);
server.close();
`,
);

type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };
type Check = { readonly name: string; readonly holds: (run: typeof runWith) => Promise<boolean> };

let node = "";
let home = "";

function runWith(args: readonly string[], input = ""): Promise<Run> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? "", HOME: home, LANG: "C.UTF-8", DOUYIN_HOTEL_LANG: "en" };
    const options = { cwd: folder, env, timeout: 300_000, maxBuffer: 1 << 26 };
    const child = execFile(node, [...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? (typeof error.code === "number" ? error.code : -1) : 0, stdout, stderr }),
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Ends with this code, prints what passes, and Node itself warns of nothing. */
function cli(
  name: string,
  args: readonly string[],
  wanted: number,
  passes = (_: string): boolean => true,
  input = "",
): Check {
  return {
    name,
    async holds(run) {
      const { code, stdout, stderr } = await run([bin, ...args], input);
      return code === wanted && passes(stdout) && !/\(node:\d+\)|Warning:/.test(stderr);
    },
  };
}

function script(name: string, file: string): Check {
  return {
    name,
    async holds(run) {
      const { code, stderr } = await run([join(folder, file)]);
      return code === 0 && stderr === "";
    },
  };
}

/** What a delivery to a server of this kind is called. */
function failing(outcome: string, scheme: "http" | "https", onConnection: (socket: Socket) => void): Check {
  return {
    name: `send: ${outcome}`,
    async holds(run) {
      const server = await listening(onConnection);
      const { port } = server.address() as { port: number };
      const url = `${scheme}://127.0.0.1:${port}/x`;
      const { stdout } = await run([bin, "send", "cancel-order", "--endpoint", url, "--timeout", "2000", "--json"]);
      server.close();
      const { failure } = JSON.parse(stdout).attempts[0];
      return `${failure.kind} ${failure.detail}` === outcome;
    },
  };
}

function listening(onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const answering =
  (text: string, then: "end" | "resetAndDestroy" | "stay" = "end") =>
  (socket: Socket): void => {
    socket.once("data", () => {
      socket.write(text, () => setTimeout(() => then !== "stay" && socket[then](), 50));
    });
  };
const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

const checks: readonly Check[] = [
  cli("--version", ["--version"], 0, (out) => out.trim() === version),
  cli("--help", ["--help"], 0, (out) => out.includes("create-order") || out.includes("send")),
  cli("generate", ["generate", "create-order", "--seed", "1"], 0, (out) => typeof JSON.parse(out) === "object"),
  cli("validate", ["validate", "cancel-order", "-"], 0, undefined, '{"data":{"error_code":0,"cancel_mode":2}}'),
  cli("validate finds", ["validate", "cancel-order", "-"], 1, undefined, '{"data":{"error_code":"0"}}'),
  cli("send", ["send", "create-order", "--json"], 0, (out) => JSON.parse(out).verdict === "pass"),
  cli("test", ["test"], 0),
  cli("selftest", ["selftest", "--only", "reference"], 0),
  cli("bad usage", ["send", "create-ordr"], 2),
  script("library", "library.js"),
  script("msw", "msw.js"),
  failing("reset before-answer", "http", (socket) => socket.once("data", () => socket.resetAndDestroy())),
  failing("reset before-answer", "http", (socket) => socket.once("data", () => socket.end())),
  failing("reset in-body", "http", answering(`${head}Content-Length: 100\r\n\r\n{`, "resetAndDestroy")),
  failing("bad-http not-http", "http", answering("hello\r\n\r\n")),
  failing("bad-http content-length", "http", answering("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")),
  failing("bad-http headers-too-large", "http", answering(`${head}X: ${"y".repeat(100_000)}\r\n\r\n`)),
  failing("bad-http chunk-size", "http", answering(`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`)),
  failing("tls server-speaks-http", "https", answering("HTTP/1.1 400 Bad Request\r\n\r\n")),
  failing("tls handshake", "https", (socket) => socket.once("data", () => socket.end())),
  failing("timeout headers", "http", () => undefined),
  failing("timeout body", "http", answering(`${head}Content-Length: 100\r\n\r\n{`, "stay")),
];

let failed = 0;
for (const wanted of versions) {
  node = nodeOf(wanted);
  home = newFolder();
  const real = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  const broken: string[] = [];
  for (const { name, holds } of checks) {
    const isGood = await holds(runWith).catch((error) => {
      process.stderr.write(`${name}: ${error}\n`);
      return false;
    });
    if (!isGood) broken.push(name);
  }
  failed += broken.length;
  const words = broken.length > 0 ? `, not: ${broken.join("; ")}` : "";
  process.stdout.write(`Node ${real}: ${checks.length - broken.length} of ${checks.length} hold${words}\n`);
}
process.stdout.write(`${versions.length * checks.length - failed} of ${versions.length * checks.length} hold\n`);
if (failed > 0) process.exitCode = 1;

/** The package `node` only picks one of these by an install script. */
function nodeOf(wanted: string): string {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const bin = join(installed(`${name}@${wanted}`), "node_modules", name, "bin");
  return join(bin, process.platform === "win32" ? "node.exe" : "node");
}
