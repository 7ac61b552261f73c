import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What nginx puts 32 random digits for: a merchant has an id of its own for each order. */
const ownId = "$request_id";

const answer = JSON.stringify({
  data: {
    error_code: 0,
    description: "success",
    order_id: "1",
    order_out_id: `H${ownId}`,
    confirm_info: { hotel_confirm_number: "CN-1", confirm_mode: 1, confirm_result: 1 },
  },
});

export type Started = { readonly name: string; readonly url: string; close(): void };

/** nginx where there is one, else a static server on Node. */
export async function startServer(): Promise<Started> {
  if (spawnSync("nginx", ["-v"]).status !== 0) return startNodeServer();
  const folder = mkdtempSync(join(tmpdir(), "douyin-hotel-nginx-"));
  const port = await freePort();
  const conf = join(folder, "nginx.conf");
  writeFileSync(
    conf,
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; location / { default_type application/json; return 200 '${answer}'; } } }
`,
  );
  const child = spawn("nginx", ["-c", conf, "-p", folder], { stdio: "ignore" });
  await wait(500);
  return { name: "nginx", url: `http://127.0.0.1:${port}`, close: () => child.kill() };
}

async function startNodeServer(): Promise<Started> {
  const server = createHttpServer((request, response) => {
    request.resume();
    const body = answer.replace(ownId, randomUUID().replaceAll("-", ""));
    response.setHeader("content-type", "application/json").end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { name: "static Node server", url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
