import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyRequest } from "../../src/index.js";
import { startMerchantServer } from "../support/merchant-server.js";
import { notedUsages, noteUsage } from "./usage.js";

/**
 * Runs the exported Artillery project for real: this package is packed, the project is exported and installed with Artillery
 * from the registry (half a gigabyte), and a merchant on loopback verifies every signature. A busier run, equally long,
 * tells what a request costs. `npm run proof:artillery [FOLDER]`, with the folder of an earlier run to install nothing.
 */
const root = join(import.meta.dirname, "../..");
const [earlier] = process.argv.slice(2);
const folder = earlier ?? mkdtempSync(join(tmpdir(), "douyin-hotel-artillery-"));
const clientSecret = "example-secret-0123456789abcdef0";
const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", ARTILLERY_DISABLE_TELEMETRY: "true" };
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

run(process.execPath, [join(root, "bin/douyin-hotel.js"), "export", "artillery", "--out", folder, "--force"], folder);
run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
const parcel = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
const manifest = join(folder, "package.json");
writeFileSync(
  manifest,
  readFileSync(manifest, "utf8").replace(/"douyin-hotel": ".*"/, () => `"douyin-hotel": "file:./${parcel}"`),
);
if (earlier === undefined)
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder);

const scenario = join(folder, "artillery.yml");
const exported = readFileSync(scenario, "utf8");
const used = join(folder, "used.ndjson");

const seen = { requests: 0, valid: 0, orders: new Set<string>() };
const merchant = await startMerchantServer({
  answer: async (request, _n, connection, app) => {
    const body = new Uint8Array(await request.clone().arrayBuffer());
    const headers = [...request.headers];
    const { header, url } = verifyRequest({ url: request.url, headers, body, clientSecret });
    seen.requests += 1;
    if (header === "valid" && url === "valid") seen.valid += 1;
    seen.orders.add(JSON.parse(new TextDecoder().decode(body)).order_id);
    return app.fetch(request, connection);
  },
});

type Played = {
  readonly status: number | null;
  readonly accepted: number;
  readonly cpuMs: number;
  readonly p99: number;
};

/** A run of these phases in place of the five minutes of the preset. */
async function play(phases: string): Promise<Played> {
  const short = exported
    .replace(/ {2}phases:\n(?: {4}- .*\n)+/, `  phases:\n    - ${phases}\n`)
    .replace("timeout: 5", "timeout: 120")
    .replace(/ {2}plugins:[\s\S]*(?=scenarios:)/, "");
  writeFileSync(scenario, short);
  rmSync(used, { force: true });
  const report = join(folder, "report.json");
  const child = spawn("npx", ["artillery", "run", "--output", report, scenario], {
    cwd: folder,
    env: {
      ...env,
      DOUYIN_HOTEL_ENDPOINT: `${merchant.url}/spi/create-order`,
      NODE_OPTIONS: `--import ${noteUsage(used)}`,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [status] = await once(child, "close");
  const { counters, summaries } = JSON.parse(readFileSync(report, "utf8")).aggregate;
  const cpuMs = notedUsages(used).reduce((sum, usage) => sum + usage.cpuMs, 0);
  return { status, accepted: counters["error_code.0"] ?? 0, cpuMs, p99: summaries["http.response_time"]?.p99 };
}

const calm = await play("{ duration: 20, arrivalRate: 20 }");
const few = seen.requests;
const busy = await play("{ duration: 20, arrivalRate: 120 }");
await merchant.close();
writeFileSync(scenario, exported);

const many = seen.requests - few;
const accepted = calm.accepted + busy.accepted;
const isEveryOneGood = accepted === seen.requests && seen.valid === seen.requests && seen.orders.size === seen.requests;
if (calm.status !== 0 || busy.status !== 0 || few < 400 || many < 2400 || !isEveryOneGood) process.exitCode = 1;
process.stdout.write(
  `artillery: exit ${calm.status} and ${busy.status}, ${seen.requests} requests, ${seen.valid} with both signatures valid, ${seen.orders.size} different orders, ${accepted} accepted, p99 ${calm.p99} and ${busy.p99} ms\n` +
    `processor time of Artillery for a request: ${((busy.cpuMs - calm.cpuMs) / (many - few)).toFixed(2)} ms, from ${few} requests in ${calm.cpuMs.toFixed(0)} ms and ${many} in ${busy.cpuMs.toFixed(0)} ms\n`,
);
