import type { Failure, PlatformActionName } from "./exchange.js";
import type { Finding } from "./finding.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { RuleBase } from "./rule.js";
import type { Lang, Message, Text } from "./text.js";

/** What happens during a run of cases. Plain JSON, redacted where it is made, timed by the injected clock: a recording. */
export type RunEvent =
  | {
      readonly type: "run-started";
      readonly tool: { readonly name: string; readonly version: string };
      readonly seed: number;
      readonly startedAt: string;
      /** The settings in force, secrets masked, the readings of conflicts included. */
      readonly settings: JsonObject;
      readonly cases: number;
      /** Said first in every report: TLS unchecked, personal data shown, demo credentials … */
      readonly notices: readonly Message[];
    }
  | { readonly type: "case-started"; readonly id: string; readonly suite: string; readonly title: Text }
  | { readonly type: "exchange"; readonly exchange: ReportedExchange }
  | { readonly type: "case-finished"; readonly result: CaseResult }
  | {
      readonly type: "run-finished";
      readonly verdict: RunVerdict;
      readonly durationMs: number;
      readonly totals: Totals;
      /** Why the run is inconclusive or was interrupted, and what to set; the signature diagnosis; and the like. */
      readonly notices: readonly Message[];
      readonly reachability: readonly CodeReach[];
    };

export type RunVerdict = "passed" | "failed" | "interrupted" | "inconclusive";

export type CaseVerdict = "passed" | "failed" | "skipped" | "broken";

export type Totals = {
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly broken: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
};

export type CaseResult = {
  readonly id: string;
  readonly suite: string;
  readonly title: Text;
  /** What the case proves, one sentence. */
  readonly proves: Text;
  readonly verdict: CaseVerdict;
  /** Always there when the case was skipped or broken. */
  readonly reason?: Message;
  readonly durationMs: number;
  /** Complete; totals count these. */
  readonly findings: readonly Finding[];
  /** Ids of its exchanges, in order. */
  readonly exchanges: readonly string[];
  /** For a failing case: the smallest payload that still fails, as exact text. */
  readonly smallestPayload?: string;
  /** For a failing case: the one command line that reproduces it. */
  readonly reproduce?: string;
};

/** One delivery as reports show it; the same shape as an attempt of `send --json` plus id, callback and case. */
export type ReportedExchange = {
  readonly id: string;
  readonly caseId: string;
  readonly callback: string;
  readonly attempt: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly request: {
    readonly method: "POST";
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
  readonly failure: Failure | null;
  readonly platform: { readonly action: PlatformActionName; readonly reason: Message; readonly rule: string };
  readonly findings: readonly Finding[];
};

/** Whether the merchant showed a documented error code, and by which payload. */
export type CodeReach = {
  readonly code: number;
  readonly meaning: Text;
  readonly reached: boolean;
  /** The exchange that showed it, and the change of the payload that provoked it. */
  readonly exchange?: string;
  readonly provokedBy?: JsonValue;
};

/** A reporter turns events into text, piece by piece. It knows no clock, no disk and no terminal. */
export type Reporter = {
  readonly name: string;
  /** Text to append for this event. */
  on(event: RunEvent): string;
};

export type ReporterOptions = {
  readonly lang: Lang;
  readonly isColoured: boolean;
  readonly columns: number;
  /** Used when `isColoured`; the CLI's style is one. */
  readonly paint?: Paint;
  /** How wide the reader's terminal draws characters whose width Unicode leaves open; `narrow` by default. */
  readonly ambiguous?: "narrow" | "wide";
  readonly isVerbose?: boolean;
  /** Titles and explanations by rule id, for reports that have room for them. */
  readonly rules?: readonly RuleBase[];
};

/** Colours by meaning. */
export type Paint = Readonly<
  Record<"good" | "bad" | "caution" | "quiet" | "strong" | "key" | "value" | "literal", (text: string) => string>
>;
