import { callbacks } from "../../src/callbacks/registry.js";
import { seededRandom } from "../../src/core/random.js";
import { type MerchantApp, merchantApp } from "../../src/mocks/merchant/app.js";
import { findDesign } from "../../src/mocks/merchant/designs.js";
import { findFault } from "../../src/mocks/merchant/faults.js";
import { realClock } from "../../src/node/clock.js";
import { type Handler, type Served, serve } from "../../src/node/serve.js";

export type MerchantServer = {
  readonly url: string;
  /** `--endpoint` words for every callback. */
  readonly words: readonly string[];
  readonly requests: () => number;
  close(): Promise<void>;
};

export type MerchantServerOptions = {
  readonly design?: string;
  readonly faults?: readonly string[];
  /** Base URL of the platform to call back. */
  readonly platform?: string;
  /** In place of the merchant's own answer; `n` counts the requests from 1. */
  readonly answer?: (request: Request, n: number, connection: Parameters<Handler>[1], app: MerchantApp) => Handled;
  readonly port?: number;
};

type Handled = Response | Promise<Response>;

/** The reference merchant on a loopback port of this process. */
export async function startMerchantServer(options: MerchantServerOptions = {}): Promise<MerchantServer> {
  const { design = "reference", faults = [], platform, answer } = options;
  const app = merchantApp({
    registry: callbacks,
    clientKey: "awexampleclientkey",
    clientSecret: "example-secret-0123456789abcdef0",
    design: findDesign(design),
    faults: faults.map(findFault),
    random: seededRandom("merchant server"),
    clock: realClock(),
    ...(platform === undefined ? {} : { platform: { url: platform, call: (request: Request) => fetch(request) } }),
  });
  let n = 0;
  const handler: Handler = (request, connection) => {
    n++;
    return answer ? answer(request, n, connection, app) : app.fetch(request, connection);
  };
  const server: Served = await serve(handler, options.port === undefined ? {} : { port: options.port });
  return {
    url: server.url,
    words: endpointWords(server.url),
    requests: () => n,
    async close() {
      app.close();
      await server.close();
    },
  };
}

/** `--endpoint create-order=URL …` for a merchant at `base`. */
export function endpointWords(base: string): readonly string[] {
  return callbacks.ids.flatMap((id) => ["--endpoint", `${id}=${base}/spi/${id}`]);
}
