import type { CallbackDefinition, Registry } from "../../core/callback.js";
import type { Case, CaseBook } from "../../core/case.js";
import type { Failure, MerchantFacts } from "../../core/exchange.js";
import type { Finding } from "../../core/finding.js";
import type { JsonObject } from "../../core/json.js";
import type { PlatformPort } from "../../core/platform-port.js";
import type { Clock, Transport } from "../../core/ports.js";
import type { RuleBase } from "../../core/rule.js";
import type { Message, Text } from "../../core/text.js";
import type { Generated, PayloadOptions } from "../generate.js";
import type { JudgeSettings } from "../judge.js";
import type { FailOn } from "../verdict.js";

/** Everything that decides a run of cases. */
export type RunPlan = {
  readonly cases: readonly Case[];
  readonly book: CaseBook;
  /** Every rule that a finding may name, by id. */
  readonly rules: ReadonlyMap<string, RuleBase>;
  readonly registry: Registry;
  /** Callback id → URL; cases of a callback without one are skipped. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly merchant: MerchantFacts;
  readonly seed: number;
  /** Milliseconds since the epoch that payload dates are counted from. */
  readonly now: number;
  /** Cases at a time. */
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly insecure: boolean;
  /** Added to every request. */
  readonly headers: readonly (readonly [string, string])[];
  readonly judge: JudgeSettings;
  /** Chosen readings of the documents' conflicts. */
  readonly readings: Readonly<Record<string, string>>;
  readonly failOn: FailOn;
  readonly isBail: boolean;
  /** Fewer documented codes than that fail the run. */
  readonly minCodes: number;
  /** Divides the platform's waits. */
  readonly timeScale: number;
  /** Shows personal data in the events. */
  readonly showsPersonal: boolean;
  readonly tool: { readonly name: string; readonly version: string };
  /** The settings in force as reports show them, secrets masked. */
  readonly settings: JsonObject;
  readonly notices: readonly Message[];
  /** The documented error codes. */
  readonly codes: readonly { readonly code: number; readonly meaning: Text }[];
  /** What it means that nobody could be asked, and what to do. */
  readonly explainUnreachable?: (failure: Failure, url: string) => Message;
  /** Findings of a baseline are shown as notes and fail nothing. */
  readonly isKnown?: (caseId: string, finding: Finding) => boolean;
  /** Words of `test` that name the target, for the lines that reproduce a failure. */
  readonly targetWords: readonly string[];
  /** The same as words of `send`, by callback. */
  readonly sendWords?: (callback: string) => readonly string[];
};

export type RunDeps = {
  readonly clock: Clock;
  readonly transport: Transport;
  readonly platform?: PlatformPort;
  readonly signal: AbortSignal;
  /** In place of the engine's own, for runs that share what they have made. */
  readonly makerOf?: (definition: CallbackDefinition) => Promise<PayloadMaker>;
};

export type PayloadMaker = (options: PayloadOptions) => Generated;

/** What stays the same while a run lasts. */
export type Bench = {
  readonly plan: RunPlan;
  readonly deps: RunDeps;
  readonly definitions: ReadonlyMap<string, CallbackDefinition>;
  readonly makers: ReadonlyMap<string, PayloadMaker>;
};
