import { setMaxListeners } from "node:events";
import type { Transport } from "../core/ports.js";

/** How long what is in flight may go on after an interruption, in ms. */
export const graceMs = 5000;

/** The same transport, which gives up what is still in flight `graceMs` after the signal. Begins what it is told to all the same. */
export function interruptibleTransport(transport: Transport, signal: AbortSignal): Transport {
  const giveUp = new AbortController();
  setMaxListeners(0, giveUp.signal);
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => giveUp.abort(signal.reason), graceMs);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  return {
    send(request, options) {
      const signals = [giveUp.signal, ...(options.signal ? [options.signal] : [])];
      return transport.send(request, {
        ...options,
        signal: signals.length > 1 ? AbortSignal.any(signals) : giveUp.signal,
      });
    },
    async close() {
      signal.removeEventListener("abort", onAbort);
      clearTimeout(timer);
      await transport.close();
    },
  };
}
