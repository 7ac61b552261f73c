import { ConnectionDrop } from "../../core/connection-drop.js";
import type { Clock, Transport, WireOutcome } from "../../core/ports.js";

/** Carries callbacks to a merchant that is a function of this process; a connection that it drops is a reset. */
export function inProcessTransport(
  merchant: (request: Request) => Promise<Response> | Response,
  clock: Clock,
): Transport {
  return {
    async send({ url, method, headers, body }, { timeoutMs }): Promise<WireOutcome> {
      const start = clock.elapsed();
      const deadline = AbortSignal.timeout(timeoutMs);
      try {
        const request = new Request(url, {
          method,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
          body: new Uint8Array(body),
        });
        const response = await orTimeout(Promise.resolve(merchant(request)), deadline);
        const bytes = new Uint8Array(await orTimeout(response.arrayBuffer(), deadline));
        const durationMs = clock.elapsed() - start;
        return {
          kind: "answer",
          response: { status: response.status, headers: [...response.headers], body: bytes },
          durationMs,
        };
      } catch (error) {
        const durationMs = clock.elapsed() - start;
        if (deadline.aborted) return { kind: "failure", failure: { kind: "timeout", detail: "answer" }, durationMs };
        if (!(error instanceof ConnectionDrop)) throw error;
        return { kind: "failure", failure: { kind: "reset", detail: "ECONNRESET" }, durationMs };
      }
    },
    async close() {},
  };
}

function orTimeout<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener("abort", () => reject(deadline.reason), { once: true });
    work.then(resolve, reject);
  });
}
