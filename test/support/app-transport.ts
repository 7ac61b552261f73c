import { ConnectionDrop } from "../../src/core/connection-drop.js";
import type { Clock, Transport } from "../../src/core/ports.js";
import type { VirtualClock } from "./virtual-clock.js";

export type FetchApp = (request: Request) => Promise<Response>;

/** Carries requests to an app in this process; a dropped connection is a reset. */
export function appTransport(app: FetchApp, clock: Clock & Partial<Pick<VirtualClock, "during">>): Transport {
  return {
    async send({ url, headers, body, method }, { onReleased, hold }) {
      const start = clock.elapsed();
      await hold?.();
      onReleased?.(clock.elapsed());
      try {
        const request = new Request(url, {
          method,
          headers: headers.map(([name, value]): [string, string] => [name, value]),
          body: new Uint8Array(body),
        });
        const answer = read(app(request));
        const { response, bytes } = await (clock.during?.(answer) ?? answer);
        return {
          kind: "answer",
          durationMs: clock.elapsed() - start,
          response: { status: response.status, headers: [...response.headers], body: bytes },
        };
      } catch (error) {
        if (!(error instanceof ConnectionDrop)) throw error;
        const failure = { kind: "reset", detail: "ECONNRESET" } as const;
        return { kind: "failure", failure, durationMs: clock.elapsed() - start };
      }
    },
    async close() {},
  };
}

async function read(answer: Promise<Response>): Promise<{ readonly response: Response; readonly bytes: Uint8Array }> {
  const response = await answer;
  return { response, bytes: await decoded(response) };
}

async function decoded(response: Response): Promise<Uint8Array> {
  const coding = response.headers.get("content-encoding");
  const body =
    coding === "gzip" || coding === "deflate"
      ? response.body?.pipeThrough(new DecompressionStream(coding))
      : response.body;
  return new Uint8Array(await new Response(body).arrayBuffer());
}
