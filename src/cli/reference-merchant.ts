import type { MerchantMemory } from "../core/callback.js";
import type { LawfulDesign } from "../mocks/merchant/designs.js";
import type { Platform } from "../mocks/merchant/operations-client.js";
import type { Context } from "./command.js";
import type { Credentials } from "./credentials.js";

export type RunningMerchant = {
  /** Callback id → URL. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly memory: MerchantMemory;
  close(): Promise<void>;
};

type Manners = {
  /** How it decides; one step and in the answer unless it is said. */
  readonly design?: LawfulDesign;
  /** Whom it calls back. */
  readonly platform?: Platform;
};

/** Starts the correct merchant on a free loopback port of this process, and says so. */
export async function startReferenceMerchant(
  { clientKey, clientSecret }: Credentials,
  context: Context,
  manners: Manners = {},
): Promise<RunningMerchant> {
  const [{ merchantApp }, { serve }, { seededRandom }] = await Promise.all([
    import("../mocks/merchant/app.js"),
    import("../node/serve.js"),
    import("../core/random.js"),
  ]);
  const app = merchantApp({
    registry: context.registry,
    clientKey,
    clientSecret,
    random: seededRandom("reference merchant"),
    clock: context.clock,
    ...manners,
  });
  const server = await serve((request, connection) => app.fetch(request, connection), { port: 0 });
  context.note(
    {
      zh: "没有指定 --endpoint：使用内置参考商家 {url}。",
      en: "No --endpoint given: the built-in reference merchant answers at {url}.",
    },
    { url: server.url },
  );
  const endpoints = Object.fromEntries(context.registry.ids.map((id) => [id, new URL(`/spi/${id}`, server.url).href]));
  return {
    endpoints,
    memory: app.memory,
    close() {
      app.close();
      return server.close();
    },
  };
}
