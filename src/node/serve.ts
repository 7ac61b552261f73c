import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "../core/problem.js";
import { type Lang, say } from "../core/text.js";
import { BodyTooLong, limitBody } from "./body-limit.js";
import { type Refusal, refusalOf } from "./guard.js";
import { type RawConnection, rawConnection } from "./raw-connection.js";
import { bareAnswer, securityHeaders } from "./security-headers.js";

export type Handler = (request: Request, connection: RawConnection) => Promise<Response> | Response;

export type ServeOptions = {
  /** 0 or absent = a free one. */
  readonly port?: number;
  /** Names besides loopback by which clients may call it (`--allow-host`); lower case, without a port. */
  readonly allowedHosts?: readonly string[];
  /** Of what a refused client is told. English unless set. */
  readonly lang?: Lang;
  /** A request with a longer body is answered 413. 2 MiB unless set. */
  readonly maxBodyBytes?: number;
  /** How long a client may take over its headers, and over the whole request. 10 s and 30 s unless set. */
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** Told what the handler threw; the client gets a bare 500. */
  readonly onError?: (error: unknown) => void;
};

export type Served = { readonly url: string; readonly port: number; close(): Promise<void> };

/**
 * Puts a fetch-style app on the loopback address, never on another interface, and lets in only what is meant for it:
 * a request under a foreign name or from a foreign page never reaches the app. Every answer carries the security headers.
 * Throws `AppError` when the port is not to be had.
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<Served> {
  const listener = await requestListener(handler, options);
  const server = createServer(
    {
      headersTimeout: options.headersTimeoutMs ?? 10_000,
      requestTimeout: options.requestTimeoutMs ?? 30_000,
      connectionsCheckingInterval: 1_000,
      // The guard refuses a request without one, with the headers that every answer carries.
      requireHostHeader: false,
    },
    (incoming, outgoing) => {
      for (const [name, value] of securityHeaders) outgoing.setHeader(name, value);
      const refusal = refusalOf(incoming, { port, allowedHosts: options.allowedHosts ?? [] });
      if (refusal) refuse(outgoing, refusal, options.lang ?? "en");
      else listener(incoming, outgoing).catch((error) => options.onError?.(error));
    },
  );
  server.on("clientError", answerBrokenRequest);
  const port = await listen(server, options.port ?? 0);
  return { url: `http://127.0.0.1:${port}`, port, close: () => close(server) };
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

async function requestListener(handler: Handler, options: ServeOptions): Promise<Listener> {
  const { getRequestListener } = await import("@hono/node-server");
  const limit = options.maxBodyBytes ?? 2 * 1024 * 1024;
  return getRequestListener(
    async (request, { outgoing }) => {
      const connection = rawConnection(outgoing);
      const limited = limitBody(request, limit);
      const response = limited instanceof Response ? limited : await handler(limited, connection);
      return connection.taken ? connection.nothingToSend : response;
    },
    {
      hostname: "127.0.0.1",
      overrideGlobalObjects: false,
      errorHandler(error) {
        if (error instanceof BodyTooLong) return new Response(null, { status: 413 });
        // The adapter's own word for a request target that is no URL.
        if (error instanceof Error && error.name === "RequestError") return new Response(null, { status: 400 });
        options.onError?.(error);
        return new Response(null, { status: 500 });
      },
    },
  );
}

function refuse(outgoing: ServerResponse, { status, code, text, args }: Refusal, lang: Lang): void {
  const body = JSON.stringify({ error: { code, message: say(lang, text, args) } });
  // What is left of the request is not read.
  outgoing.writeHead(status, { "content-type": "application/json", connection: "close" }).end(body);
}

function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const isLate = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const isLong = error.code === "HPE_HEADER_OVERFLOW";
  socket.end(
    bareAnswer(isLate ? "408 Request Timeout" : isLong ? "431 Request Header Fields Too Large" : "400 Bad Request"),
    () => socket.destroy(),
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(portProblem(port, cause)));
    server.listen(port, "127.0.0.1", () => {
      // A server that listens on a TCP port has an address with a port.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function portProblem(port: number, cause: NodeJS.ErrnoException): Error {
  const code = cause.code === "EADDRINUSE" ? "port-in-use" : "port-unavailable";
  return new AppError({
    code,
    category: "usage",
    text:
      code === "port-in-use"
        ? {
            zh: "端口 {port} 已被占用。请换一个 --port，或停掉占用它的程序。",
            en: "Port {port} is already in use. Choose another --port or stop the program that holds it.",
          }
        : {
            zh: "无法监听端口 {port}（{reason}）。请换一个 --port。",
            en: "Port {port} cannot be opened ({reason}). Choose another --port.",
          },
    args: { port, reason: cause.code ?? cause.message },
    cause,
  });
}

/** Stops listening, gives answers in flight a moment, then cuts what is left. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 200);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
