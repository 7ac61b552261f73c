import type { MerchantMemory, Registry } from "../../core/callback.js";
import { ConnectionDrop } from "../../core/connection-drop.js";
import { nearest } from "../../core/nearest.js";
import type { Clock, Random } from "../../core/ports.js";
import { type LawfulDesign, referenceDesign } from "./designs.js";
import type { Fault } from "./fault.js";
import { createMemory } from "./memory.js";
import { createMerchant } from "./merchant.js";
import type { Platform } from "./operations-client.js";
import { readBody } from "./read-body.js";
import type { Connection } from "./stages.js";

export type MerchantOptions = {
  readonly registry: Registry;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly design?: LawfulDesign;
  readonly faults?: readonly Fault[];
  readonly memory?: MerchantMemory;
  readonly random: Random;
  readonly clock: Clock;
  /** Whom an asynchronous design calls back; without it it never calls. */
  readonly platform?: Platform;
  readonly onRequest?: (request: SeenRequest) => void;
};

export type SeenRequest = {
  readonly callback: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
};

export type MerchantApp = {
  /** Answers `POST /spi/<callback id>`. Without a `connection` it rejects with `ConnectionDrop` where a fault cuts the connection. */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  readonly memory: MerchantMemory;
  /** Resolves once no call to the platform is outstanding. */
  idle(): Promise<void>;
  /** Gives up outstanding calls. */
  close(): void;
};

/** A merchant that implements every callback of the registry, correct but for the faults that are switched on. */
export function merchantApp(options: MerchantOptions): MerchantApp {
  const design = options.design ?? referenceDesign;
  const memory = options.memory ?? createMemory({ random: options.random, ownId: design.ownId, ...design.merchant });
  const merchant = createMerchant({ ...options, design, faults: options.faults ?? [], memory });
  let router: Promise<Router> | undefined;
  return {
    async fetch(request, connection) {
      router ??= createRouter(options, merchant.handle);
      try {
        return await (await router).fetch(request, { connection });
      } catch (error) {
        if (!connection || !(error instanceof ConnectionDrop)) throw error;
        connection.reset();
        return new Response(null);
      }
    },
    memory,
    idle: merchant.idle,
    close: merchant.close,
  };
}

/** Path of a callback's endpoint on this server. */
export function endpointPath(callback: string): string {
  return `/spi/${callback}`;
}

type Bindings = { readonly connection: Connection | undefined };
type Router = { readonly fetch: (request: Request, bindings: Bindings) => Response | Promise<Response> };

async function createRouter(
  { registry, onRequest }: MerchantOptions,
  handle: ReturnType<typeof createMerchant>["handle"],
): Promise<Router> {
  const { Hono } = await import("hono");
  const app = new Hono<{ Bindings: Bindings }>();
  for (const callback of registry.ids) {
    const path = endpointPath(callback);
    app.post(path, async ({ req, env }) => {
      const bytes = await readBody(req.raw);
      if (bytes === "cut-off") return new Response("", { status: 400 });
      if (bytes === "too-large") return new Response("", { status: 413 });
      const { url, headers, signal } = req.raw;
      onRequest?.({ callback, url, headers, body: bytes });
      const definition = await registry.load(callback);
      return handle({ definition, url, headers, bytes, signal, ...(env.connection && { connection: env.connection }) });
    });
    app.all(path, () => new Response("", { status: 405, headers: { allow: "POST" } }));
  }
  app.get("/", ({ json }) => json({ kind: "merchant", endpoints: registry.ids.map(endpointPath) }));
  app.notFound(({ req, json }) =>
    json({ path: req.path, nearest: nearest(req.path, registry.ids.map(endpointPath), 1) }, 404),
  );
  app.onError((error) => {
    throw error;
  });
  return app;
}
