import type { JsonObject } from "../../core/json.js";
import { seededRandom } from "../../core/random.js";
import { controlPrefix } from "../../mocks/platform/control.js";
import type { OperationFaults } from "../../mocks/platform/faults.js";
import { openMockPlatform } from "../../mocks/platform/mock-platform.js";
import { platformPage } from "../../mocks/platform/page/page.js";
import { type PlatformServer, platformServer } from "../../mocks/platform/server.js";
import type { PlatformSettings } from "../../mocks/platform/settings.js";
import { interruptibleTransport } from "../../node/interruptible-transport.js";
import { freshSeed } from "../../node/random.js";
import { serve } from "../../node/serve.js";
import { httpTransport } from "../../node/transport.js";
import { operations } from "../../operations/registry.js";
import type { Context } from "../command.js";
import type { Credentials } from "../credentials.js";
import { type BuiltInMerchant, startBuiltInMerchant } from "./built-in-merchant.js";
import type { MockState } from "./open-state.js";
import { announce } from "./running.js";

export type PlatformRun = {
  readonly port: number;
  readonly settings: Omit<PlatformSettings, "endpoints">;
  /** Callback id → URL; empty = a merchant of this process. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  /** Of that merchant. */
  readonly design: string;
  readonly faults: readonly OperationFaults[];
  /** As they were typed. */
  readonly namedFaults: readonly string[];
  /** Of the control API, and of the page's forms. */
  readonly token: string;
  readonly pageToken: string;
  /** Names besides loopback by which it may be called. */
  readonly hosts: readonly string[];
  readonly startedAt: string;
  readonly state: MockState;
  readonly context: Context;
};

/** Serves the mock Douyin until the signal; prints the ready line. Throws what makes it stop by itself. */
export async function runPlatform(run: PlatformRun): Promise<void> {
  const { context, state } = run;
  const broken = new AbortController();
  const closers: (() => Promise<void> | void)[] = [];
  let server: PlatformServer | undefined;
  try {
    const callPlatform = (request: Request): Promise<Response> =>
      server ? server.fetch(request) : Promise.reject(new Error("The platform is not there yet."));
    const merchant = await merchantOf(run, callPlatform);
    if (merchant) closers.push(() => merchant.close());
    const endpoints = merchant?.endpoints ?? run.endpoints;
    const transport = interruptibleTransport(httpTransport(), context.signal);
    closers.push(() => transport.close());
    const platform = await openMockPlatform({
      registry: context.registry,
      operations,
      settings: { ...run.settings, endpoints },
      clock: context.clock,
      random: seededRandom(freshSeed()),
      transport,
      lang: context.lang,
      faults: run.faults,
      earlier: state.earlier,
      ...(state.log ? { log: state.log } : {}),
      ...(state.journal ? { journal: state.journal } : {}),
      onError: (error) => broken.abort(error),
    });
    closers.push(() => platform.close());
    merchant?.remember(platform.view());
    const about: Record<string, JsonObject[string]> = {};
    const { lang, clock, registry } = context;
    server = platformServer(platform, {
      control: { token: run.token, lang, about, clock },
      page: platformPage(platform, { registry, clock, lang, token: run.pageToken }),
    });
    const answer = server;
    const served = await serve((request, connection) => answer.fetch(request, connection), {
      port: run.port,
      allowedHosts: run.hosts,
      lang,
      onError: (error) => broken.abort(error),
    });
    closers.push(() => served.close());
    Object.assign(about, await facts(run, served.url, endpoints, platform.view().length));
    closers.push(
      announce(
        {
          pid: process.pid,
          url: served.url,
          token: run.token,
          startedAt: run.startedAt,
          isEphemeral: state.path === undefined,
        },
        context.env,
      ),
    );
    await context.printJson({ ...about, token: run.token });
    await aborted(AbortSignal.any([context.signal, broken.signal]));
  } finally {
    for (const close of closers.reverse()) await close();
  }
  if (broken.signal.aborted && !context.signal.aborted) throw broken.signal.reason;
}

async function merchantOf(
  { endpoints, credentials, design, context }: PlatformRun,
  callPlatform: (request: Request) => Promise<Response>,
): Promise<BuiltInMerchant | undefined> {
  if (Object.keys(endpoints).length > 0) return undefined;
  return startBuiltInMerchant(credentials, design, callPlatform, context);
}

/** What the ready line and `GET /_control` say of this run. */
async function facts(
  { settings, namedFaults, state, startedAt }: PlatformRun,
  url: string,
  endpoints: Readonly<Record<string, string>>,
  orders: number,
): Promise<JsonObject> {
  const definitions = await Promise.all(operations.ids.map((id) => operations.load(id)));
  return {
    kind: "douyin",
    url,
    page: `${url}/`,
    control: `${url}${controlPrefix}`,
    operations: Object.fromEntries(definitions.map(({ id, path }) => [id, `${url}${path}`])),
    endpoints: { ...endpoints },
    clientKey: settings.clientKey,
    mode: settings.merchant.mode,
    retry: settings.policy?.name ?? "none",
    timeScale: settings.timeScale,
    faults: [...namedFaults],
    state: state.path ?? null,
    orders,
    startedAt,
    pid: process.pid,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
