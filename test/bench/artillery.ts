import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyRequest } from "../../src/index.js";
import { startMerchantServer } from "../support/merchant-server.js";

/**
 * Runs the exported Artillery project for real: this package is packed, the project is exported and installed with Artillery
 * from the registry (half a gigabyte), and a merchant on loopback verifies every signature. `npm run proof:artillery [FOLDER]`,
 * with the folder of an earlier run to install nothing.
 */
const root = join(import.meta.dirname, "../..");
const [earlier] = process.argv.slice(2);
const folder = earlier ?? mkdtempSync(join(tmpdir(), "douyin-hotel-artillery-"));
const clientSecret = "example-secret-0123456789abcdef0";
const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", ARTILLERY_DISABLE_TELEMETRY: "true" };
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

run(process.execPath, [join(root, "bin/douyin-hotel.js"), "export", "artillery", "--out", folder], folder);
run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], root);
const parcel = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "";
const manifest = join(folder, "package.json");
writeFileSync(
  manifest,
  readFileSync(manifest, "utf8").replace(/"douyin-hotel": ".*"/, () => `"douyin-hotel": "file:./${parcel}"`),
);
if (earlier === undefined)
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder);

// A short run in place of the five minutes of the preset.
const scenario = join(folder, "artillery.yml");
const phases = "  phases:\n    - { duration: 5, arrivalRate: 20 }\n    - { duration: 5, arrivalRate: 40 }\n";
writeFileSync(
  scenario,
  readFileSync(scenario, "utf8")
    .replace(/ {2}phases:\n(?: {4}- .*\n)+/, phases)
    .replace("timeout: 5", "timeout: 120")
    .replace(/ {2}plugins:[\s\S]*(?=scenarios:)/, ""),
);

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
const report = join(folder, "report.json");
const status = await new Promise<number | null>((resolve) => {
  const child = spawn("npx", ["artillery", "run", "--output", report, scenario], {
    cwd: folder,
    env: { ...env, DOUYIN_HOTEL_ENDPOINT: `${merchant.url}/spi/create-order` },
    stdio: ["ignore", "ignore", "inherit"],
  });
  child.on("close", resolve);
});
await merchant.close();
const { counters, summaries } = JSON.parse(readFileSync(report, "utf8")).aggregate;
const accepted = counters["error_code.0"] ?? 0;
process.stdout.write(
  `artillery: exit ${status}, ${seen.requests} requests, ${seen.valid} with both signatures valid, ${seen.orders.size} different orders, ${accepted} accepted, p99 ${summaries["http.response_time"]?.p99} ms\n`,
);
const isProven = status === 0 && seen.requests >= 300 && seen.valid === seen.requests && accepted === seen.requests;
if (!isProven || seen.orders.size !== seen.requests) process.exitCode = 1;
