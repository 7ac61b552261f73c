import type { CheckResult, Delivered, Scene, SequenceCheck, SequenceFinding } from "../../core/case.js";
import type { Finding } from "../../core/finding.js";
import { isObject, type JsonValue } from "../../core/json.js";
import type { LaterDecision, Member } from "../../engine/idempotency/group.js";
import { type GroupKind, judgeGroup } from "../../engine/idempotency.js";
import { callsAbout } from "./calls.js";
import { cannotTell, judged } from "./found.js";
import { isAccepted, isAnswered } from "./outcome.js";

/** The same mistake, as a single answer shows it. */
const sameMistake: readonly string[] = [
  "transport/status",
  "transport/body-json",
  "cancel-order/refusal-by-code",
  "create-order/order-id-echo",
];

/** A repeat of what was accepted. */
export const sameAnswer: SequenceCheck = (scene) => {
  const [first] = scene.of;
  if (!first || !isAccepted(first)) return notAccepted;
  const findings = group(scene, "same-answer").filter(({ actual }) => !isToldByCode7(actual, scene));
  return judged(findings.map((finding) => ({ ...finding, replaces: sameMistake })));
};

/** 7 for an order that exists is a rule of its own. */
function isToldByCode7(actual: JsonValue, { of }: Scene): boolean {
  const code = isObject(actual) ? actual.error_code : undefined;
  return code === 7 && of.some(({ findings }) => findings.some(({ rule }) => rule === code7));
}

const code7 = "create-order/code-7-on-existing";

export const race: SequenceCheck = (scene) => {
  if (!scene.of.some(isAccepted)) return notAccepted;
  const findings = group(scene, "race");
  return judged(findings.map((finding) => ({ ...finding, replaces: [...sameMistake, code7] })));
};

/** Judged over every delivery that was answered 100 and made again. */
export const after100: SequenceCheck = (scene) => {
  const retried = scene.of.filter(({ earlier }) => earlier.length > 0);
  const findings = retried.flatMap((delivered) => {
    const found = groupOf(scene, "after-100", [delivered]);
    return isLawfulRefusal(delivered) || isGone(scene, delivered) ? [] : found;
  });
  return judged(findings.map((finding) => ({ ...finding, replaces: [...sameMistake, code7, "idempotency/race"] })));
};

/** Full, too long, another price, or what the case asked for: the retry was decided on its merits. */
function isLawfulRefusal({ code, delivery }: Delivered): boolean {
  const isProvoked = "provoke" in delivery && delivery.provoke !== undefined;
  return code !== undefined && (isProvoked || [1, 2, 3, 4, 6, 8, 11, 12, 14].includes(code)) && code !== 100;
}

/** A cancel of the same order was accepted, so that nothing needs to be made any more. */
function isGone({ all }: Scene, { definition, plain, code }: Delivered): boolean {
  return (
    code !== 100 &&
    [...all.values()].some(
      (other) =>
        other.definition.id !== definition.id && other.plain?.order_id === plain?.order_id && isAccepted(other),
    )
  );
}

/** `of`: deliveries whose answer was thrown away, then the retry. */
export const afterLostAnswer: SequenceCheck = (scene) => {
  const retry = scene.of.at(-1);
  if (!retry || !isAnswered(retry)) return notAnswered;
  const members = inTurn(scene.of.flatMap((delivered) => membersOf(delivered, 1)));
  const findings = judgeGroup(retry.definition, "after-lost-answer", members);
  return judged(
    about(findings, [retry]).map((finding) => ({
      ...finding,
      replaces: [...sameMistake, code7],
      needsControl: "alike" as const,
    })),
  );
};

export const distinct: SequenceCheck = (scene) => {
  if (scene.of.filter(isAccepted).length < 2) return notAccepted;
  return judged(group(scene, "distinct").map((finding) => ({ ...finding, replaces: ["create-order/order-id-echo"] })));
};

export const ownAnswer: SequenceCheck = (scene) => {
  if (scene.of.filter(isAnswered).length < 2) return notAnswered;
  return judged(
    group(scene, "own-answer").map((finding) => ({
      ...finding,
      replaces: ["create-order/order-id-echo", "idempotency/distinct"],
    })),
  );
};

/** `of`: what was refused, then the correct request. */
export const refusalNotSticky: SequenceCheck = (scene) => {
  const [refused, genuine] = scene.of;
  if (!refused || !genuine) return notAnswered;
  if (isAccepted(refused)) return wasNotRefused;
  if (!isAnswered(genuine)) return notAnswered;
  const members = inTurn([refused, genuine].flatMap((delivered) => membersOf(delivered, 1)));
  const findings = judgeGroup(genuine.definition, "refusal-not-sticky", members);
  return judged(
    about(findings, [genuine]).map((finding) => ({
      ...finding,
      replaces: [...sameMistake, code7],
      needsControl: "alike" as const,
    })),
  );
};

function group(scene: Scene, kind: GroupKind): readonly SequenceFinding[] {
  return groupOf(scene, kind, scene.of);
}

function groupOf(scene: Scene, kind: GroupKind, of: readonly Delivered[]): readonly SequenceFinding[] {
  const [first] = of;
  if (!first) return [];
  const members = inTurn(of.flatMap((delivered, i) => membersOf(delivered, i + 1)));
  return about(judgeGroup(first.definition, kind, members, decidedLater(scene, first)), of);
}

/** Attempts that were answered 100 stand before the last one. */
function membersOf(delivered: Delivered, copy: number): readonly Member[] {
  return [...delivered.earlier, delivered].map(({ exchange }) => ({ exchange, copy }));
}

/** Numbered as they were sent: each delivery of a case is a first attempt of its own. */
function inTurn(members: readonly Member[]): readonly Member[] {
  return members.map(({ exchange, ...member }, i) => ({ ...member, exchange: { ...exchange, attempt: i + 1 } }));
}

/** One mistake is one finding, however many repeats show it. */
function about(findings: readonly Finding[], of: readonly Delivered[]): readonly SequenceFinding[] {
  const [worst] = findings.toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity));
  return worst ? [{ ...worst, deliveries: of.map(({ name }) => name) }] : [];
}

const ranks = ["error", "warning", "info"];

/** What the merchant has meanwhile told the platform about this request, by pointer into the answer. */
function decidedLater({ operations }: Scene, first: Delivered): LaterDecision | undefined {
  const call = operations && callsAbout(first, operations.calls).find(({ answeredCode }) => answeredCode === 0);
  const body = call?.body;
  if (!body) return undefined;
  const nested = isObject(body.confirm_result) ? body.confirm_result : undefined;
  if (nested) {
    return {
      "/data/confirm_info/confirm_result": nested.confirm_result ?? null,
      ...(nested.confirm_number === undefined
        ? {}
        : { "/data/confirm_info/hotel_confirm_number": nested.confirm_number }),
    };
  }
  return body.cancel_result === undefined ? undefined : { "/data/cancel_result": body.cancel_result };
}

const notAccepted: CheckResult = cannotTell({
  zh: "第一次请求没有被接受，无从比较。",
  en: "The first request was not accepted, so there is nothing to compare.",
});
const notAnswered: CheckResult = cannotTell({
  zh: "没有得到可读的应答，无从比较。",
  en: "There was no readable answer to compare.",
});
const wasNotRefused: CheckResult = cannotTell({
  zh: "前一个请求没有被拒绝，无从判断拒绝之后会怎样。",
  en: "The request before it was not refused, so what follows a refusal cannot be told.",
});
