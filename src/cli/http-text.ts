import type { WireRequest } from "../core/ports.js";

/** A request as HTTP text: request line, headers, blank line, the exact body. `verify --captured` reads it back. */
export function httpText({ url, headers, body }: WireRequest): string {
  const { host } = new URL(url);
  const target = url.slice(url.indexOf("/", url.indexOf("//") + 2));
  const head = [`POST ${target} HTTP/1.1`, `Host: ${host}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return `${head.join("\n")}\n\n${new TextDecoder("utf-8", { ignoreBOM: true }).decode(body)}`;
}
