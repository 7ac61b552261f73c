import type { Exchange } from "./exchange.js";
import type { DocReference, FindingPart, Severity } from "./finding.js";
import type { JsonObject, JsonValue } from "./json.js";
import type { Message, Text } from "./text.js";

/** What a rule says when the merchant broke it; the judge adds id, severity, part and doc. */
export type Breach = {
  readonly pointer: string;
  readonly expected: JsonValue;
  readonly actual: JsonValue;
  readonly message: Message;
  readonly severity?: Severity;
  readonly doc?: DocReference;
};

export type Report = (breach: Breach) => void;

export type RuleBase = {
  /** Permanent, written in full: `create-order/order-id-echo`. */
  readonly id: string;
  /** The highest severity it reports; a breach may lower it. */
  readonly severity: Severity;
  readonly part: FindingPart;
  readonly title: Text;
  /** Why it matters and how to put it right, in a few sentences. */
  readonly explanation: Text;
  readonly doc: DocReference;
};

/** Judges one exchange whose answer is JSON that the response schema accepted at `needs`. */
export type AnswerRule = RuleBase & {
  readonly kind: "answer";
  /** Pointers below `data` that must have passed the schema before this rule runs, so that one mistake gives one finding. */
  readonly needs: readonly string[];
  /** Judges answers to forged and malformed requests too; every other rule is for valid, validly signed ones. */
  readonly isForAnyRequest?: boolean;
  check(context: AnswerContext, report: Report): void;
};

export type AnswerContext = {
  readonly exchange: Exchange;
  readonly payload: JsonObject;
  /** The answer's `data` object. */
  readonly data: JsonObject;
};

/** Judges what happened on the wire, whatever the callback. */
export type TransportRule = RuleBase & {
  readonly kind: "transport";
  check(exchange: Exchange, report: Report): void;
};

/** Judged by the engine itself (schema rules) or by a suite (sequence rules): listed so that `catalog rules` and `explain` know it. */
export type DescribedRule = RuleBase & { readonly kind: "schema" | "sequence" };
