import type { Finding } from "../../core/finding.js";
import type { Text } from "../../core/text.js";
import { errorCodeOf } from "../answer-data.js";
import { differenceOf } from "./difference.js";
import {
  byCopy,
  contrast,
  isAccepted,
  isGenuine,
  isLost,
  type LaterDecision,
  type Member,
  type RepeatFacts,
} from "./group.js";
import { race } from "./rules.js";

/** Copies released together come to one result. Says nothing when none of them was accepted. */
export function judgeRace(facts: RepeatFacts, members: readonly Member[], later?: LaterDecision): readonly Finding[] {
  const genuine = members.filter(isGenuine);
  const winner = genuine.find(isAccepted);
  if (!winner) return [];
  return byCopy(genuine).flatMap((attempts) => {
    const accepted = attempts.filter((attempt) => attempt !== winner && isAccepted(attempt));
    if (accepted.length > 0) return accepted.flatMap((other) => judgeWinner(facts, winner, other, later));
    return attempts.includes(winner) ? [] : judgeLoser(facts, winner, attempts);
  });
}

/** Which of two copies was answered first is not known: they differ only if they do so in either order. */
function judgeWinner(
  facts: RepeatFacts,
  winner: Member,
  other: Member,
  later: LaterDecision | undefined,
): readonly Finding[] {
  const [one, two] = [
    differenceOf(facts, winner.exchange, other.exchange, later),
    differenceOf(facts, other.exchange, winner.exchange, later),
  ];
  if (!one || !two) return [];
  const milder = ranks.indexOf(two.severity) > ranks.indexOf(one.severity) ? two : one;
  return [contrast(facts, race, winner.exchange, other.exchange, milder)];
}

const ranks = ["error", "warning", "info"];

function judgeLoser(facts: RepeatFacts, winner: Member, attempts: readonly Member[]): readonly Finding[] {
  const last = attempts.at(-1);
  // A timeout or a lost connection is a finding of its own, and says nothing about the result.
  if (!last || isLost(last) || last.exchange.answer === undefined) return [];
  const code = errorCodeOf(last.exchange);
  const isUndecided = code === 100 && attempts.length === 1;
  const args = {
    code: code ?? "–",
    status: last.exchange.answer.status,
    n: last.exchange.attempt,
    m: winner.exchange.attempt,
  };
  return [
    contrast(facts, race, winner.exchange, last.exchange, {
      pointer: code === undefined ? "" : "/data/error_code",
      severity: isUndecided ? "warning" : "error",
      message: { text: isUndecided ? texts.notRetried : textFor(code), args },
    }),
  ];
}

function textFor(code: number | undefined): Text {
  if (code === undefined) return texts.unreadable;
  return code === 100 ? texts.never : texts.refused;
}

const texts = {
  notRetried: {
    zh: "并发的第 {n} 份得到 100；没有重试，无法判断之后能否成功。加上 --retry 再试。",
    en: "Copy {n} of the race was answered 100; it was not retried, so whether that would succeed cannot be told. Try again with --retry.",
  },
  never: {
    zh: "并发的第 {n} 份一直得到 100，重试也没有成功，而第 {m} 份早已成功。请返回同一个结果。",
    en: "Copy {n} of the race was answered 100 to the end, although copy {m} had long succeeded. Return the same result.",
  },
  refused: {
    zh: "并发的第 {m} 份成功，第 {n} 份却得到 {code}。抢不到的请求要等待并返回同一个结果，或返回 100 请平台重试。",
    en: "Copy {m} of the race succeeded, copy {n} was answered {code}. The loser waits and returns the same result, or answers 100 to be sent again.",
  },
  unreadable: {
    zh: "并发的第 {m} 份成功，第 {n} 份却得到 HTTP {status}。多半是唯一键冲突没有处理；请捕获它并返回同一个结果。",
    en: "Copy {m} of the race succeeded, copy {n} got HTTP {status}. A unique key conflict was probably not handled; catch it and return the same result.",
  },
} satisfies Readonly<Record<string, Text>>;
