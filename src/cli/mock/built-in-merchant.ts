import type { MerchantMemory } from "../../core/callback.js";
import { isObject, type JsonObject } from "../../core/json.js";
import { parseJsonText } from "../../core/json-text.js";
import { seededRandom } from "../../core/random.js";
import { endpointPath, merchantApp } from "../../mocks/merchant/app.js";
import { findDesign } from "../../mocks/merchant/designs.js";
import type { OrderView } from "../../mocks/platform/view.js";
import { freshSeed } from "../../node/random.js";
import { serve } from "../../node/serve.js";
import type { Context } from "../command.js";
import type { Credentials } from "../credentials.js";

export type BuiltInMerchant = {
  /** Callback id → URL. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Lets it know what it answered in an earlier run. */
  remember(orders: readonly OrderView[]): void;
  close(): Promise<void>;
};

/** A correct merchant on a free loopback port of this process, that calls the platform back where its design does. Says so on stderr. */
export async function startBuiltInMerchant(
  { clientKey, clientSecret }: Credentials,
  design: string,
  callPlatform: (request: Request) => Promise<Response>,
  context: Context,
): Promise<BuiltInMerchant> {
  const app = merchantApp({
    registry: context.registry,
    clientKey,
    clientSecret,
    design: findDesign(design),
    random: seededRandom(freshSeed()),
    clock: context.clock,
    platform: { url: "http://127.0.0.1", call: callPlatform },
  });
  const server = await serve((request, connection) => app.fetch(request, connection));
  context.note(started, { url: server.url, design });
  return {
    endpoints: Object.fromEntries(context.registry.ids.map((id) => [id, `${server.url}${endpointPath(id)}`])),
    remember: (orders) => {
      for (const order of orders) remember(order, app.memory);
    },
    async close() {
      app.close();
      await server.close();
    },
  };
}

function remember({ orderId, orderOutId, stage, callbacks }: OrderView, memory: MerchantMemory): void {
  for (const { callback, key, attempts } of callbacks) {
    const answer = attempts.findLast(({ platform }) => platform && platform.action !== "retry")?.response;
    const body = answer && readObject(answer.body);
    if (body) memory.remember(callback, key, body);
  }
  const payload = callbacks[0]?.payload;
  if (orderOutId === undefined || !payload) return;
  const state = endedStages.includes(stage) ? "cancelled" : "booked";
  memory.saveOrder({ orderId, orderOutId, payload, state });
}

const endedStages: readonly OrderView["stage"][] = ["cancelled", "refused", "refunded", "create-failed"];

function readObject(text: string): JsonObject | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}

const started = {
  zh: "没有指定 --endpoint：回调发给内置参考商家 {url}（设计 {design}）。",
  en: "No --endpoint given: callbacks go to the built-in reference merchant at {url} (design {design}).",
};
