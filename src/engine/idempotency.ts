import type { Finding } from "../core/finding.js";
import type { DescribedRule } from "../core/rule.js";
import { isAccepted, type LaterDecision, type Member, type RepeatFacts } from "./idempotency/group.js";
import { judgeDistinct, judgeOwnAnswer, judgeRefusalNotSticky } from "./idempotency/orders.js";
import { judgeAfter100, judgeAfterLostAnswer } from "./idempotency/outcome-of-retries.js";
import { judgeRace } from "./idempotency/race.js";
import {
  after100,
  afterLostAnswer,
  distinct,
  ownAnswer,
  race,
  refusalNotSticky,
  sameAnswer,
} from "./idempotency/rules.js";
import { judgeSameAnswer } from "./idempotency/same-answer.js";

/** The rules on repeated messages, for the catalogue. */
export const idempotencyRules: readonly DescribedRule[] = [
  sameAnswer,
  race,
  after100,
  afterLostAnswer,
  distinct,
  refusalNotSticky,
  ownAnswer,
];

/** Which rule a group of exchanges is held against. */
export type GroupKind =
  | "same-answer"
  | "race"
  | "after-100"
  | "after-lost-answer"
  | "distinct"
  | "own-answer"
  | "refusal-not-sticky";

/**
 * Judges several exchanges together by one rule, both answers side by side in each finding. All but `distinct` and
 * `own-answer` take exchanges of one request. `later` is what an operation has decided in between.
 */
export function judgeGroup(
  facts: RepeatFacts,
  kind: GroupKind,
  members: readonly Member[],
  later?: LaterDecision,
): readonly Finding[] {
  switch (kind) {
    case "same-answer":
      return judgeSameAnswer(facts, members, later);
    case "race":
      return judgeRace(facts, members, later);
    case "after-100":
      return judgeAfter100(facts, members);
    case "after-lost-answer":
      return judgeAfterLostAnswer(facts, members);
    case "distinct":
      return judgeDistinct(facts, members);
    case "own-answer":
      return judgeOwnAnswer(facts, members);
    case "refusal-not-sticky":
      return judgeRefusalNotSticky(facts, members);
  }
}

type Attempt = { readonly copy: number; readonly judged: { readonly exchange: Member["exchange"] } };

/** Judges a series of attempts at one delivery: a race when its copies went together, else repeats and retries. */
export function judgeSeries(
  facts: RepeatFacts,
  attempts: readonly Attempt[],
  { isConcurrent }: { readonly isConcurrent: boolean },
): readonly Finding[] {
  const members = attempts.map(({ copy, judged }) => ({ copy, exchange: judged.exchange }));
  const isWon = members.some(isAccepted);
  if (isConcurrent) return isWon ? judgeRace(facts, members) : judgeRetried(facts, members);
  // A copy that comes after another one is a repeat like any retry.
  const inSequence = members.map(({ exchange }) => ({ copy: 1, exchange }));
  return [...judgeSameAnswer(facts, members), ...judgeRetried(facts, inSequence)];
}

function judgeRetried(facts: RepeatFacts, members: readonly Member[]): readonly Finding[] {
  return [...judgeAfter100(facts, members), ...judgeAfterLostAnswer(facts, members)];
}
