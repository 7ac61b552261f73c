import type { Agent as HttpAgent } from "node:http";
import type { Transport, TransportOptions, WireOutcome, WireRequest } from "../core/ports.js";
import { sendOnce } from "./send-once.js";

export type TransportSettings = {
  /** Extra trusted authorities in PEM form, in place of the built-in list. */
  readonly ca?: string;
};

/**
 * Callbacks over node:http and node:https: exact headers, one deadline, no redirects, a capped body.
 * Whatever the network or the merchant does comes back as an outcome; `close` ends kept connections.
 */
export function httpTransport(settings: TransportSettings = {}): Transport {
  const agents = new Map<string, HttpAgent>();
  return {
    async send(request: WireRequest, options: TransportOptions): Promise<WireOutcome> {
      const url = new URL(request.url);
      const isSecure = url.protocol === "https:";
      const { request: open, Agent } = isSecure ? await import("node:https") : await import("node:http");
      const key = `${url.protocol} ${options.keepAlive} ${options.insecure}`;
      const agent = agents.get(key) ?? new Agent(agentOptions(settings, options, isSecure));
      agents.set(key, agent);
      return sendOnce({ request, url, options, agent, open });
    },
    async close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

function agentOptions(settings: TransportSettings, options: TransportOptions, isSecure: boolean): object {
  const tls = {
    rejectUnauthorized: !options.insecure,
    maxCachedSessions: 0,
    ...(settings.ca ? { ca: settings.ca } : {}),
  };
  return { keepAlive: options.keepAlive, ...(isSecure ? tls : {}) };
}
