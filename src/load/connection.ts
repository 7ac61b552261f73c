import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Client, Dispatcher } from "undici";
import type { Failure } from "../core/exchange.js";
import { headerOf } from "../core/header.js";
import type { WireOutcome, WireResponse } from "../core/ports.js";
import { headerPairs } from "../node/header-pairs.js";
import { failureOf, type Phase } from "../node/network-failure.js";
import { redirectFailure } from "../node/redirect-failure.js";

export type Shot = { readonly path: string; readonly headers: readonly string[]; readonly body: Uint8Array };

/** One connection of the load engine: a request at a time, on the wire again as soon as the one before is settled. */
export type Connection = {
  send(shot: Shot, onSettled: (outcome: WireOutcome) => void): void;
  /** Settles the request as timed out when its time is over. `now` as `performance.now()` counts. */
  checkDeadline(now: number): void;
  destroy(): void;
};

type ConnectionOptions = {
  readonly origin: URL;
  readonly timeoutMs: number;
  readonly insecure: boolean;
};

/** The cap on an answer after decompression, in bytes. */
const maxBodyBytes = 1024 * 1024;

export async function connectionMaker(options: ConnectionOptions): Promise<() => Connection> {
  const undici = await import("undici");
  const { origin, insecure } = options;
  const readHeaders = createHeaderReader();
  const open = (): Client =>
    new undici.Client(origin.origin, {
      pipelining: 1,
      // One deadline for the whole exchange, kept by whoever holds the connections.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { rejectUnauthorized: !insecure, timeout: 0 },
    });
  return () => createConnection(open, readHeaders, options);
}

function createConnection(
  open: () => Client,
  readHeaders: HeaderReader,
  { origin, timeoutMs }: ConnectionOptions,
): Connection {
  let client = open();
  let abort: (() => void) | undefined;
  let settle: ((outcome: WireOutcome) => void) | undefined;
  let startedAt = 0;
  let phase: Phase = "connect";
  let served = 0;
  let status = 0;
  let headers: readonly Buffer[] = [];
  let chunks: Buffer[] = [];
  let size = 0;

  const finish = (failure: Failure | undefined): void => {
    const tell = settle;
    if (!tell) return;
    settle = undefined;
    served += 1;
    const durationMs = performance.now() - startedAt;
    try {
      tell(outcomeOf({ status, head: readHeaders(headers), chunks, durationMs, origin, failure }));
    } catch (error) {
      // A bug of ours: undici would take it for an error of the connection.
      queueMicrotask(() => {
        throw error;
      });
    }
  };
  const cut = (failure: Failure): void => {
    const stop = abort;
    abort = undefined;
    // What the request that is given up still has to say is said to nobody.
    handler = newHandler();
    if (stop) stop();
    else {
      // Still connecting: there is nothing to stop but the connection.
      client.destroy().catch(() => undefined);
      client = open();
    }
    finish(failure);
  };
  // undici calls these without copying anything; the newer form of a handler costs an object for every header.
  const newHandler = (): Dispatcher.DispatchHandler => {
    const own: Dispatcher.DispatchHandler = {
      onConnect(stop) {
        if (own !== handler) return stop();
        abort = stop;
        phase = "headers";
      },
      onHeaders(code, raw) {
        if (code < 200 || own !== handler) return true;
        phase = "body";
        status = code;
        headers = raw;
        return true;
      },
      onData(chunk) {
        if (own !== handler) return true;
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBodyBytes) cut({ kind: "too-large", detail: String(maxBodyBytes) });
        return true;
      },
      onComplete() {
        if (own !== handler) return;
        abort = undefined;
        finish(undefined);
      },
      onError(error) {
        if (own !== handler) return;
        abort = undefined;
        // undici takes nothing new before it has ended every request of a broken connection.
        queueMicrotask(() => {
          if (own === handler) finish(failureFrom(error, phase, origin, served > 0));
        });
      },
    };
    return own;
  };
  let handler = newHandler();
  return {
    send({ path, headers: sent, body }, onSettled) {
      settle = onSettled;
      startedAt = performance.now();
      phase = "connect";
      status = 0;
      headers = [];
      chunks = [];
      size = 0;
      // The types ask for a plain array; undici only reads it.
      client.dispatch({ method: "POST", path, headers: sent as string[], body }, handler);
    },
    checkDeadline(now) {
      if (settle && now - startedAt >= timeoutMs) cut({ kind: "timeout", detail: phase });
    },
    destroy() {
      settle = undefined;
      client.destroy().catch(() => undefined);
    },
  };
}

const nothing = new Uint8Array();

type Received = {
  readonly status: number;
  readonly head: Head;
  readonly chunks: readonly Buffer[];
  readonly durationMs: number;
  readonly origin: URL;
  readonly failure: Failure | undefined;
};

function outcomeOf({ status, head, chunks, durationMs, origin, failure }: Received): WireOutcome {
  if (status === 0) {
    return { kind: "failure", failure: failure ?? { kind: "reset", detail: "before-answer" }, durationMs };
  }
  const { headers, encoding } = head;
  const [only] = chunks;
  const coded = chunks.length === 1 && only ? only : Buffer.concat(chunks);
  const decoded = failure ? coded : decode(coded, encoding);
  const response = { status, headers, body: decoded ?? coded };
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  const broken: Failure | undefined = isRedirect
    ? redirectFailure(response, origin)
    : (failure ?? (decoded ? undefined : { kind: "bad-http", detail: "content-encoding" }));
  if (broken) return { kind: "failure", failure: broken, durationMs, response };
  return { kind: "answer", durationMs, response };
}

/** Makes text of names and values in turn. */
type HeaderReader = (raw: readonly Buffer[]) => Head;

type Head = {
  readonly headers: WireResponse["headers"];
  /** The Content-Encoding, when there is one. */
  readonly encoding: string | undefined;
};

/** Most headers are those of the answer before: the same text, and the same list when all are. */
function createHeaderReader(): HeaderReader {
  let known: readonly Buffer[] = [];
  let texts: readonly string[] = [];
  let head: Head = { headers: [], encoding: undefined };
  return (raw) => {
    const isKnown = (bytes: Buffer, i: number): boolean => isSameBytes(bytes, known[i] ?? nothing);
    if (raw.length === known.length && raw.every(isKnown)) return head;
    texts = raw.map((bytes, i) => (isKnown(bytes, i) ? (texts[i] ?? "") : bytes.toString("latin1")));
    known = raw;
    const headers = headerPairs(texts);
    head = { headers, encoding: headerOf(headers, "content-encoding")?.trim().toLowerCase() };
    return head;
  };
}

/** A call out of JavaScript, to compare or to make text, costs more than these few bytes. */
function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const decoders: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength: maxBodyBytes }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength: maxBodyBytes }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength: maxBodyBytes }),
};

/** Undefined when the bytes are not what the header says they are. */
function decode(bytes: Buffer, encoding: string | undefined): Buffer | undefined {
  if (encoding === undefined || encoding === "identity" || bytes.length === 0) return bytes;
  try {
    return decoders[encoding]?.(bytes);
  } catch {
    // The bytes are broken or unpack to more than is read: the outcome says so.
    return undefined;
  }
}

/** undici's own errors for what Node's client reports as errors of the socket. */
const closed: ReadonlySet<string> = new Set([
  "UND_ERR_SOCKET",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
  "UND_ERR_ABORTED",
]);

function failureFrom(error: unknown, phase: Phase, origin: URL, isReused: boolean): Failure {
  const { code = "", message = "", cause } = (error ?? {}) as { code?: string; message?: string; cause?: unknown };
  const known = closed.has(code) ? (cause ?? { code: "", message }) : error;
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return { kind: "reset", detail: "in-body" };
  return failureOf(known, {
    phase,
    isSecure: origin.protocol === "https:",
    isReused,
    isAnswerComplete: false,
  });
}
