import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import { byteForms } from "../../src/core/json-text.js";
import { seededRandom } from "../../src/core/random.js";
import { deliver } from "../../src/engine/deliver.js";
import { payloadMaker } from "../../src/engine/generate.js";
import { newLogid } from "../../src/engine/logid.js";
import { realClock } from "../../src/node/clock.js";
import { httpTransport } from "../../src/node/transport.js";

const script = join(import.meta.dirname, "../support/second_signer.py");
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const count = 2000;
const clientSecret = "example-secret-0123456789abcdef0";
const paths = ["/spi", "/spi?tenant=7", "/spi?name=%E9%85%92%E5%BA%97&plus=a%2Bb&empty=", "/spi?z=1&A=2&a=%20"];

type Captured = { readonly url: string; readonly lifeSign: string; readonly body: Buffer };

/** What the socket received, nothing of it parsed beyond HTTP itself. */
async function captureAll(captured: Captured[], send: (base: string) => Promise<void>): Promise<void> {
  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const lifeSign = String(request.headers["x-life-sign"]);
      captured.push({ url: `http://merchant.example${request.url}`, lifeSign, body: Buffer.concat(chunks) });
      response.end('{"data":{"error_code":100}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test(`a second implementation finds both signatures right on ${count} requests captured on the wire`, {
  skip: !hasPython && "python3 is not installed",
}, async (t) => {
  const captured: Captured[] = [];
  const transport = httpTransport();
  const clock = realClock();
  const random = seededRandom("wire");
  const definitions = await Promise.all(callbacks.ids.map((id) => callbacks.load(id)));
  const makers = await Promise.all(definitions.map((definition) => payloadMaker(definition, { clientSecret })));
  const sendOne = async (base: string, i: number): Promise<void> => {
    const at = i % definitions.length;
    const [definition, make] = [definitions[at], makers[at]];
    if (!definition || !make) throw new Error("no callback");
    const variant = definition.variants[Math.floor(i / 2) % definition.variants.length]?.name;
    const encoding = byteForms[i % 7] ?? "compact";
    const generated = make({
      ...{ variant, seed: i, now: Date.UTC(2026, 10, 25), merchant: defaultMerchantFacts, encoding },
      ...{ plain: false, assignments: [], allowUnknown: false },
    });
    await deliver(
      {
        ...{ callback: definition.id, variant: generated.variant, attempt: 1, endpoint: `${base}${paths[i % 4]}` },
        ...{ body: new TextEncoder().encode(generated.body), clientKey: "awexampleclientkey", clientSecret },
        ...{ logid: newLogid(clock.now(), random), timestamp: clock.now(), headers: [], signature: "valid" },
        ...{ payload: generated.payload, malformed: false, merchant: defaultMerchantFacts },
        transport: { timeoutMs: 60_000, maxBodyBytes: 65_536, insecure: false, keepAlive: true },
      },
      { clock, transport },
    );
  };
  await captureAll(captured, async (base) => {
    for (let i = 0; i < count; i += 20) await Promise.all(Array.from({ length: 20 }, (_, k) => sendOne(base, i + k)));
    await transport.close();
  });
  assert.equal(captured.length, count);
  assert.equal(new Set(captured.map(({ body }) => body.toString("hex"))).size > count / 2, true);
  const lines = captured.map(({ url, body }) =>
    JSON.stringify({ url, bodyHex: body.toString("hex"), secret: clientSecret }),
  );
  const run = spawnSync("python3", [script], {
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, PYTHONUTF8: "1" },
  });
  assert.equal(run.status, 0, run.stderr);
  const ours = captured.map(({ url, lifeSign }) => `${lifeSign} ${new URL(url).searchParams.get("sign")}`);
  const theirs = run.stdout.trimEnd().split("\n");
  const mismatches = ours.filter((digests, i) => digests !== theirs[i]);
  assert.deepEqual(mismatches, []);
  t.diagnostic(`${captured.length} requests, ${2 * captured.length} signatures: ${mismatches.length} mismatches`);
});
