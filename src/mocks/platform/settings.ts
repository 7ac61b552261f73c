import type { RetryReading } from "../../core/callback.js";
import type { MerchantFacts } from "../../core/exchange.js";
import type { Severity } from "../../core/finding.js";
import type { RetryPolicy } from "../../core/retry-policy.js";

/** Everything that decides how the mock platform behaves towards one merchant. */
export type PlatformSettings = {
  readonly clientKey: string;
  readonly clientSecret: string;
  /** Callback id → URL of the merchant. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly merchant: MerchantFacts;
  readonly reading: RetryReading;
  readonly severities: Readonly<Record<string, Severity>>;
  /** Chosen readings of the documents' conflicts. */
  readonly readings: Readonly<Record<string, string>>;
  /** Undefined: every callback is attempted once. */
  readonly policy: RetryPolicy | undefined;
  /** Divides the platform's waits; never the life of a token or the call limit. */
  readonly timeScale: number;
  /** How long an order may stay unpaid, in platform time; undefined: for ever (the documents give no number). */
  readonly payWithinMs: number | undefined;
  readonly timeoutMs: number;
  readonly insecure: boolean;
  /** Added to every callback. */
  readonly headers: readonly (readonly [string, string])[];
};

/** Real milliseconds that the merchant has for what it promised: divided by the time scale, but never less than 3 s. */
export function windowMs(platformMs: number, { timeScale }: Pick<PlatformSettings, "timeScale">): number {
  return Math.max(shortestWindowMs, platformMs / timeScale);
}

const shortestWindowMs = 3000;
