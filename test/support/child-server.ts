import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { isObject, type JsonObject, parseJson } from "../../src/core/json.js";
import { builtBin } from "./cli.js";

export type ChildServer = {
  /** The JSON line that it printed when it was ready. */
  readonly ready: JsonObject;
  readonly url: string;
  /** What it said on stderr so far. */
  stderr(): string;
  /** Ends it with a signal and resolves to its exit code; null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts a server that prints one JSON line on stdout when it is ready. */
async function startChild(command: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<ChildServer> {
  const child = spawn(command, args, { env: env ?? process.env, stdio: ["pipe", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([text]) => String(text)),
    exited.then((code) => Promise.reject(new Error(`It ended with ${code} before it was ready: ${stderr}`))),
  ]);
  const ready = parseJson(line);
  if (!isObject(ready)) throw new Error(`Not a ready line: ${line}`);
  return { ready, url: String(ready.url), stderr: () => stderr, stop: (signal) => stop(child, exited, signal) };
}

async function stop(
  child: ChildProcess,
  exited: Promise<number | null>,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<number | null> {
  child.kill(signal);
  return exited;
}

/** The built program's `mock douyin`, in the home that `env` names. */
export function startMockDouyin(args: readonly string[], env: Record<string, string>): Promise<ChildServer> {
  return startChild(process.execPath, [builtBin, "mock", "douyin", ...args], env);
}

/** The built program's `mock merchant`; its ready line names the `endpoints` by callback. */
export function startMockMerchant(env: NodeJS.ProcessEnv): Promise<ChildServer> {
  return startChild(process.execPath, [builtBin, "mock", "merchant"], env);
}

export function startPythonMerchant(): Promise<ChildServer> {
  return startChild("python3", [join(import.meta.dirname, "python-merchant/merchant.py")]);
}

/** Asks the control API of a mock as its ready line says. */
export async function control(
  { ready }: Pick<ChildServer, "ready">,
  method: "GET" | "POST",
  path: string,
  body?: JsonObject,
): Promise<{ readonly status: number; readonly json: JsonObject }> {
  const response = await fetch(`${String(ready.control)}${path}`, {
    method,
    headers: { authorization: `Bearer ${String(ready.token)}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const json = parseJson(await response.text());
  return { status: response.status, json: isObject(json) ? json : {} };
}

/** Asks for the order until it is as wanted; gives the last one after a while, for the test's own assertion. */
export async function orderWhen(
  mock: Pick<ChildServer, "ready">,
  orderId: string,
  isWanted: (order: JsonObject) => boolean,
  timeoutMs = 60_000,
): Promise<JsonObject> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const { json } = await control(mock, "GET", `/orders/${orderId}`);
    const order = isObject(json.order) ? json.order : {};
    if (isWanted(order) || Date.now() > until) return order;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
