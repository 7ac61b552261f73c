import { demoCredentials } from "../../../config/demo-credentials.js";
import { type JsonObject, stringifyJson } from "../../../core/json.js";
import type { Project } from "./project.js";

/** The hooks that Artillery calls around each request. */
export function processorCode({ callback, endpoint, clientKey, merchant, readings }: Project): string {
  // The demo one: a secret of one's own never stands in a project.
  const { clientSecret } = demoCredentials;
  return `import { randomUUID } from "node:crypto";
import { callbacks, parseJson, signRequest, streamPayloads } from "douyin-hotel";

const endpoint = process.env.DOUYIN_HOTEL_ENDPOINT || ${JSON.stringify(endpoint)};
const hasSecret = Boolean(process.env.DOUYIN_CLIENT_SECRET);
const clientSecret = process.env.DOUYIN_CLIENT_SECRET || ${JSON.stringify(clientSecret)};
const clientKey = process.env.DOUYIN_CLIENT_KEY || ${JSON.stringify(clientKey)};

if (!hasSecret && !["localhost", "127.0.0.1", "[::1]"].includes(new URL(endpoint).hostname)) {
  throw new Error("DOUYIN_CLIENT_SECRET is not set: the demo credentials go to this machine alone.");
}

// The merchant as the config described it when this project was written.
const merchant = parseJson(${jsonLiteral(merchant)});
const readings = ${JSON.stringify(readings)};

// Each process has a seed of its own, so that no two send the same order. DOUYIN_HOTEL_SEED names the whole run.
const seed = \`\${process.env.DOUYIN_HOTEL_SEED || "load"} \${randomUUID()}\`;
const definition = await callbacks.load(${JSON.stringify(callback)});
const options = { seed, now: Date.now(), merchant, readings };
const orders = streamPayloads(definition, options, Number.POSITIVE_INFINITY, { clientSecret });

/** Makes the next order and signs it. */
export async function signOrder(request) {
  const { value: order } = await orders.next();
  const body = Buffer.from(order.body);
  const timestamp = Date.now();
  const signed = signRequest({ url: endpoint, body, clientKey, clientSecret, timestamp });
  request.url = signed.url;
  request.body = order.body;
  request.headers = {
    ...request.headers,
    "Content-Type": "application/json",
    "X-Bytedance-Logid": randomUUID().replaceAll("-", "").toUpperCase(),
    "X-Stress-Tag": "1",
    "x-life-clientkey": clientKey,
    "x-life-sign": signed.lifeSign,
  };
}

/** Counts what the merchant decided. */
export async function readAnswer(request, response, context, events) {
  let code = "unreadable";
  try {
    code = JSON.parse(response.body).data.error_code;
  } catch {
    // Counted under that name.
  }
  events.emit("counter", \`error_code.\${code}\`, 1);
}
`;
}

/** JSON text as a literal of JavaScript, with every digit: no number passes through a double. */
function jsonLiteral(value: JsonObject): string {
  return JSON.stringify(stringifyJson(value));
}
