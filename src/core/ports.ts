import type { Failure } from "./exchange.js";

/** The outside world as values. Real ones live in `src/node/`, fakes in `test/support/`. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Monotonic milliseconds, for durations. */
  elapsed(): number;
  /** Resolves after `ms`; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export type Random = {
  /** A float in [0, 1). */
  next(): number;
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number;
  pick<T>(values: readonly T[]): T;
  /** A random stream of its own, decided by this one's seed and the label alone. */
  fork(label: string): Random;
};

/** What goes over the wire, to the byte. Header names keep their spelling and order. */
export type WireRequest = {
  readonly method: "POST";
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
};

export type WireResponse = {
  readonly status: number;
  /** As received, in order, names in the server's spelling. */
  readonly headers: readonly (readonly [string, string])[];
  /** After content decoding. */
  readonly body: Uint8Array;
};

export type WireOutcome =
  | { readonly kind: "answer"; readonly response: WireResponse; readonly durationMs: number }
  | {
      readonly kind: "failure";
      readonly failure: Failure;
      readonly durationMs: number;
      readonly response?: WireResponse;
    };

export type TransportOptions = {
  /** One deadline for the whole exchange, in ms. */
  readonly timeoutMs: number;
  /** Cap on the decompressed body, in bytes. */
  readonly maxBodyBytes: number;
  readonly insecure: boolean;
  readonly keepAlive: boolean;
  readonly signal?: AbortSignal;
  /** How the sender misbehaves on purpose; absent = it does not. */
  readonly sabotage?: Sabotage;
  /**
   * Called once the connection stands; the last byte of the request goes out when it resolves, so that the receiver
   * cannot begin before. The deadline does not run meanwhile.
   */
  readonly hold?: () => Promise<void>;
  /** Called once, soon after, with the moment (monotonic ms) at which the request was released. */
  readonly onReleased?: (elapsedMs: number) => void;
};

export type Sabotage =
  /** Closes the connection once the whole body is written, before any answer. */
  | { readonly kind: "hang-up-after-body" }
  /** Closes it after half of the body. */
  | { readonly kind: "early-close" }
  /** Sends the body in `pieces` parts, `gapMs` apart. */
  | { readonly kind: "slow-body"; readonly pieces: number; readonly gapMs: number };

export type Transport = {
  /** Never throws for what the network or the merchant does: that is an outcome. */
  send(request: WireRequest, options: TransportOptions): Promise<WireOutcome>;
  close(): Promise<void>;
};
