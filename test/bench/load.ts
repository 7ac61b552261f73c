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
import { type LoadRun, startLoad } from "./load-rate.js";
import { type Compared, compared, cpuMs, perSecond, type Row, withFigure } from "./measure.js";
import { startBench } from "./merchant.js";
import { startServer } from "./static-server.js";

const clientKey = "awexampleclientkey";
const clientSecret = "example-secret-0123456789abcdef0";
/**
 * Requests against autocannon, on the same server, in turn. autocannon is installed into a temporary folder. The server
 * answers nobody with his own `order_id`, so that our judge has a finding on every answer: that is its slower way.
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
    const fixed = { url, method: "POST", body, connections: 10, duration: turnMs / 1000 };
    let next = 0;
    const signing = {
      url,
      connections: 10,
      duration: turnMs / 1000,
      requests: [
        { method: "POST", setupRequest: (request: object) => signedRequest(request, bodies[next++ % 512] ?? "") },
      ],
    };
    const start = (workers: number): Promise<LoadRun> =>
      startLoad(bench, ["-e", url, "--connections", String(10 * workers), "--workers", String(workers)]);
    const against = (shot: object) => async () => {
      const run = await start(1);
      // Its code has to be compiled too.
      await shoot(autocannon, shot, { sent: 0, cpuMs: 0 });
      const reference: Shots = { sent: 0, cpuMs: 0 };
      for (let turn = 0; turn < turns; turn++) {
        await shoot(autocannon, shot, reference);
        await run.turn(turnMs);
      }
      return {
        ours: (await run.end()).perCpuSecond,
        reference: (reference.sent / reference.cpuMs) * 1000,
      };
    };
    const againstFixed = await compared(rounds, against(fixed));
    const againstSigning = await compared(rounds, against(signing));
    const two = await compared(rounds, async () => {
      const runs = [await start(2), await start(1)] as const;
      for (let turn = 0; turn < turns; turn++) for (const run of runs) await run.turn(turnMs);
      return { ours: (await runs[0].end()).perSecond, reference: (await runs[1].end()).perSecond };
    });
    const row = (name: Text, found: Compared, reference: Text, target: string): Row => ({
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

/** Ours and the reference take so many turns, each of so long, since the machine is not equally fast at all times. */
const turns = 6;
const turnMs = 2000;

type Autocannon = (options: object) => Promise<{ readonly requests: { readonly total: number } }>;

type Shots = { sent: number; cpuMs: number };

/** What this process sends and what processor time it takes: the rate of a client that has a core to itself. */
async function shoot(autocannon: Autocannon, options: object, shots: Shots): Promise<void> {
  const before = cpuMs();
  const { requests } = await autocannon(options);
  shots.cpuMs += cpuMs() - before;
  shots.sent += requests.total;
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
