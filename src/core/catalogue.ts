import type { Text } from "./text.js";

/** Where a fact comes from: the two documents, another official page, the official SDK, real traffic, other code, a sister industry, or our inference. */
export type Basis = "seed" | "other-page" | "sdk" | "observed" | "code" | "analogy" | "assumed";

/** An `error_code` that a merchant may answer. */
export type ErrorCode = {
  readonly code: number;
  readonly meaning: Text;
  /** False for a code that no official list has. */
  readonly documented: boolean;
  /** Callbacks that the code speaks of. */
  readonly appliesTo: readonly string[];
  /** What the platform does next, by callback. */
  readonly effects: Readonly<Record<string, Text>>;
  readonly basis: Basis;
  readonly note?: Text;
};

/** A code that the platform returns to an operation. */
export type PlatformCode = {
  readonly code: number;
  readonly meaning: Text;
  readonly mayRetry: boolean;
  readonly operations: readonly string[];
  readonly basis: Basis;
};

/** A place where the documents disagree with themselves or with real traffic. */
export type Conflict = {
  readonly number: number;
  readonly id: string;
  readonly topic: Text;
  readonly page: string;
  /** `response.error_code`; null when it concerns no field. */
  readonly field: string | null;
  readonly readings: readonly ConflictReading[];
  /** The id of the reading in force without any setting. */
  readonly default: string;
  /** The config key or flag that flips it; null when nothing does. */
  readonly setting: string | null;
  /** How to flip it, or why there is nothing to flip. */
  readonly how: Text;
};

export type ConflictReading = { readonly id: string; readonly text: Text; readonly basis: Basis };
