import type { CallbackDefinition } from "../../core/callback.js";
import type { Exchange } from "../../core/exchange.js";
import type { Finding, Severity } from "../../core/finding.js";
import type { JsonObject, JsonValue } from "../../core/json.js";
import type { DescribedRule } from "../../core/rule.js";
import type { Message } from "../../core/text.js";
import { answerData, errorCodeOf } from "../answer-data.js";
import { docField } from "../schema/field-name.js";
import { isUnreachable } from "../verdict.js";

/** One exchange of a group, and the copy that it is an attempt of. */
export type Member = { readonly exchange: Exchange; readonly copy: number };

/** What of a definition the group rules need. */
export type RepeatFacts = Pick<
  CallbackDefinition,
  "id" | "idempotencyKey" | "sameAnswer" | "decision" | "ownId" | "echoes"
>;

/** A decision that the merchant made known through an operation, by pointer into the answer. */
export type LaterDecision = Readonly<Record<string, JsonValue>>;

/** Why a finding is one, beside the two exchanges that it holds against each other. */
export type Contrast = {
  readonly pointer: string;
  readonly severity?: Severity;
  readonly message: Message;
};

/** Both answers side by side: the first as expected, the other as actual. */
export function contrast(
  definition: Pick<CallbackDefinition, "id">,
  rule: DescribedRule,
  first: Exchange | undefined,
  other: Exchange,
  { pointer, severity = rule.severity, message }: Contrast,
): Finding {
  return {
    rule: rule.id,
    severity,
    part: rule.part,
    pointer,
    expected: first === undefined ? { error_code: 0 } : shown(first),
    actual: shown(other),
    message,
    doc: { page: definition.id, field: docField(pointer) },
  };
}

/** The answer's data as it came; for anything else what there is to say of it. */
function shown(exchange: Exchange): JsonObject {
  const data = answerData(exchange);
  if (data) return data;
  const { answer, failure } = exchange;
  return failure ? { failure: failure.kind, detail: failure.detail } : { status: answer?.status ?? null };
}

export function isAccepted({ exchange }: Pick<Member, "exchange">): boolean {
  return errorCodeOf(exchange) === 0;
}

/** Signed validly and meant to be accepted: whatever else is refused says nothing about repeats. */
export function isGenuine({ exchange: { signature, malformed } }: Pick<Member, "exchange">): boolean {
  return !malformed && (signature === "valid" || signature === "old-only" || signature === "new-only");
}

/** The body may have arrived, and no readable answer came back. */
export function isLost({ exchange }: Pick<Member, "exchange">): boolean {
  const { failure } = exchange;
  return failure !== undefined && !isUnreachable(failure);
}

/** The members by copy, in order. */
export function byCopy(members: readonly Member[]): readonly (readonly Member[])[] {
  const copies = new Map<number, Member[]>();
  for (const member of members) copies.set(member.copy, [...(copies.get(member.copy) ?? []), member]);
  return [...copies.values()];
}
