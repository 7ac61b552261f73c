import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { ConnectionDrop } from "../../core/connection-drop.js";
import type { Failure } from "../../core/exchange.js";
import type { Clock, Transport, TransportOptions, WireOutcome, WireRequest, WireResponse } from "../../core/ports.js";

type Fetch = (request: Request) => Promise<Response>;

type Busy = { busy<T>(work: () => Promise<T>): Promise<T> };

/**
 * Carries requests to a fetch-style server in this process, without a socket: deadlines, hang-ups, dropped connections,
 * redirects and encodings come out as they would over the wire.
 */
export function memoryTransport(fetch: Fetch, clock: Clock & Busy): Transport {
  return {
    async send(request, options) {
      await options.hold?.();
      const begin = clock.elapsed();
      options.onReleased?.(begin);
      const outcome = await carry(request, options, fetch, clock);
      return { ...outcome, durationMs: clock.elapsed() - begin };
    },
    async close() {},
  };
}

/** A reason of its own costs no stack trace. */
const overtaken = "overtaken";

type Outcome =
  | Omit<Extract<WireOutcome, { kind: "answer" }>, "durationMs">
  | Omit<Extract<WireOutcome, { kind: "failure" }>, "durationMs">;

async function carry(
  request: WireRequest,
  options: TransportOptions,
  fetch: Fetch,
  clock: Clock & Busy,
): Promise<Outcome> {
  const leaving = new AbortController();
  const { sabotage, timeoutMs } = options;
  if (sabotage?.kind === "early-close") {
    await clock.busy(() => vanishHalfway(request, fetch));
    return failed("reset", "sabotaged");
  }
  if (sabotage?.kind === "slow-body") await clock.sleep(sabotage.pieces * sabotage.gapMs);
  const answer = clock.busy(() => read(fetch(requestOf(request, leaving.signal)), options));
  if (sabotage?.kind === "hang-up-after-body") {
    leaving.abort();
    await answer;
    return failed("reset", "sabotaged");
  }
  const limit = new AbortController();
  const deadline = clock.sleep(timeoutMs, limit.signal).then(
    () => failed("timeout", "headers"),
    () => failed("timeout", "never"),
  );
  const outcome = await Promise.race([answer, deadline]);
  limit.abort(overtaken);
  if (outcome.kind === "failure" && outcome.failure.kind === "timeout") leaving.abort();
  return outcome;
}

/** A server sees the headers, half of the body and then an error. */
async function vanishHalfway(request: WireRequest, fetch: Fetch): Promise<void> {
  let isStarted = false;
  const half = request.body.slice(0, Math.ceil(request.body.length / 2));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isStarted) controller.error(new ConnectionDrop());
      else controller.enqueue(half);
      isStarted = true;
    },
  });
  const init = { method: "POST", headers: headersOf(request), body, duplex: "half" };
  // What a server answers to half a request reaches nobody.
  await fetch(new Request(request.url, init as RequestInit)).catch(() => undefined);
}

function requestOf(request: WireRequest, signal: AbortSignal): Request {
  // A copy of its own: its buffer is never shared.
  const body = new Uint8Array(request.body);
  return new Request(request.url, { method: "POST", headers: headersOf(request), body, signal });
}

function headersOf({ headers }: WireRequest): [string, string][] {
  return headers.map(([name, value]) => [name, value]);
}

async function read(answer: Promise<Response>, { maxBodyBytes }: TransportOptions): Promise<Outcome> {
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await answer;
  } catch (error) {
    if (error instanceof ConnectionDrop) return failed("reset", "before-answer");
    throw error;
  }
  try {
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof ConnectionDrop) return failed("reset", "in-body");
    throw error;
  }
  return outcomeOf(response, bytes, maxBodyBytes);
}

function outcomeOf(response: Response, bytes: Uint8Array, maxBodyBytes: number): Outcome {
  const headers = [...response.headers].map(([name, value]) => [name, value] as const);
  const plain: WireResponse = { status: response.status, headers, body: bytes };
  if (response.status >= 300 && response.status <= 399) {
    return { ...failed("redirect", response.headers.get("location") ?? ""), response: plain };
  }
  const body = decoded(bytes, response.headers.get("content-encoding"), maxBodyBytes);
  if (body === "too-large") return failed("too-large", "body");
  if (body === "undecodable") return failed("bad-http", "content-encoding");
  return { kind: "answer", response: { ...plain, body } };
}

function decoded(
  bytes: Uint8Array,
  encoding: string | null,
  maxBodyBytes: number,
): Uint8Array | "too-large" | "undecodable" {
  const decode = encoding === null ? undefined : decoders[encoding.toLowerCase()];
  if (encoding !== null && !decode) return "undecodable";
  try {
    const body = decode ? decode(bytes, { maxOutputLength: maxBodyBytes }) : bytes;
    return body.length > maxBodyBytes ? "too-large" : body;
  } catch (error) {
    return (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "undecodable";
  }
}

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array>
> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  identity: (bytes) => bytes,
};

function failed(kind: Failure["kind"], detail: string): Extract<Outcome, { kind: "failure" }> {
  return { kind: "failure", failure: { kind, detail } };
}
