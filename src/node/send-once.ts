import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Failure } from "../core/exchange.js";
import type { TransportOptions, WireOutcome, WireRequest, WireResponse } from "../core/ports.js";
import { startDeadline } from "./deadline.js";
import { headerPairs } from "./header-pairs.js";
import { monotonicMs } from "./monotonic.js";
import { failureOf, type Phase } from "./network-failure.js";
import { type Collected, readBody } from "./read-body.js";
import { redirectFailure } from "./redirect-failure.js";
import { primeBody, releaseBody, writeBody } from "./write-body.js";

export type Sending = {
  readonly request: WireRequest;
  readonly url: URL;
  readonly options: TransportOptions;
  readonly agent: Agent;
  readonly open: (options: RequestOptions) => ClientRequest;
};

/** One request and whatever becomes of it. Resolves exactly once and never rejects. */
export function sendOnce({ request, url, options, agent, open }: Sending): Promise<WireOutcome> {
  return new Promise((resolve) => {
    let phase: Phase = "connect";
    let startedAt = monotonicMs();
    let isSettled = false;
    let head: Omit<WireResponse, "body"> | undefined;
    let collected: Collected | undefined;
    const isSecure = url.protocol === "https:";

    const settle = (failure: Failure | undefined): void => {
      if (isSettled) return;
      isSettled = true;
      deadline.stop();
      options.signal?.removeEventListener("abort", onAbort);
      const durationMs = monotonicMs() - startedAt;
      if (failure || !options.keepAlive) message.destroy();
      const response = head && { ...head, body: collected?.() ?? new Uint8Array() };
      const named = response && isRedirect(response.status) ? redirectFailure(response, url) : failure;
      if (named) resolve({ kind: "failure", failure: named, durationMs, ...(response ? { response } : {}) });
      else if (response) resolve({ kind: "answer", response, durationMs });
    };
    const fail = (error: unknown): void =>
      settle(
        failureOf(error, {
          phase,
          isSecure,
          isReused: message.reusedSocket,
          isAnswerComplete: incoming?.complete === true,
        }),
      );
    const cut = (detail: string): void => settle({ kind: "reset", detail });
    const onAbort = (): void => cut("aborted");

    const deadline = startDeadline(options.timeoutMs, () => settle({ kind: "timeout", detail: phase }));
    let incoming: IncomingMessage | undefined;
    const message = open({
      agent,
      method: request.method,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (isSecure ? 443 : 80),
      path: url.pathname + url.search,
      setHost: false,
      maxHeaderSize: 64 * 1024,
    });
    setHeaders(message, request, url);

    const go = (isPrimed: boolean): void => {
      if (isSettled) return;
      if (isPrimed) releaseBody(message, request.body);
      else writeBody(message, request.body, options.sabotage, { isOver: () => isSettled, onCut: cut });
      const releasedAt = monotonicMs();
      if (options.hold) startedAt = releasedAt;
      // Later, so that nothing stands between two requests that are released together.
      setImmediate(() => {
        if (!isSettled) deadline.resume();
        if (isPrimed) message.end();
        options.onReleased?.(releasedAt);
      });
    };
    const connected = (): void => {
      phase = "headers";
      if (options.hold) {
        const isPrimed = options.sabotage === undefined && primeBody(message, request.body);
        deadline.pause();
        options.hold().then(() => go(isPrimed), onAbort);
      } else go(false);
    };

    message.on("socket", (socket) => {
      if (message.reusedSocket) connected();
      else socket.once(isSecure ? "secureConnect" : "connect", connected);
    });
    message.on("response", (answer) => {
      phase = "body";
      incoming = answer;
      head = { status: answer.statusCode ?? 0, headers: headerPairs(answer.rawHeaders) };
      if (head.status < 100) return settle({ kind: "bad-http", detail: "status" });
      const cap = isRedirect(head.status) ? Math.min(options.maxBodyBytes, redirectBodyCap) : options.maxBodyBytes;
      collected = readBody(answer, cap, { onChunk: deadline.check, onEnd: settle, onError: fail });
    });
    let interims = 0;
    message.on("information", () => {
      if (++interims > mostInterims) settle({ kind: "bad-http", detail: "interim-answers" });
    });
    message.on("upgrade", (_answer, socket) => {
      socket.destroy();
      settle({ kind: "bad-http", detail: "upgrade" });
    });
    message.on("error", fail);
    message.on("close", () => {
      if (!incoming) fail(undefined);
    });
    if (options.signal?.aborted) return onAbort();
    options.signal?.addEventListener("abort", onAbort);
  });
}

/** Answers of status 1xx before the real one: a few are normal, a flood would keep the event loop busy. */
const mostInterims = 50;

/** What a redirect says beside its address is of little interest. */
const redirectBodyCap = 64 * 1024;

function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

/** Exactly the given headers, between the two that HTTP itself needs; Node's own `Connection` is kept away. */
function setHeaders(message: ClientRequest, request: WireRequest, url: URL): void {
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  if (!given.has("connection")) message.removeHeader("Connection");
  if (!given.has("host")) message.setHeader("Host", url.host);
  for (const [name, value] of request.headers) message.appendHeader(name, value);
  if (!given.has("content-length") && !given.has("transfer-encoding")) {
    message.setHeader("Content-Length", request.body.byteLength);
  }
}
