import type { Clock } from "../../core/ports.js";
import { jsonResponse, textResponse } from "../merchant/respond.js";
import type { CallFault } from "./faults.js";

/** How the connection is broken: below HTTP where there is a socket, otherwise by a failed response. */
export type Cut = { reset(): Response; ignore(signal: AbortSignal): Promise<Response> };

type Around = { readonly clock: Clock; readonly signal: AbortSignal; readonly cut: Cut };

/** Waits, then breaks the call in the first way asked for, or carries it out. */
export async function misbehave(
  faults: readonly CallFault[],
  carryOut: (code: number | undefined) => Response,
  { clock, signal, cut }: Around,
): Promise<Response> {
  for (const fault of faults) if (fault.kind === "delay") await clock.sleep(fault.ms, signal);
  const fault = faults.find(({ kind }) => kind !== "delay");
  switch (fault?.kind) {
    case undefined:
    case "delay":
      return carryOut(undefined);
    case "code":
      return carryOut(fault.code);
    case "status":
      return jsonResponse({ message: `HTTP ${fault.status}` }, fault.status);
    case "html":
      return textResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", {
        status: 502,
        headers: { "content-type": "text/html" },
      });
    case "empty":
      return textResponse("");
    case "bad-json":
      return textResponse(`{"data":{"error_code":`);
    case "lost-answer":
      carryOut(undefined);
      return cut.reset();
    case "reset":
      return cut.reset();
    case "hang":
      return cut.ignore(signal);
  }
}
