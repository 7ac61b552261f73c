import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { callbacks } from "../../src/callbacks/registry.js";
import { defaultMerchantFacts } from "../../src/core/exchange.js";
import type { Text } from "../../src/core/text.js";
import { payloadStream } from "../../src/engine/payload-stream.js";
import { loadRate, type Rate } from "./load-rate.js";
import { cpuMs, interleaved, perSecond, type Row, withFigure } from "./measure.js";
import { startBench } from "./merchant.js";
import { startServer } from "./static-server.js";

const clientKey = "awexampleclientkey";
const clientSecret = "example-secret-0123456789abcdef0";
/**
 * Requests against autocannon, on the same server, in turn. autocannon is installed into a temporary folder. The server
 * answers everybody the same, so that our judge has a finding on every answer: that is its slower way.
 */
export async function measureLoad(rounds: number): Promise<readonly Row[]> {
  const autocannon = await installAutocannon();
  const server = await startServer();
  const bench = await startBench();
  try {
    const url = `${server.url}/spi/create-order`;
    const definition = await callbacks.load("create-order");
    const options = { seed: 7, now: Date.now(), merchant: defaultMerchantFacts };
    const stream = await payloadStream(definition, options, { clientSecret });
    const bodies = Array.from({ length: 512 }, (_, i) => stream.make(i).body);
    const body = bodies[3] ?? "";
    const fixed = () => shoot(autocannon, { url, method: "POST", body, connections: 10, duration: seconds - warmUp });
    const signing = () => {
      let next = 0;
      return shoot(autocannon, {
        url,
        connections: 10,
        duration: seconds - warmUp,
        requests: [
          { method: "POST", setupRequest: (request: object) => signedRequest(request, bodies[next++ % 512] ?? "") },
        ],
      });
    };
    const own = (workers: number, per: keyof Rate) => async () => {
      const args = ["-e", url, "--connections", String(10 * workers), "--workers", String(workers)];
      return (await loadRate(bench, args, { warmUp, seconds }))[per];
    };
    const one = own(1, "perCpuSecond");
    const againstFixed = await interleaved(rounds, one, fixed);
    const againstSigning = await interleaved(rounds, one, signing);
    const two = await interleaved(rounds, own(2, "perSecond"), own(1, "perSecond"));
    const row = (name: Text, found: typeof two, reference: Text, target: string): Row => ({
      name,
      ours: perSecond(found.ours),
      reference: withFigure(reference, perSecond(found.reference)),
      ratio: found.ratio,
      target,
    });
    return [
      row(
        {
          zh: `load，10 个连接，一个工作线程，${server.name}，每秒处理器时间`,
          en: `load, 10 connections, one worker, ${server.name}, per second of processor time`,
        },
        againstFixed,
        { zh: "autocannon，固定的请求体", en: "autocannon with one fixed body" },
        ">= 0.35",
      ),
      row(
        { zh: "load，同上", en: "load, the same" },
        againstSigning,
        { zh: "autocannon，每个请求都签名", en: "autocannon that signs each request" },
        ">= 0.9",
      ),
      row(
        { zh: "load，两个工作线程", en: "load, two workers" },
        two,
        { zh: "一个工作线程", en: "one worker" },
        ">= 1.3",
      ),
    ];
  } finally {
    server.close();
    bench.close();
  }
}

const seconds = 10;
const warmUp = 4;

type Autocannon = (options: object) => Promise<{ readonly requests: { readonly total: number } }>;

/** Requests for each second of this process's processor time: what is sent by a client that has a core to itself. */
async function shoot(autocannon: Autocannon, options: object): Promise<number> {
  const before = cpuMs();
  const { requests } = await autocannon(options);
  return (requests.total / (cpuMs() - before)) * 1000;
}

function signedRequest(request: object, body: string): object {
  const timestamp = Date.now();
  const head = `${clientSecret}&client_key=${clientKey}&timestamp=${timestamp}&http_body=`;
  const sign = createHash("md5").update(head).update(body).digest("hex");
  return {
    ...request,
    path: `/spi/create-order?client_key=${clientKey}&timestamp=${timestamp}&sign=${sign}`,
    headers: {
      "Content-Type": "application/json",
      "x-life-clientkey": clientKey,
      "x-life-sign": createHash("sha256").update(head).update(body).digest("hex"),
    },
    body,
  };
}

async function installAutocannon(): Promise<Autocannon> {
  const folder = mkdtempSync(join(tmpdir(), "douyin-hotel-autocannon-"));
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "autocannon@8"], { cwd: folder });
  return (await import(pathToFileURL(join(folder, "node_modules/autocannon/autocannon.js")).href)).default;
}
