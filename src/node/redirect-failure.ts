import type { Failure } from "../core/exchange.js";
import { headerOf } from "../core/header.js";
import type { WireResponse } from "../core/ports.js";

/** Names the host that the signature and the personal data would have gone to. `base` is what was asked. */
export function redirectFailure({ headers }: Pick<WireResponse, "headers">, base: URL): Failure {
  const location = headerOf(headers, "location");
  if (location === undefined) return { kind: "redirect", detail: "no-location" };
  if (!URL.canParse(location, base.href)) return { kind: "redirect", detail: "invalid-location" };
  const target = new URL(location, base);
  return { kind: "redirect", detail: target.host || target.protocol };
}
