import type { Socket } from "node:net";

/**
 * The socket below a request, for servers that misbehave on purpose. Once any of its methods was called,
 * the response that the handler returns is not sent.
 */
export type RawConnection = {
  /** Closes with a TCP reset. */
  reset(): void;
  /** Writes bytes as they are: status line, headers and all. */
  write(bytes: Uint8Array | string): void;
  /** Closes properly. */
  end(): void;
  /** Leaves the request without an answer, the connection open. */
  ignore(): void;
};

type Owner = RawConnection & { readonly taken: boolean; readonly nothingToSend: Response };

/** What the server side calls a response: only its socket matters here. */
type Outgoing = { readonly socket?: unknown };

export function rawConnection(outgoing: Outgoing): Owner {
  let taken = false;
  const withSocket = (act: (socket: Socket) => void): void => {
    taken = true;
    const { socket } = outgoing;
    // The server is a plain HTTP/1.1 one, so its responses travel on a net.Socket (or on none once it is closed).
    if (socket) act(socket as Socket);
  };
  return {
    get taken() {
      return taken;
    },
    // The header is how @hono/node-server is told that somebody else answers.
    nothingToSend: new Response(null, { headers: { "x-hono-already-sent": "true" } }),
    reset: () => withSocket((socket) => socket.resetAndDestroy()),
    write: (bytes) => withSocket((socket) => socket.write(bytes)),
    end: () => withSocket((socket) => socket.end()),
    ignore: () => withSocket(() => undefined),
  };
}
