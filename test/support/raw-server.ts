import { createServer, type Server, type Socket } from "node:net";

export type RawServer = {
  readonly port: number;
  readonly url: string;
  /** How many connections came in. */
  readonly connections: () => number;
  close(): Promise<void>;
};

/**
 * A bare TCP server on loopback. `serve` gets each socket once the whole request (headers and declared body) has
 * arrived, or right at the connection with `{ early: true }`.
 */
export async function rawServer(
  serve: (socket: Socket, request: Buffer) => void,
  options: { readonly early?: boolean } = {},
): Promise<RawServer> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    if (options.early) {
      serve(socket, Buffer.alloc(0));
      return;
    }
    let seen = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      seen = Buffer.concat([seen, chunk]);
      const length = requestLength(seen);
      if (length === undefined || seen.length < length) return;
      const request = seen.subarray(0, length);
      seen = seen.subarray(length);
      serve(socket, request);
    });
    socket.on("end", () => socket.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 512, resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}/spi`,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function requestLength(bytes: Buffer): number | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const declared = /^content-length: *(\d+)/im.exec(bytes.subarray(0, end).toString("latin1"))?.[1];
  return end + 4 + Number(declared ?? 0);
}
