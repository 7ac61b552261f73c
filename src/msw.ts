import { HttpResponse, http, type RequestHandler } from "msw";
import { callbacks } from "./callbacks/registry.js";
import { demoCredentials } from "./config/demo-credentials.js";
import { ConnectionDrop } from "./core/connection-drop.js";
import { defaultMerchantFacts, type MerchantFacts } from "./core/exchange.js";
import { seededRandom } from "./core/random.js";
import type { Lang } from "./core/text.js";
import { endpointPath, merchantApp } from "./mocks/merchant/app.js";
import { findDesign } from "./mocks/merchant/designs.js";
import { type DouyinPlatform, drivenBy } from "./mocks/platform/drive.js";
import { parseFaults } from "./mocks/platform/faults.js";
import { inProcessTransport } from "./mocks/platform/in-process.js";
import { type MockPlatform, openMockPlatform } from "./mocks/platform/mock-platform.js";
import { backgroundClock } from "./node/background-clock.js";
import { freshSeed } from "./node/random.js";
import { httpTransport } from "./node/transport.js";
import { operations } from "./operations/registry.js";

export type DouyinOptions = {
  /** Where the merchant's code calls the platform. Absent = `https://open.douyin.com`. */
  readonly baseUrl?: string;
  /** The app's key and secret, as the merchant's code knows them. Absent = the demo credentials. */
  readonly clientKey?: string;
  readonly clientSecret?: string;
  /**
   * Who answers the callbacks: a function of this process, or the URL of each callback by id. Absent = a built-in merchant
   * that accepts every order and leaves the confirmation and the audits to the operations.
   */
  readonly merchant?: ((request: Request) => Promise<Response> | Response) | Readonly<Record<string, string>>;
  /** What is expected of the merchant (`merchant` of the config): mode, deadlines, and so on. */
  readonly merchantFacts?: Partial<MerchantFacts>;
  /** Named failures, as `--fault` takes them: `["confirm-order=503x2,delay:3s"]`. */
  readonly faults?: readonly string[];
  /** Takes calls about orders that the platform never heard of. Absent = they are refused, as the platform does. */
  readonly isLenient?: boolean;
  /** Of the reasons in answers and findings. Absent = English. */
  readonly lang?: Lang;
  /** The same seed gives the same orders. */
  readonly seed?: number | string;
};

export type { DouyinOrder, DouyinPlatform, DouyinWish } from "./mocks/platform/drive.js";

export type DouyinHandlers = RequestHandler[] & { readonly platform: DouyinPlatform };

/**
 * The mock Douyin as MSW handlers: `setupServer(...douyinHandlers())` answers the operations as the platform does, with
 * tokens, order states and error codes. `.platform` drives orders. Throws `AppError` for a fault that there is not.
 */
export function douyinHandlers(options: DouyinOptions = {}): DouyinHandlers {
  const base = (options.baseUrl ?? "https://open.douyin.com").replace(/\/$/, "");
  const faults = (options.faults ?? []).map((text) => parseFaults(text, operations.ids));
  const lang = options.lang ?? "en";
  let opened: Promise<MockPlatform> | undefined;
  const open = (): Promise<MockPlatform> => {
    opened ??= openPlatform(options, faults);
    return opened;
  };
  const handler = http.all(`${base}/*`, async ({ request }) => {
    const { app } = await open();
    try {
      return await app.fetch(request);
    } catch (error) {
      if (error instanceof ConnectionDrop) return HttpResponse.error();
      throw error;
    }
  });
  return Object.assign([handler], { platform: drivenBy(open, lang) });
}

async function openPlatform(
  options: DouyinOptions,
  faults: readonly ReturnType<typeof parseFaults>[],
): Promise<MockPlatform> {
  const clock = backgroundClock();
  const random = seededRandom(options.seed ?? freshSeed());
  const { clientKey = demoCredentials.clientKey, clientSecret = demoCredentials.clientSecret } = options;
  const builtIn = merchantApp({
    registry: callbacks,
    clientKey,
    clientSecret,
    clock,
    random: random.fork("merchant"),
    design: findDesign("async"),
  });
  const { merchant = (request: Request) => builtIn.fetch(request) } = options;
  const isFunction = typeof merchant === "function";
  const own = Object.fromEntries(callbacks.ids.map((id) => [id, `http://merchant.localhost${endpointPath(id)}`]));
  return openMockPlatform({
    registry: callbacks,
    operations,
    clock,
    random,
    lang: options.lang ?? "en",
    faults,
    isLenient: options.isLenient === true,
    transport: isFunction ? inProcessTransport(merchant, clock) : httpTransport(),
    settings: {
      clientKey,
      clientSecret,
      endpoints: isFunction ? own : merchant,
      merchant: { ...defaultMerchantFacts, ...options.merchantFacts },
      reading: "documented",
      severities: {},
      readings: {},
      policy: undefined,
      timeScale: 1,
      payWithinMs: undefined,
      timeoutMs: 5000,
      insecure: false,
      headers: [],
    },
    onError(error) {
      throw error;
    },
  });
}
