import type { PlatformPort } from "../../core/platform-port.js";
import { AppError } from "../../core/problem.js";
import { seededRandom } from "../../core/random.js";
import { createPlatformPort, type RunningPort } from "../../mocks/platform/port.js";
import { freshSeed } from "../../node/random.js";
import { type Handler, type Served, type ServeOptions, serve } from "../../node/serve.js";
import { operations } from "../../operations/registry.js";
import type { Context } from "../command.js";
import type { Credentials } from "../credentials.js";

export type RunPlatform = {
  readonly port: RunningPort;
  close(): Promise<void>;
};

/** The mock platform for a merchant in this process: nothing listens. */
export function localPlatform(credentials: Credentials, context: Context): RunPlatform {
  return { port: createPort(credentials, context), close: async () => undefined };
}

/** The mock platform on a loopback port, its base URL said on stderr. Throws `AppError` when the port is not to be had. */
export async function servePlatform(
  place: { readonly port: number; readonly allowedHosts: readonly string[] },
  credentials: Credentials,
  context: Context,
): Promise<RunPlatform> {
  let running: RunningPort | undefined;
  const server = await listen({ ...place, lang: context.lang }, (request, connection) => {
    if (!running) throw new Error("The platform is not ready.");
    return running.fetch(request, connection);
  });
  running = createPort(credentials, context, server.url);
  // A port that nobody chose must be said even to who wants to hear nothing.
  const say = place.port === 0 ? context.warn : context.note;
  say(ready, { url: server.url });
  return { port: running, close: () => server.close() };
}

function createPort({ clientKey, clientSecret }: Credentials, { clock, lang }: Context, baseUrl?: string): RunningPort {
  const random = seededRandom(freshSeed());
  const where: Partial<Pick<PlatformPort, "baseUrl">> = baseUrl === undefined ? {} : { baseUrl };
  return createPlatformPort({ operations, clientKey, clientSecret, clock, random, lang, ...where });
}

async function listen(place: ServeOptions & { readonly port: number }, handler: Handler): Promise<Served> {
  try {
    return await serve(handler, place);
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== "port-in-use") throw cause;
    throw new AppError({
      code: "platform-port-in-use",
      category: "usage",
      text: portInUse,
      args: { port: place.port },
      cause,
    });
  }
}

const ready = {
  zh: "模拟平台：{url}（让商家把平台地址指向它）",
  en: "Mock platform: {url} (let the merchant use it as the platform's base URL)",
};
const portInUse = {
  zh: "端口 {port} 已被占用。请换一个 --platform-port，或停掉占用它的程序。",
  en: "Port {port} is already in use. Choose another --platform-port or stop the program that holds it.",
};
