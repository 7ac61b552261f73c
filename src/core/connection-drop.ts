/**
 * Thrown by a fetch-style server that wants the connection cut without an answer, or put into a body stream to cut it
 * halfway. Whoever carries the exchange (a socket, a transport in memory) turns it into a reset.
 */
export class ConnectionDrop extends Error {
  constructor() {
    super("The connection is dropped on purpose.");
    this.name = "ConnectionDrop";
  }
}
