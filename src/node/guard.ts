import type { IncomingMessage } from "node:http";
import type { Text } from "../core/text.js";

export type GuardSettings = {
  /** The port of this server. */
  readonly port: number;
  /** Names besides loopback by which clients may call it, at any port (`host.docker.internal`); lower case. */
  readonly allowedHosts: readonly string[];
};

export type Refusal = {
  readonly status: 400 | 403;
  readonly code: "host-refused" | "origin-refused" | "bad-target";
  readonly text: Text;
  readonly args: Readonly<Record<string, string>>;
};

/**
 * Why a request is not for this server, judged before anything of it is looked at; undefined = it may pass.
 * A page of another site reaches a loopback port under a name of its own (DNS rebinding) or with its own `Origin`;
 * a program's plain call has a loopback `Host` and no `Origin`.
 */
export function refusalOf(request: IncomingMessage, settings: GuardSettings): Refusal | undefined {
  const hosts = valuesOf(request, "host");
  const [host = ""] = hosts;
  if (hosts.length !== 1 || !isOurHost(host, settings)) {
    const name = hosts.join(", ").slice(0, 200);
    return { status: 403, code: "host-refused", text: hostRefused, args: { host: name, name: nameIn(host) } };
  }
  if (!request.url?.startsWith("/")) return { status: 400, code: "bad-target", text: badTarget, args: {} };
  const origins = valuesOf(request, "origin");
  const isForeign = origins.some((origin) => !isOrigin(origin, host, settings)) || isFromOtherSite(request);
  if (origins.length > 1 || isForeign) {
    const origin = origins.join(", ").slice(0, 200);
    return { status: 403, code: "origin-refused", text: originRefused, args: { origin: origin || "cross-site" } };
  }
  return undefined;
}

/** Node keeps only the first of two headers of such names, but lists them all among the raw ones. */
function valuesOf({ rawHeaders }: IncomingMessage, name: string): readonly string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name);
}

function isOurHost(host: string, { port, allowedHosts }: GuardSettings): boolean {
  const lower = host.toLowerCase();
  if (loopbackNames.some((name) => lower === `${name}:${port}` || (port === 80 && lower === name))) return true;
  return allowedHosts.some((name) => lower === name || /^:\d{1,5}$/.test(afterName(lower, name)));
}

/** Exactly these: what merely leads to the loopback address (`127.1`, `0.0.0.0`, a trailing dot) is nobody's proper name for it. */
const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

function afterName(host: string, name: string): string {
  return host.startsWith(name) ? host.slice(name.length) : "";
}

/** A page of this very server, under the name by which it is being called. */
function isOrigin(origin: string, host: string, { allowedHosts }: GuardSettings): boolean {
  const lower = origin.toLowerCase();
  if (lower === `http://${host.toLowerCase()}`) return true;
  return allowedHosts.includes(nameIn(host)) && lower === `https://${host.toLowerCase()}`;
}

/** What browsers say of themselves: only a person who follows a link may come from elsewhere. */
function isFromOtherSite({ headers, method }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return false;
  const isRead = method === "GET" || method === "HEAD";
  return !(isRead && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document");
}

function nameIn(host: string): string {
  return host
    .toLowerCase()
    .replace(/:\d*$/, "")
    .replace(/[^a-z0-9.-]/g, "")
    .slice(0, 100);
}

const hostRefused = {
  zh: "请求的 Host 是 {host}，不是本机服务的地址，已拒绝。请用 127.0.0.1 或 localhost 加端口访问；如果容器必须用 {name} 访问，启动时加 --allow-host {name}。",
  en: "The request is for the host {host}, which is not this local server. Call it as 127.0.0.1 or localhost with its port; if a container has to use {name}, start it with --allow-host {name}.",
};
const originRefused = {
  zh: "请求来自另一个网站的页面（{origin}），已拒绝。",
  en: "The request comes from a page of another site ({origin}) and is refused.",
};
const badTarget = {
  zh: "请求行里的目标应以 / 开头。",
  en: "The target in the request line should begin with /.",
};
