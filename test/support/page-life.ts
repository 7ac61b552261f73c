import { callbacks } from "../../src/callbacks/registry.js";
import { seededRandom } from "../../src/core/random.js";
import { endpointPath, merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { realClock } from "../../src/node/clock.js";
import { serve } from "../../src/node/serve.js";
import { runMain } from "./fake-console.js";
import { clientKey, clientSecret, confirmation, paths, tokenRequest } from "./platform.js";

export type PageLife = {
  readonly url: string;
  /** Of the control API. */
  readonly token: string;
  /** Calls an operation as a merchant does, and says what the platform answered. */
  call(path: string, body: unknown): Promise<number>;
  confirm(orderId: string): Promise<number>;
  /** Ids of every order, the latest first. */
  orders(): Promise<readonly string[]>;
  close(): Promise<void>;
};

type Answer = { readonly data: { readonly error_code: number; readonly access_token: string } };

/** `mock douyin` as it is started by a person, with a merchant behind it that leaves every decision to the operations and never calls any. */
export async function startPageLife(
  options: { readonly args?: readonly string[]; readonly answer?: (request: Request) => Response } = {},
): Promise<PageLife> {
  const clock = realClock();
  const merchant = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    clock,
    random: seededRandom("page"),
    design: findDesign("async"),
  });
  const answer = options.answer;
  const merchantServer = await serve((request) => (answer ? answer(request) : merchant.fetch(request)));
  const stopping = new AbortController();
  const endpoints = callbacks.ids.flatMap((id) => ["--endpoint", `${id}=${merchantServer.url}${endpointPath(id)}`]);
  let ready: (value: { readonly url: string; readonly token: string }) => void;
  const started = new Promise<{ readonly url: string; readonly token: string }>((resolve) => {
    ready = resolve;
  });
  const run = runMain(["mock", "douyin", "--ephemeral", ...endpoints, ...(options.args ?? [])], {
    signal: stopping.signal,
    clock,
    onOut: (text) => ready(JSON.parse(text)),
  });
  const failed = run.then(({ stderr }) => Promise.reject(new Error(stderr)));
  failed.catch(() => undefined);
  const { url, token } = await Promise.race([started, failed]);

  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return response.json() as Promise<Answer>;
  }
  async function call(path: string, body: unknown): Promise<number> {
    const { data } = await post(paths.token, tokenRequest());
    return (await post(path, body, { "access-token": data.access_token })).data.error_code;
  }
  return {
    url,
    token,
    call,
    confirm: (orderId) => call(paths.confirm, { ...confirmation(), order_id: orderId }),
    async orders() {
      const response = await fetch(`${url}/_control/orders`, { headers: { authorization: `Bearer ${token}` } });
      const { orders } = (await response.json()) as { readonly orders: readonly { readonly orderId: string }[] };
      return orders.map(({ orderId }) => orderId);
    },
    async close() {
      stopping.abort("SIGINT");
      await run;
      await merchantServer.close();
    },
  };
}
