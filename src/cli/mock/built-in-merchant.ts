import { seededRandom } from "../../core/random.js";
import { endpointPath, merchantApp } from "../../mocks/merchant/app.js";
import { findDesign } from "../../mocks/merchant/designs.js";
import { freshSeed } from "../../node/random.js";
import { serve } from "../../node/serve.js";
import type { Context } from "../command.js";
import type { Credentials } from "../credentials.js";

export type BuiltInMerchant = {
  /** Callback id → URL. */
  readonly endpoints: Readonly<Record<string, string>>;
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
    async close() {
      app.close();
      await server.close();
    },
  };
}

const started = {
  zh: "没有指定 --endpoint:回调发给内置参考商家 {url}(设计 {design})。它不记得上次运行的订单。",
  en: "No --endpoint given: callbacks go to the built-in reference merchant at {url} (design {design}). It remembers no order of an earlier run.",
};
