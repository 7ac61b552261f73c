import type { RetryReading } from "../core/callback.js";
import type { Severity } from "../core/finding.js";
import type { PayloadOptions } from "../engine/generate.js";
import type { Shares } from "./plan.js";
import type { Stage } from "./schedule.js";

/** Where one callback's requests go. */
export type Route = { readonly callback: string; readonly url: string };

/** How fast requests go out: as answers come in, or by the clock. */
export type Pace =
  | { readonly kind: "closed"; readonly durationMs?: number; readonly requests?: number }
  | { readonly kind: "open"; readonly stages: readonly Stage[]; readonly requests?: number };

/** Everything that decides what a load run sends; plain data, so that it can be handed to a worker. */
export type LoadJob = {
  /** Of the orders themselves. */
  readonly main: Route;
  /** Callbacks about earlier orders, for the share of cancels. */
  readonly followers: readonly Route[];
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly payload: PayloadOptions;
  readonly shares: Shares;
  readonly pace: Pace;
  /** Of all workers together; in an open run at most so many. */
  readonly connections: number;
  readonly workers: number;
  readonly timeoutMs: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly insecure: boolean;
  readonly reading: RetryReading;
  readonly severities: Readonly<Record<string, Severity>>;
};

export type WorkerJob = LoadJob & { readonly worker: number };
