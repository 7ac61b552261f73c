import { type Connection, connectionMaker } from "./connection.js";

/** The connections to one server; opened as they are needed, up to a limit. */
export type Pool = {
  readonly limit: number;
  /** How many requests can go out now. */
  free(): number;
  take(): Connection;
  giveBack(connection: Connection): void;
  checkDeadlines(now: number): void;
  destroy(): void;
};

type PoolOptions = { readonly timeoutMs: number; readonly insecure: boolean; readonly limit: number };

export async function createPool(origin: URL, { limit, ...options }: PoolOptions): Promise<Pool> {
  const open = await connectionMaker({ origin, ...options });
  const idle: Connection[] = [];
  const all: Connection[] = [];
  return {
    limit,
    free: () => idle.length + limit - all.length,
    take() {
      const waiting = idle.pop();
      if (waiting) return waiting;
      const opened = open();
      all.push(opened);
      return opened;
    },
    giveBack: (connection) => {
      idle.push(connection);
    },
    checkDeadlines(now) {
      for (const connection of all) connection.checkDeadline(now);
    },
    destroy() {
      for (const connection of all) connection.destroy();
    },
  };
}
