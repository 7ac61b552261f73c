import type { CallbackDefinition, MessageSchema } from "../core/callback.js";
import type { Conflict, ErrorCode, PlatformCode } from "../core/catalogue.js";
import type { RuleBase } from "../core/rule.js";
import type { Text } from "../core/text.js";
import type { CaseRow } from "./catalogue.js";

export type ExplanationKind =
  | "rule"
  | "law"
  | "case"
  | "error-code"
  | "platform-code"
  | "field"
  | "conflict"
  | "exit-code"
  | "callback"
  | "variant";

/** One thing of the catalogue in full, in a shape that every kind shares. */
export type Explanation = {
  readonly kind: ExplanationKind;
  /** The id in full, whatever short form was typed. */
  readonly id: string;
  readonly title: Text;
  readonly body: readonly Text[];
  readonly facts: readonly Fact[];
  /** Ids of related things; each can be explained. */
  readonly see: readonly string[];
};

export type Fact = { readonly label: Text; readonly value: Text };

/** A message of the catalogue that is no callback: a call that the merchant makes. */
export type OperationMessages = {
  readonly id: string;
  readonly request: MessageSchema;
  readonly response: MessageSchema;
};

export type ExplainSources = {
  readonly definitions: readonly CallbackDefinition[];
  readonly operations?: readonly OperationMessages[];
  readonly rules: readonly RuleBase[];
  readonly cases?: readonly CaseRow[];
  readonly errorCodes: readonly ErrorCode[];
  readonly platformCodes?: readonly PlatformCode[];
  readonly conflicts: readonly Conflict[];
  /** The readings in force, by conflict id; the defaults without it. */
  readonly readings?: Readonly<Record<string, string>>;
  readonly exitCodes: readonly { readonly code: number; readonly meaning: Text }[];
};
