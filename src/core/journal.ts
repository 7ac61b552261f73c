import type { SignatureForm } from "./exchange.js";
import type { WireOutcome } from "./ports.js";

/** What is kept of a request before it goes out. Secrets have no place here. */
export type JournalIntent = {
  readonly callback: string;
  readonly variant: string;
  readonly attempt: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The configured address, before client key, timestamp and signature were added. */
  readonly endpoint: string;
  /** It went to the built-in reference merchant of that process, whose address is gone with it. */
  readonly toReferenceMerchant?: boolean;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly signature: SignatureForm;
  readonly malformed: boolean;
  readonly timeoutMs: number;
  readonly insecure: boolean;
};

/** Keeps every exchange: intent before the first byte is sent, then that it was sent, then what became of it. */
export type Journal = {
  /** Returns the exchange's id. Throws when it cannot be kept: then nothing is to be sent. */
  intend(intent: JournalIntent): string;
  sent(id: string): void;
  finish(id: string, outcome: WireOutcome): void;
};
